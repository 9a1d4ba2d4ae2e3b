// @ts-check
/**
 * Changes the interpreter's bytes where C asks which thread it runs in, and where C waits for a lock: all fibres are
 * one thread to it otherwise. Knows CPython's C; knows nothing of scheduling.
 *
 * A site does it when it is built (`adapt.js`), so that the page's interpreter is compiled as it comes; everywhere else
 * it is done when it is loaded.
 */
import { Module, op, unsigned } from "./wasm.js";

/** Slots of the function table, behind those that the interpreter itself has. */
export const SLOTS = { wait: 0, wake: 1 };
const MARK = "simthreads";
/** Of a PyThreadState: the number of its thread, to `threading` and to the system. */
export const THREAD_ID = 92, NATIVE_THREAD_ID = 96;
/** What the interpreter's own thread is called: the simulated main thread's number. */
const MAIN = 1;
/** Of a lock in C: whether it is taken, whether somebody waits. The second is a byte that nothing uses. */
export const TAKEN = 0, WAITED_FOR = 1;

/** @param {Uint8Array} bytes */
const isAdapted = (bytes) => new TextDecoder().decode(bytes.subarray(-MARK.length)) === MARK;

/**
 * @param {Uint8Array} given the interpreter as Pyodide ships it
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function adapted(given) {
  if (isAdapted(given)) return /** @type {Uint8Array<ArrayBuffer>} */ (given);
  const mark = [...unsigned(MARK.length), ...new TextEncoder().encode(MARK)];
  const bytes = new Uint8Array(given.length + 2 + mark.length);
  bytes.set(given);
  bytes.set([0, mark.length, ...mark], given.length);
  const module = new Module(bytes);
  const first = module.tableSize();
  // the current thread state says it; where there is none, the main thread runs
  module.replace("PyThread_get_thread_ident", [
    ...op.call(module.index("PyThreadState_GetUnchecked")),
    ...op.if(
      [...op.call(module.index("PyThreadState_GetUnchecked")), ...op.load(THREAD_ID), ...op.return],
    ),
    ...op.i32(MAIN),
  ]);
  const lock = 0, microseconds = 1, interruptible = 2;
  module.replace("PyThread_acquire_lock_timed", [
    ...op.get(lock), ...op.load8(TAKEN), ...op.eqz,
    ...op.if([...op.get(lock), ...op.i32(1), ...op.store8(TAKEN), ...op.i32(1), ...op.return]),
    ...op.get(microseconds), ...op.eqz64,
    ...op.if([...op.i32(0), ...op.return]),
    ...op.get(lock), ...op.get(interruptible),
    ...op.i32(first + SLOTS.wait), ...op.callIndirect(module.type("PyThread_acquire_lock")),
  ]);
  module.replace("PyThread_release_lock", [
    ...op.get(lock), ...op.i32(0), ...op.store8(TAKEN),
    ...op.get(lock), ...op.load8(WAITED_FOR),
    ...op.if([
      ...op.get(lock), ...op.i32(first + SLOTS.wake), ...op.callIndirect(module.type("PyThread_release_lock")),
    ]),
  ]);
  return bytes;
}

/** Is this what `adapted` has made? @param {WebAssembly.Module} module */
export function assertAdapted(module) {
  if (!WebAssembly.Module.customSections(module, MARK).length) throw new Error("this interpreter is not adapted");
}
