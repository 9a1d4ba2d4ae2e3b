/**
 * Files from the network, each unpacked as it comes and held against its digest. What has come whole stays here until
 * it is kept, so that no try fetches it again. Knows files and bytes, nothing of what they do.
 */

import type { Places } from "../protocol/message.ts";
import { ask, type Coming } from "./coming.ts";
import { digestOf } from "./offline/site_cache.ts";
import { unpacked } from "./offline/unpack.ts";

export type Bytes = Uint8Array<ArrayBuffer>;

/** Files that were not what they should be: the browser's own cache may go on giving them. */
const damaged = new Set<string>();

/** What has come from the network whole, by address, and has yet to be put into the cache. */
const unkept = new Map<string, Bytes>();

/** And what is here, but not known yet to be what it should be. */
const arriving = new Map<string, Promise<unknown>>();

/** The network broke off, as against a file that is not what it should be. */
export class Lost extends Error {}

/** A copy of what has come whole, also where that is just about to be known. */
export async function received(url: string): Promise<ArrayBuffer | undefined> {
  await arriving.get(url);
  return unkept.get(url)?.slice().buffer;
}

/** What has come and is not kept, each handed over once. */
export function* takeUnkept(): Generator<[string, Bytes]> {
  for (const [url, bytes] of unkept) {
    unkept.delete(url);
    yield [url, bytes];
  }
}

export function asked(url: string): Coming {
  return ask(url, damaged.has(url) ? "reload" : "default");
}

export class Receiver {
  readonly #digests: Places["digests"];
  readonly #stopped = new AbortController();

  constructor(digests: Places["digests"]) {
    this.#digests = digests;
  }

  /** Nobody waits for what has not come yet. */
  stop(): void {
    this.#stopped.abort();
  }

  /** All of a file, for who takes it away. */
  async whole(url: string, count: (bytes: number) => void): Promise<ArrayBuffer> {
    const bytes = await this.pieces(url, asked(url), count, () => {});
    return (unkept.has(url) ? bytes.slice() : bytes).buffer;
  }

  /** `count` is told of bytes that come in, `hear` of each piece, before it is known whether all is what it should be. */
  pieces(
    url: string,
    coming: Coming,
    count: (bytes: number) => void,
    hear: (piece: Bytes) => void,
  ): Promise<Bytes> {
    const bytes = this.#receive(url, coming, count, hear);
    const known = bytes.then(
      () => arriving.delete(url),
      () => arriving.delete(url),
    );
    void coming.ended.then((whole) => whole && arriving.set(url, known));
    return bytes;
  }

  async #receive(
    url: string,
    coming: Coming,
    count: (bytes: number) => void,
    hear: (piece: Bytes) => void,
  ): Promise<Bytes> {
    const { signal } = this.#stopped;
    if (signal.aborted) coming.stop();
    signal.addEventListener("abort", coming.stop);
    const packed = await coming.body.catch((error: unknown) => {
      throw new Lost(String(error));
    });
    const { body } = unpacked(new Response(counted(packed, count)), url);
    try {
      const bytes = await whole(body as ReadableStream<Bytes>, hear);
      const digest = await digestOf(bytes);
      if (digest && digest !== this.#digests[nameOf(url)]) throw new Error(`this is not ${url}`);
      if (digest) unkept.set(url, bytes);
      return bytes;
    } catch (error) {
      damaged.add(url);
      throw error;
    }
  }
}

function counted(
  body: ReadableStream<Bytes>,
  count: (bytes: number) => void,
): ReadableStream<Bytes> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(through) {
      try {
        const { done, value } = await reader.read();
        if (done) return through.close();
        count(value.byteLength);
        through.enqueue(value);
      } catch (error) {
        through.error(new Lost(String(error)));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

async function whole(body: ReadableStream<Bytes>, hear: (piece: Bytes) => void): Promise<Bytes> {
  const pieces: Bytes[] = [];
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    hear(next.value);
    pieces.push(next.value);
  }
  return joined(pieces);
}

function joined(pieces: readonly Bytes[]): Bytes {
  const made = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    made.set(piece, at);
    at += piece.length;
  }
  return made;
}

export function nameOf(url: string): string {
  return url.split("/").pop()!;
}
