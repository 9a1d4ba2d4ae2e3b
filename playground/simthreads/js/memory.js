// @ts-check
/**
 * An interpreter's memory and files as they were before the first run, put back before each: nothing of a run is
 * left, and every run sees the same addresses.
 */
import { Files } from "./files.js";
import { countFiles, MAX_MEMORY, resetLimits } from "./loader.js";
import { clear, isEmpty, PAGE, scanner } from "./pages.js";

/** @typedef {import("./pages.js").View} View */

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
