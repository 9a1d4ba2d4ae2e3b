// @ts-check
/**
 * The file system as it was before the first run, put back before each, as memory is; and how much a run may keep in
 * it. Knows Emscripten's MEMFS (so Pyodide is pinned exactly), nothing of Python.
 */

/** What a file, a folder or a link costs beside its content: a block, as on a disk. */
const NODE_COST = 4096;
/** The machine's own `errno`: no space left on the device. */
const NO_SPACE = 51;
/** As CPython finds it on most machines. */
const UMASK = 0o022;
/** @param {any} thing @returns {Record<string, any>} its own fields */
const fieldsOf = (thing) => ({ ...thing });

/** @param {any} thing @param {Record<string, any>} fields */
function putBack(thing, fields) {
  for (const name in thing) if (!(name in fields) && Object.hasOwn(thing, name)) delete thing[name];
  for (const name in fields) if (thing[name] !== fields[name]) thing[name] = fields[name];
}

export class Files {
  /**
   * @param {any} FS Pyodide's
   * @param {number} moment at which all files were made, in milliseconds
   * @param {(bytes: number) => boolean} fits is there room for so many bytes of files?
   */
  constructor(FS, moment, fits) {
    this.FS = FS;
    this.fits = fits;
    this.umask = UMASK;
    /** Bytes that runs have put into files: never less than there are. */
    this.held = 0;
    this.#silence();
    /** @type {Map<any, Record<string, any>>} */
    this.nodes = new Map();
    this.#remember(FS.root);
    for (const node of this.nodes.keys()) node.atime = node.mtime = node.ctime = moment;
    /** @type {Map<any, Record<string, any>>} */
    this.image = new Map([...this.nodes.keys()].map((node) => [node, this.#fields(node)]));
    this.own = this.#size();
    this.streams = FS.streams.map(
      (/** @type {any} */ stream) =>
        stream && { stream, fields: fieldsOf(stream), shared: fieldsOf(stream.shared) },
    );
    this.table = [...FS.nameTable];
    this.next = FS.nextInode;
    this.path = FS.currentPath;
    this.#guard();
  }

  /** What C writes past Python goes nowhere, at no cost; there is no keyboard and no terminal. */
  #silence() {
    const { FS } = this;
    const nothing = FS.getDevice(FS.makedev(1, 3));
    for (const minor of [0, 1]) FS.devices[FS.makedev(5 + minor, 0)] = nothing;
  }

  /** @param {any} node */
  #remember(node) {
    if (this.nodes.has(node)) return;
    this.nodes.set(node, {});
    if (node.mounted) this.#remember(node.mounted.root);
    if (this.FS.isDir(node.mode) && node.contents)
      for (const child of Object.values(node.contents)) this.#remember(child);
  }

  /** @param {any} node */
  #fields(node) {
    const kept = fieldsOf(node);
    return this.FS.isDir(node.mode) && node.contents
      ? { ...kept, children: { ...node.contents } }
      : kept;
  }

  /** All that there is now, but for what has neither a name nor a descriptor. */
  #size() {
    const seen = new Set();
    const todo = [
      this.FS.root,
      ...this.FS.streams.map((/** @type {any} */ stream) => stream?.node),
    ];
    let bytes = 0;
    while (todo.length) {
      const node = todo.pop();
      if (!node || seen.has(node)) continue;
      seen.add(node);
      bytes += NODE_COST + 2 * node.name.length + 2 * (node.link?.length ?? 0);
      if (this.FS.isDir(node.mode))
        for (const name in node.contents) todo.push(node.contents[name]);
      else bytes += node.contents?.length ?? 0;
    }
    return bytes;
  }

  /** Stand before whatever makes files, and makes them longer. */
  #guard() {
    const { FS, image } = this;
    const take = (/** @type {number} */ bytes) => this.#take(bytes);
    const folder = FS.root.node_ops,
      file = [...this.nodes.keys()].find((node) => FS.isFile(node.mode));
    const { mknod, symlink } = folder,
      { setattr } = file.node_ops,
      { write } = file.stream_ops;
    folder.mknod = (
      /** @type {any} */ parent,
      /** @type {string} */ name,
      /** @type {any[]} */ ...rest
    ) => {
      take(NODE_COST + 2 * name.length);
      return mknod(parent, name, ...rest);
    };
    folder.symlink = (
      /** @type {any} */ parent,
      /** @type {string} */ name,
      /** @type {string} */ target,
    ) => {
      take(NODE_COST + 2 * name.length + 2 * target.length);
      return symlink(parent, name, target);
    };
    file.node_ops.setattr = (/** @type {any} */ node, /** @type {any} */ changes) => {
      if (changes.size !== undefined) take(changes.size);
      return setattr(node, changes);
    };
    // a file that is mapped into memory is written by the second
    file.stream_ops.write = FS.filesystems.MEMFS.stream_ops.write = (
      /** @type {any} */ stream,
      /** @type {any} */ buffer,
      /** @type {number} */ offset,
      /** @type {number} */ length,
      /** @type {number} */ position,
      /** @type {any} */ own,
    ) => {
      const { node } = stream;
      const end = position + length;
      // a file that grows is copied, with room to grow on
      if (length && end > node.contents.length) take(Math.max(end, 2 * node.contents.length));
      // what the next run is to find is never written over
      if (image.get(node)?.contents === node.contents) node.contents = node.contents.slice();
      return write(stream, buffer, offset, length, position, own);
    };
  }

  /** @param {number} bytes that are about to be kept */
  #take(bytes) {
    if (!this.fits(this.held + bytes)) {
      this.held = Math.max(0, this.#size() - this.own); // much may have gone again
      if (!this.fits(this.held + bytes)) throw new this.FS.ErrnoError(NO_SPACE);
    }
    this.held += bytes;
  }

  restore() {
    const { FS } = this;
    for (const [node, { children, ...fields }] of this.image) {
      putBack(node, fields);
      if (children) node.contents = { ...children }; // in their order
    }
    this.#restoreStreams();
    for (let at = 0; at < this.table.length; at++) FS.nameTable[at] = this.table[at];
    FS.nextInode = this.next;
    FS.currentPath = this.path;
    this.umask = UMASK;
    this.held = 0;
  }

  #restoreStreams() {
    const { FS, streams } = this;
    FS.streams.length = streams.length;
    streams.forEach((/** @type {any} */ kept, /** @type {number} */ at) => {
      FS.streams[at] = kept?.stream ?? null;
      if (!kept) return;
      putBack(kept.stream, kept.fields);
      putBack(kept.stream.shared, kept.shared);
    });
  }

  /** @param {number} mask @returns {number} the one before */
  setUmask(mask) {
    const before = this.umask;
    this.umask = mask & 0o777;
    return before;
  }
}
