// @ts-check
/**
 * An interpreter's memory and files as they were before the first run, put back before each: nothing of a run is
 * left, and every run sees the same addresses.
 */
const HOME = "/home/pyodide";
const PAGE = 0x10000;

/** A copy of a memory, but for the pages of zeros, which are nearly half of it. */
class Image {
  /** @param {Uint8Array} memory */
  constructor(memory) {
    this.size = memory.length;
    /** @type {{from: number, bytes: Uint8Array}[]} */
    this.parts = [];
    let from = 0;
    for (let page = 0; page < memory.length; page += PAGE) {
      if (!isEmpty(memory, page, page + PAGE)) continue;
      if (page > from) this.parts.push({ from, bytes: memory.slice(from, page) });
      from = page + PAGE;
    }
    if (from < memory.length) this.parts.push({ from, bytes: memory.slice(from) });
  }

  /** @param {Uint8Array} memory it may have grown */
  putBack(memory) {
    let end = 0;
    for (const { from, bytes } of this.parts) {
      clear(memory, end, from);
      memory.set(bytes, from);
      end = from + bytes.length;
    }
    clear(memory, end, memory.length);
  }
}

/**
 * Writes zeros only where something is: what was never written takes no room, and is long in getting it.
 * @param {Uint8Array} memory @param {number} from @param {number} to both multiples of four
 */
export function clear(memory, from, to) {
  for (let page = from; page < to; page += PAGE) {
    const end = Math.min(page + PAGE, to);
    if (!isEmpty(memory, page, end)) memory.fill(0, page, end);
  }
}

/** @param {Uint8Array} memory @param {number} from @param {number} to */
function isEmpty(memory, from, to) {
  const words = new Int32Array(memory.buffer, memory.byteOffset + from, Math.max(to - from, 0) >> 2);
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) return false;
  return true;
}

export class Memory {
  /** @param {any} py Pyodide */
  constructor(py) {
    this.module = py._module;
    this.FS = py.FS;
    this.image = new Image(this.module.HEAPU8);
    /** No Python has run since. */
    this.untouched = true;
    this.streams = new Set(Object.keys(this.FS.streams));
  }

  /** Bytes that runs have added to the memory. */
  get grown() {
    return this.module.HEAPU8.length - this.image.size;
  }

  restore() {
    if (!this.untouched) this.image.putBack(this.module.HEAPU8);
    this.untouched = false; // by the run that comes now
    this.#restoreFiles();
  }

  #restoreFiles() {
    const { FS } = this;
    for (const [number, stream] of Object.entries(FS.streams)) {
      if (stream && !this.streams.has(number)) FS.close(stream);
    }
    FS.chdir(HOME);
    for (const folder of [HOME, "/tmp"]) this.#empty(folder);
  }

  /** @param {string} folder */
  #empty(folder) {
    const { FS } = this;
    for (const name of FS.readdir(folder)) {
      if (name === "." || name === "..") continue;
      const path = `${folder}/${name}`;
      if (FS.isDir(FS.lstat(path).mode)) {
        this.#empty(path);
        FS.rmdir(path);
      } else {
        FS.unlink(path);
      }
    }
  }
}
