// @ts-check
/**
 * Loads Pyodide as the engine needs it, and makes the snapshot that every interpreter of an engine starts from, so
 * that all of them, in a page or in Node, begin with the same bytes in memory.
 */

import { CHECK_POINT, checkPoint } from "./interrupt_check.js";
import { Callers } from "./callers.js";
import { frozen } from "./determinism.js";
import { Doors } from "./doors/doors.js";
import { Guards } from "./guards.js";
import { adapted, assertAdapted } from "./interpreter.js";
import { sparing } from "./pages.js";
import { Parking } from "./parking.js";
import { Quick } from "./quick.js";

const ROOT = "/simthreads";
/** Memory that a program may use, with its files. A run that takes more gets a MemoryError, or finds the disk full. */
export const MAX_MEMORY = 480 * 1024 * 1024;
const NOT_SUPPORTED = 138;
/** And what there is beyond, once it did, to unwind and to say so: it is asked for in large pieces. */
const SPARE_MEMORY = 96 * 1024 * 1024;
let ceiling = MAX_MEMORY;
let refusals = 0;
let files = () => 0;

/** How much a run keeps in files is asked for whenever it wants more memory. @param {() => number} count */
export function countFiles(count) {
  files = count;
}

/**
 * What the two halves share by reference: the same two objects in each interpreter; and what only this half uses.
 * @returns {Host}
 * @typedef {{reply: any, suspend: (following: number) => Promise<void>, interruptCheck: import("./interrupt_check.js").InterruptCheck, [name: string]: any}} Host
 */
export function makeHost() {
  const interruptCheck = { due: () => false, take: async () => {} };
  return { reply: { then() {} }, suspend: async () => {}, interruptCheck, setUmask: () => 0 };
}

/** What one run was refused, or was granted to end with, is no other's. */
export function resetLimits() {
  ceiling = MAX_MEMORY;
  refusals = 0;
}

function limitMemory() {
  const prototype = /** @type {any} */ (WebAssembly.Memory.prototype);
  if (prototype.limited) return;
  prototype.limited = true;
  const grow = prototype.grow;
  prototype.grow = function (/** @type {number} */ pages) {
    if (this.buffer.byteLength + pages * 65536 + files() > ceiling)
      throw new RangeError("memory limit");
    return grow.call(this, pages);
  };
}

/**
 * Adapts the interpreter while Pyodide instantiates it, and puts functions of ours in the place of what it imports.
 * @template T
 * @param {Record<string, (real: any) => Function>} adapters by the import's name
 * @param {(exports: any) => void} onInstance
 * @param {() => Promise<T>} work that instantiates it
 */
async function withAdapted(adapters, onInstance, work) {
  const { instantiate, instantiateStreaming } = WebAssembly;
  /** @param {any} real @param {(source: any) => Promise<any>} change */
  const adapting =
    (real, change) => async (/** @type {any} */ source, /** @type {any} */ imports) => {
      if (!imports?.env?.[CHECK_POINT]) return real.call(WebAssembly, source, imports);
      for (const [name, adapter] of Object.entries(adapters))
        imports.env[name] = adapter(imports.env[name]);
      const made = await real.call(WebAssembly, await change(source), imports);
      assertAdapted(made.module);
      onInstance(made.instance.exports);
      return made;
    };
  const changed = async (/** @type {BufferSource} */ bytes) =>
    adapted(new Uint8Array(/** @type {any} */ (bytes)));
  const streamed = async (/** @type {Response | Promise<Response>} */ given) => {
    const response = await given;
    const bytes = new Uint8Array(await response.arrayBuffer());
    // in a page it is compiled already, adapted when the site was built; a worker there has no Response any more
    if (!bytes.length) return response;
    return new Response(adapted(bytes), { headers: { "content-type": "application/wasm" } });
  };
  const ours = {
    instantiate: adapting(instantiate, changed),
    instantiateStreaming: adapting(instantiateStreaming, streamed),
  };
  Object.assign(WebAssembly, ours);
  try {
    return await work();
  } finally {
    Object.assign(WebAssembly, { instantiate, instantiateStreaming });
  }
}

/**
 * Stands before the interpreter's own way to ask for more memory. Who is refused an arena for small objects asks once
 * more, for the one object: only then is there a MemoryError.
 * @param {(size: number) => boolean} real
 */
function resize(real) {
  return (/** @type {number} */ size) => {
    const granted = real(size);
    if (!granted) refusals += 1;
    if (refusals === 2) ceiling = MAX_MEMORY + SPARE_MEMORY;
    return granted;
  };
}

/**
 * With fixed string hashes, and without finalizers: an engine puts memory back instead of freeing it, and a
 * finalizer would then free what it does not own.
 * @param {(options: object) => Promise<any>} loadPyodide
 * @param {Record<string, any>} options
 * @param {Host} host
 * @param {import("./library.js").Library} [library]
 */
