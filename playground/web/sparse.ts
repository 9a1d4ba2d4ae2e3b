/**
 * The snapshot as the site ships it (sitebuild/assets/engine.py, `difference` and `sparse`): where it is what the memory
 * of a new interpreter has anyway, it has zeros, and what is all zeros is left out. Knows how Pyodide puts a snapshot back
 * (`API.restoreSnapshot`), no more.
 */

import { clear, isBlank, PAGE, type View, writing } from "../simthreads/js/pages.js";

const SIZE = 4; // bytes of the number that says how long the whole is

export type Snapshot = Uint8Array<ArrayBuffer>;

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

/** The other way round by the same. All are multiples of four, but for the end. */
function change(bytes: Uint8Array, at: number, by: Uint8Array, from: number, to: number): void {
  const words = (to - from) >> 2;
  const one = new Uint32Array(bytes.buffer, bytes.byteOffset + at, words);
  const other = new Uint32Array(by.buffer, by.byteOffset + from, words);
  for (let number = 0; number < words; number++) one[number]! ^= other[number]!;
}

/**
 * A whole snapshot as the site ships its own, in pieces: those of its own pages that stay as they are, and copies of the
 * others. `initial`: the memory of a new interpreter.
 */
export function shipped(snapshot: Snapshot, initial: Uint8Array): Snapshot[] {
  const start = new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(SIZE, true);
  const count = Math.ceil(snapshot.length / PAGE);
  const head = new Uint8Array(SIZE + Math.ceil(count / 8));
  new DataView(head.buffer).setUint32(0, snapshot.length, true);
  const pieces = [head];
  for (let number = 0; number < count; number++) {
    const [at, end] = [number * PAGE, Math.min((number + 1) * PAGE, snapshot.length)];
    const [from, to] = [Math.max(at, start), Math.min(end, start + initial.length)];
    const page = from < to ? snapshot.slice(at, end) : snapshot.subarray(at, end);
    if (from < to) change(page, from - at, initial, from - start, to - start);
    if (isBlank(page)) continue;
    head[SIZE + (number >> 3)]! |= 1 << (number & 7);
    pieces.push(page);
  }
  return pieces;
}

/** Makes an array, which may be short, into a snapshot that writes itself. */
export function pretend(
  array: Uint8Array,
  pages: readonly Page[],
  view: () => View,
  initial: () => Uint8Array,
): void {
  array.set(pages[0]?.bytes ?? []);
  writing(array, (head) => write(view(), pages, head, initial()));
}

/** Write what comes after the first `head` bytes. */
function write(view: View, pages: readonly Page[], head: number, initial: Uint8Array): void {
  for (const { at, end, bytes } of pages) {
    const start = Math.max(at, head);
    const [from, to] = [start - head, end - head];
    if (bytes) view.bytes.set(bytes.subarray(start - at), from);
    else clear(view, from, to);
    if (from < initial.length)
      change(view.bytes, from, initial, from, Math.min(to, initial.length));
  }
}
