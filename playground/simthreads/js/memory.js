// @ts-check
/**
 * An interpreter's memory and files as they were before the first run, put back before each: nothing of a run is
 * left, and every run sees the same addresses.
 */
import { Files } from "./files.js";
import { countFiles, MAX_MEMORY, resetLimits } from "./loader.js";

const PAGE = 0x10000;
const BLOCK = 64;

/**
 * An interpreter's memory, and a function that says of a range whether it holds nothing but zeros: 1 or 0. It looks at
 * whole blocks; the second address is not part of the range.
 * @typedef {{bytes: Uint8Array, isZero: (from: number, to: number) => number}} View
 */

/**
 * (func (export "z") (param $from i32) (param $to i32) (result i32)
 *   (loop
 *     four times (v128.load offset=0, 16, 32, 48 (local.get $from)), joined by v128.or
 *     (if (v128.any_true) (then (return (i32.const 0))))
 *     (br_if 0 (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 64))) (local.get $to))))
 *   (i32.const 1)), over an imported memory. The interpreter's own memcmp looks at one byte at a time, and so would a loop
 * in JavaScript, which is slower still once a memory has grown.
 */
const SCAN = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 2, 7, 1, 0, 1, 109, 2, 0, 0, 3, 2,
  1, 0, 7, 5, 1, 1, 122, 0, 0, 10, 60, 1, 58, 0, 3, 64, 32, 0, 253, 0, 0, 0, 32, 0, 253, 0, 0, 16,
  253, 80, 32, 0, 253, 0, 0, 32, 253, 80, 32, 0, 253, 0, 0, 48, 253, 80, 253, 83, 4, 64, 65, 0, 15,
  11, 32, 0, 65, 192, 0, 106, 34, 0, 32, 1, 73, 13, 0, 11, 65, 1, 11,
]);

/** @param {WebAssembly.Memory} memory @returns {View["isZero"]} */
export function scanner(memory) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(SCAN), { "": { m: memory } });
  return /** @type {View["isZero"]} */ (instance.exports.z);
}

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
 * @param {View} view @param {number} from @param {number} to
 */
export function clear(view, from, to) {
  for (let page = from; page < to; page += PAGE) {
    const end = Math.min(page + PAGE, to);
    if (!isEmpty(view, page, end)) view.bytes.fill(0, page, end);
  }
}

/** @param {View} view @param {number} from @param {number} to */
function isEmpty({ bytes, isZero }, from, to) {
  const rest = to - ((to - from) % BLOCK);
  for (let at = rest; at < to; at++) if (bytes[at] !== 0) return false;
  return rest === from || isZero(from, rest) === 1;
}

export class Memory {
  /**
   * @param {any} py Pyodide
   * @param {any} exports the interpreter's own
   * @param {number} moment at which a run begins, in milliseconds
   */
  constructor(py, exports, moment) {
    this.module = py._module;
    this.isZero = scanner(exports.memory);
    /** Where the interpreter keeps how much of its memory it uses. @type {number} */
    const top = exports.emscripten_get_sbrk_ptr();
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
    return { bytes: this.module.HEAPU8, isZero: this.isZero };
  }

  /** Bytes that runs have added to the memory. */
  get grown() {
    return this.module.HEAPU8.length - this.image.size;
  }

  /** As it was before the first run; it may be done ahead of the next. */
  putBack() {
    if (!this.untouched) this.image.putBack(this.#view);
    this.untouched = true;
  }

  restore() {
    this.putBack();
    this.untouched = false; // by the run that comes now
    this.files.restore();
    resetLimits();
  }
}
