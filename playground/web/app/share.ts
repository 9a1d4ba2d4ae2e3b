/**
 * A program, and the seed or schedule to run it under, as the fragment of a link, and back.
 * Knows no page: text in, text out. What cannot be read is an error with a reason, never a guess.
 */

export interface Shared {
  readonly version: number;
  readonly source: string;
  readonly name: string;
  readonly seed?: number | undefined;
  readonly schedule?: string | undefined;
  readonly policy?: "round-robin" | undefined;
}

export const KEY = "#program=";
/** Browsers and chat programs carry links of this length. */
export const MAX_LINK = 16_000;
const MAX_TEXT = 200_000;
/** As a record has it (playground/record.schema.json): nothing in a link can pass for a sentence of ours. */
const SCHEDULE = /^\d{1,3}\.[a-z]{1,10}(\.\d+@c?\d+)*$/;

export class LinkError extends Error {
  readonly reason: "damaged" | "too_long";
  constructor(reason: LinkError["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, change: GenericTransformStream): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Blob([bytes]).stream().pipeThrough(change) as ReadableStream<Uint8Array>;
  for await (const part of stream) {
    size += part.byteLength;
    if (size > MAX_TEXT) throw new LinkError("too_long");
    parts.push(part);
  }
  const whole = new Uint8Array(size);
  parts.reduce((at, part) => (whole.set(part, at), at + part.byteLength), 0);
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
    const plain = await through(toBytes(fragment.slice(KEY.length)), new DecompressionStream("deflate-raw"));
    return checked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain)));
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError("damaged");
  }
}

function checked(given: unknown): Shared {
  const { version, source, name, seed, schedule, policy } = given as Record<string, unknown>;
  const fits =
    Number.isSafeInteger(version) &&
    typeof source === "string" &&
    typeof name === "string" && /^[\w.-]{1,80}$/.test(name) &&
    (seed === undefined || (Number.isInteger(seed) && (seed as number) >= 0 && (seed as number) < 2 ** 32)) &&
    (schedule === undefined || (typeof schedule === "string" && SCHEDULE.test(schedule))) &&
    (policy === undefined || policy === "round-robin");
  if (!fits) throw new LinkError("damaged");
  return given as Shared;
}
