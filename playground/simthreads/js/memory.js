// @ts-check
/**
 * The interpreter's memory as it was before the first run, put back before each: nothing of a run is left, and
 * every run sees the same addresses. References to JavaScript objects are kept alive by one count each.
 */
export class Memory {
  /** @param {any} module Pyodide's `_module` */
  constructor(module) {
    this.module = module;
    for (let index = 0; ; index++) {
      try {
        module.__hiwire_get(index);
      } catch {
        break;
      }
    }
    this.image = module.HEAPU8.slice();
  }

  /** Bytes that runs have added to the memory. */
  get grown() {
    return this.module.HEAPU8.length - this.image.length;
  }

  restore() {
    const { HEAPU8 } = this.module;
    HEAPU8.set(this.image);
    if (this.grown > 0) HEAPU8.fill(0, this.image.length);
  }
}
