// @ts-check
/**
 * An interpreter's memory and files as they were before the first run, put back before each: nothing of a run is
 * left, and every run sees the same addresses.
 */
const HOME = "/home/pyodide";

export class Memory {
  /** @param {any} py Pyodide */
  constructor(py) {
    this.module = py._module;
    this.FS = py.FS;
    this.image = this.module.HEAPU8.slice();
    this.streams = new Set(Object.keys(this.FS.streams));
  }

  /** Bytes that runs have added to the memory. */
  get grown() {
    return this.module.HEAPU8.length - this.image.length;
  }

  restore() {
    const { HEAPU8 } = this.module;
    HEAPU8.set(this.image);
    if (this.grown > 0) HEAPU8.fill(0, this.image.length);
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
