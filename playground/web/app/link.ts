/**
 * A program, and the seed or schedule to run it under, as the fragment of a link, and back.
 * Knows no page: text in, text out. What cannot be read is an error with a reason, never a guess.
 */

import type { Shared } from "../../protocol/link.ts";
import { readShared } from "../../protocol/validate.ts";

export const KEY = "#program=";
/** Browsers and chat programs carry links of this length. */
export const MAX_LINK = 16_000;
const MAX_TEXT = 200_000;

export class LinkError extends Error {
  readonly reason: "damaged" | "too_long";
  constructor(reason: LinkError["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  change: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Blob([bytes]).stream().pipeThrough(change) as ReadableStream<Uint8Array>;
  for await (const part of stream) {
    size += part.byteLength;
    if (size > MAX_TEXT) throw new LinkError("too_long");
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

function toText(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** The fragment, with its `#`. */
export async function pack(shared: Shared): Promise<string> {
  const plain = new TextEncoder().encode(JSON.stringify(shared));
  if (plain.byteLength > MAX_TEXT) throw new LinkError("too_long");
  const packed = KEY + toText(await through(plain, new CompressionStream("deflate-raw")));
  if (packed.length > MAX_LINK) throw new LinkError("too_long");
  return packed;
}

/** What a fragment holds; null when it is no link of ours. */
export async function unpack(fragment: string): Promise<Shared | null> {
  if (!fragment.startsWith(KEY)) return null;
  if (fragment.length > MAX_LINK) throw new LinkError("too_long");
  try {
    const plain = await through(
      toBytes(fragment.slice(KEY.length)),
      new DecompressionStream("deflate-raw"),
    );
    return readShared(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain)));
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError("damaged");
  }
}