async function load(loadPyodide, options, host, library) {
  limitMemory();
  resetLimits();
  files = () => 0;
  const registry = globalThis.FinalizationRegistry;
  globalThis.FinalizationRegistry = /** @type {any} */ (
    class {
      register() {}
      unregister() {}
    }
  );
  try {
    const quiet = { stdout() {}, stderr() {} };
    const env = { PYTHONHASHSEED: "0", HOME: "/home/pyodide", LANG: "C.UTF-8" };
    const interruptCheck = {
      due: () => host.interruptCheck.due(),
      take: () => host.interruptCheck.take(),
    };
    const adapters = {
      [CHECK_POINT]: () => checkPoint(interruptCheck),
      emscripten_resize_heap: resize,
      // Node would answer for the machine that it runs on
      __syscall_umask_js: () => (/** @type {number} */ mask) => host.setUmask(mask),
      __syscall_getuid32_js: () => () => 0,
      _emscripten_system: () => () => -NOT_SUPPORTED,
    };
    const fsInit = async (/** @type {any} */ FS, /** @type {any} */ where) => {
      library?.guard(FS);
      await options.fsInit?.(FS, where);
    };
    const onInstance = (/** @type {any} */ exports) => {
      host.memory = exports.memory;
      host.doors = new Doors(exports);
      host.parking = new Parking(exports, (following) => host.suspend(following));
      host.callers = new Callers(exports);
      host.quick = new Quick(exports);
      host.guards = new Guards(exports);
    };
    return await withAdapted(adapters, onInstance, () =>
      loadPyodide({ env, ...quiet, ...options, fsInit }),
    );
  } finally {
    globalThis.FinalizationRegistry = registry;
  }
}

/**
 * @typedef {Record<string, string>} Sources Python files by path: `playground/simthreads/kernel.py` and so on
 *
 * The same sources give the same bytes, whenever and wherever it is made.
 * @param {(options: object) => Promise<any>} loadPyodide
 * @param {object} options for `loadPyodide`: `indexURL` above all
 * @param {Sources | Promise<Sources>} sources
 * @param {import("./library.js").Library} [library] where the standard library has yet to come in part
 * @returns {Promise<Uint8Array>}
 */
export function makeSnapshot(loadPyodide, options, sources, library) {
  return frozen(() => prepared(loadPyodide, options, sources, library));
}

/**
 * zipimport compiles each module twice: to say where its file is, and to run it; and what stands on threads is imported
 * once by Python itself and anew by the engine. That is more than a third of the time that a start from the sources
 * takes; so a module is compiled once, until the snapshot is made.
 */
const SITE = "sitecustomize";
const COMPILE_ONCE = `import zipimport

def once(real):
    made = {}

    def compile_source(path, source):
        if path not in made:
            made[path] = real(path, source)
        return made[path]

    compile_source.real = real
    return compile_source

zipimport._compile_source = once(zipimport._compile_source)
`;
const AS_BEFORE = `import zipimport
zipimport._compile_source = zipimport._compile_source.real
del sys.modules["${SITE}"], zipimport`;

/** Python runs it as soon as it can import. @param {any} FS @param {{sitePackages: string}} where */
async function compileOnce(FS, { sitePackages }) {
  FS.writeFile(`${sitePackages}/${SITE}.py`, COMPILE_ONCE);
}

/** @param {any} FS @param {Sources} sources */
function writeSources(FS, sources) {
  for (const path of Object.keys(sources).sort()) {
    const full = `${ROOT}/${path}`;
    FS.mkdirTree(full.slice(0, full.lastIndexOf("/")));
    FS.writeFile(full, sources[path]);
  }
}

/** @type {typeof makeSnapshot} */
async function prepared(loadPyodide, options, sources, library) {
  const host = makeHost();
  const making = { ...options, _makeSnapshot: true, fsInit: compileOnce };
  const py = await load(loadPyodide, making, host, library);
  writeSources(py.FS, await sources);
  py.runPython(`import sys; sys.dont_write_bytecode = True; sys.path.append("${ROOT}")
from playground.simthreads import own_builtins; own_builtins.install(); del own_builtins`);
  py.pyimport("playground.simthreads.entry").prepare(host);
  py.runPython(AS_BEFORE);
  const names = new Map([
    [host, "host"],
    [host.reply, "reply"],
  ]);
  return py._api.makeSnapshot((/** @type {any} */ thing) => names.get(thing));
}

/**
 * @param {(options: object) => Promise<any>} loadPyodide
 * @param {object} options
 * @param {Uint8Array} snapshot
 * @param {boolean} writesItself or will, by the time that it is wanted; else it is whole
 * @param {Host} host
 * @param {import("./library.js").Library} [library]
 */
export async function loadSnapshot(loadPyodide, options, snapshot, writesItself, host, library) {
  const things = new Map([
    ["host", host],
    ["reply", host.reply],
  ]);
  const _snapshotDeserializer = (/** @type {string} */ name) => things.get(name);
  const _loadSnapshot = writesItself ? snapshot : sparing(snapshot, () => host.memory);
  const from = { ...options, _loadSnapshot, _snapshotDeserializer };
  return load(loadPyodide, from, host, library);
}
