// @ts-check
/**
 * The standard library's archive while parts of it have yet to come: it has its full length from the start, and holes.
 * Who reads in a hole is told of an error, and the engine begins that run anew once the part is there; a run is the same
 * each time, so that nobody sees it. Knows files and ranges, nothing of where parts come from.
 */
const INPUT_OUTPUT_ERROR = 29;
const PATH = "/lib/python314.zip";

/** @typedef {readonly [from: number, to: number]} Range */

export class Library {
  /** @param {number} size */
  constructor(size) {
    this.bytes = new Uint8Array(size);
    /** @type {Range[]} in order, and apart from each other */
    this.holes = [[0, size]];
    /** Where somebody has read in a hole, since this was last asked. @type {number | null} */
    this.touched = null;
    /** Told when somebody has: whatever goes on now is in vain. */
    this.onTouch = () => {};
    /** @type {Set<() => void>} */
    this.waiting = new Set();
  }

  /** Put a part in its place: see sitebuild/assets/library.py. @param {Uint8Array} part */
  fill(part) {
    const length = new DataView(part.buffer, part.byteOffset).getUint32(0, true);
    /** @type {Range[]} */
    const ranges = JSON.parse(new TextDecoder().decode(part.subarray(4, 4 + length)));
    let at = 4 + length;
    for (const [from, to] of ranges) {
      this.bytes.set(part.subarray(at, at + to - from), from);
      at += to - from;
      this.holes = this.holes.flatMap((hole) => without(hole, [from, to]));
    }
    this.wake();
  }

  /** @param {number} position @returns {Range | undefined} the hole that it is in, or the next one */
  holeAt(position) {
    return this.holes.find(([, to]) => to > position);
  }

  /** @param {number} position @returns {boolean} */
  isMissing(position) {
    const hole = this.holeAt(position);
    return hole !== undefined && hole[0] <= position;
  }

  /** Settled by the next part that comes, and by `wake`. @returns {Promise<void>} */
  more() {
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  wake() {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }

  /** Stand before whatever reads the archive in this interpreter, from when it is there. @param {any} FS Pyodide's */
  guard(FS) {
    if (!this.holes.length) return;
    const { writeFile } = FS;
    FS.writeFile = (/** @type {string} */ path, /** @type {any[]} */ ...rest) => {
      writeFile(path, ...rest);
      if (path !== PATH) return;
      FS.writeFile = writeFile;
      this.#guard(FS);
    };
  }

  /** @param {any} FS */
  #guard(FS) {
    const { node } = FS.lookupPath(PATH);
    node.contents = this.bytes; // all interpreters read these, and what comes is written there
    const { read, mmap } = node.stream_ops;
    const missing = (/** @type {number} */ position) => {
      this.touched = position;
      this.onTouch();
      return new FS.ErrnoError(INPUT_OUTPUT_ERROR);
    };
    node.stream_ops.read = (
      /** @type {any} */ stream,
      /** @type {any} */ buffer,
      /** @type {number} */ offset,
      /** @type {number} */ length,
      /** @type {number} */ position,
    ) => {
      const hole = stream.node === node ? this.holeAt(position) : undefined;
      if (!hole) return read(stream, buffer, offset, length, position);
      if (hole[0] <= position) throw missing(position);
      return read(stream, buffer, offset, Math.min(length, hole[0] - position), position); // who reads ahead gets less
    };
    node.stream_ops.mmap = (/** @type {any} */ stream, /** @type {any[]} */ ...rest) => {
      const hole = stream.node === node ? this.holes[0] : undefined;
      if (hole) throw missing(hole[0]);
      return mmap(stream, ...rest);
    };
  }
}

/** @param {Range} hole @param {Range} filled @returns {Range[]} */
function without([from, to], [start, end]) {
  /** @type {Range[]} */
  const left = [
    [from, Math.min(to, start)],
    [Math.max(from, end), to],
  ];
  return left.filter(([begin, stop]) => begin < stop);
}
