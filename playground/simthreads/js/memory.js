// @ts-check
/**
 * An interpreter's memory and files as they were before the first run, put back before each: nothing of a run is
 * left, and every run sees the same addresses.
 */
import { Files } from "./files.js";
import { countFiles, MAX_MEMORY, resetLimits } from "./loader.js";

const PAGE = 0x10000;
const WORD = 4;

/**
 * An interpreter's memory, and its own `memcmp`, which takes addresses in it. A loop of ours would be four times slower
 * once any memory has grown: the browser then looks at each step whether the array still has its buffer.
 * @typedef {{bytes: Uint8Array, compare: (a: number, b: number, length: number) => number}} View
 */

/** A copy of a memory, but for the pages of zeros, which are nearly half of it. */
class Image {
  /** @param {View} view */
  constructor(view) {
    const { bytes: memory } = view;
    this.size = memory.length;
    /** @type {{from: number, bytes: Uint8Array}[]} */
    this.parts = [];
    let from = 0;
    for (let page = 0; page < memory.length; page += PAGE) {
      if (!isEmpty(view, page, page + PAGE)) continue;
      if (page > from) this.parts.push({ from, bytes: memory.slice(from, page) });
      from = page + PAGE;
    }
    if (from < memory.length) this.parts.push({ from, bytes: memory.slice(from) });
  }

  /** @param {View} view of the memory, which may have grown */
  putBack(view) {
    let end = 0;
    for (const { from, bytes } of this.parts) {
      clear(view, end, from);
      view.bytes.set(bytes, from);
      end = from + bytes.length;
    }
    clear(view, end, view.bytes.length);
  }
}

/**
 * Writes zeros only where something is: what was never written takes no room, and is long in getting it.
 * @param {View} view @param {number} from @param {number} to both multiples of four
 */
export function clear(view, from, to) {
  for (let page = from; page < to; page += PAGE) {
    const end = Math.min(page + PAGE, to);
    if (!isEmpty(view, page, end)) view.bytes.fill(0, page, end);
  }
}

/**
 * The first word is zero, and each other is as the one before it.
 * @param {View} view @param {number} from @param {number} to both multiples of four
 */
function isEmpty({ bytes, compare }, from, to) {
  for (let at = from; at < from + WORD; at++) if (bytes[at] !== 0) return false;
  return compare(from, from + WORD, to - from - WORD) === 0;
}

export class Memory {
  /**
   * @param {any} py Pyodide
   * @param {number} top where the interpreter keeps how much of its memory it uses
   * @param {number} moment at which a run begins, in milliseconds
   */
  constructor(py, top, moment) {
    this.module = py._module;
    // not how much it has: that is what an earlier run has left it
    const fits = (/** @type {number} */ bytes) =>
      this.module.HEAPU32[top >> 2] + bytes <= MAX_MEMORY;
    this.files = new Files(py.FS, moment, fits);
    countFiles(() => this.files.held);
    this.image = new Image(this.#view);
    /** No Python has run since. */
    this.untouched = true;
  }

  /** @returns {View} */
  get #view() {
    return { bytes: this.module.HEAPU8, compare: this.module._memcmp };
  }

  /** Bytes that runs have added to the memory. */
  get grown() {
    return this.module.HEAPU8.length - this.image.size;
  }

  restore() {
    if (!this.untouched) this.image.putBack(this.#view);
    this.untouched = false; // by the run that comes now
    this.files.restore();
    resetLimits();
  }
}
