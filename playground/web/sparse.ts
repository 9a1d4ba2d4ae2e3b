/**
 * The snapshot as the site ships it (sitebuild/assets/engine.py, `sparse`): nearly half of it is zeros, which a browser would
 * read, copy and give room to all the same. Knows how Pyodide puts a snapshot back (`API.restoreSnapshot`), no more.
 */

import { clear, type View } from "../simthreads/js/memory.js";

export const PAGE = 0x10000;
const SIZE = 4; // bytes of the number that says how long the whole is

interface Page {
  readonly at: number;
  readonly end: number;
  /** Null where all of it is zeros. */
  readonly bytes: Uint8Array | null;
}

/** What a snapshot consists of; null where these bytes are none. */
export function pagesOf(sparse: Uint8Array): readonly Page[] | null {
  if (sparse.length < SIZE) return null;
  const size = new DataView(sparse.buffer, sparse.byteOffset).getUint32(0, true);
  const count = Math.ceil(size / PAGE);
  const pages: Page[] = [];
  let taken = SIZE + Math.ceil(count / 8);
  for (let number = 0; number < count && taken <= sparse.length; number++) {
    const [at, end] = [number * PAGE, Math.min((number + 1) * PAGE, size)];
    const full = (sparse[SIZE + (number >> 3)]! >> (number & 7)) & 1;
    pages.push({ at, end, bytes: full ? sparse.subarray(taken, taken + end - at) : null });
    if (full) taken += end - at;
  }
  return taken === sparse.length ? pages : null;
}

/**
 * Makes an array into what Pyodide takes for a whole snapshot: it reads the head, which is there, and copies the rest
 * into the interpreter's memory, which is done here instead.
 */
export function pretend(array: Uint8Array, pages: readonly Page[], view: () => View): void {
  const { subarray } = Uint8Array.prototype;
  array.set(pages[0]?.bytes ?? []);
  array.subarray = (from, to) => {
    if (to !== undefined) return subarray.call(array, from, to) as Uint8Array<ArrayBuffer>;
    write(view(), pages, from ?? 0);
    return new Uint8Array();
  };
}

/** Write what comes after the first `head` bytes. */
function write(view: View, pages: readonly Page[], head: number): void {
  for (const { at, end, bytes } of pages) {
    const start = Math.max(at, head);
    if (bytes) view.bytes.set(bytes.subarray(start - at), start - head);
    else clear(view, start - head, end - head);
  }
}
