// @ts-check
/**
 * Changes the interpreter's bytes where C asks which thread it runs in, and where C waits for a lock or sleeps: all
 * fibres are one thread to it otherwise; and where it frees an object. Knows CPython's C; knows nothing of scheduling.
 *
 * A site does it when it is built (`adapt.js`), so that the page's interpreter is compiled as it comes; everywhere else
 * it is done when it is loaded.
 */
import { Module, op, unsigned } from "./wasm.js";

/** Slots of the function table, behind those that the interpreter itself has. */
export const SLOTS = { wait: 0, wake: 1, sleep: 2 };
const MARK = "simthreads";
/** Of a PyThreadState: the number of its thread, to `threading` and to the system. */
export const THREAD_ID = 92,
  NATIVE_THREAD_ID = 96;
/** What the interpreter's own thread is called: the simulated main thread's number. */
const MAIN = 1;
/** Of a lock in C: whether it is taken, whether somebody waits. The second is a byte that nothing uses. */
export const TAKEN = 0,
  WAITED_FOR = 1;

/** Of an object, its type; of a type, how its objects are freed, and its flags; the one for what may be in a circle. */
const TYPE = 4,
  DEALLOC = 24,
  FLAGS = 84,
  MAY_BE_IN_A_CIRCLE = 1 << 14;
/** Of a PyThreadState: the objects that are to be freed later, and where its C stack is nearly at its end. */
const LATER = 100,
  STACK_END = 712;
/** How near that is: too near to free what an object refers to; far enough to free what was left for later. */
const TOO_NEAR = 2 << 13,
  FAR_ENOUGH = 4 << 13;
/** Bytes of C stack that each object takes which is freed with the one that referred to it. */
const FREEING = 512;

/**
 * How an object is freed: CPython's way, which leaves what is deeply nested for later, once the C stack is nearly used
 * up. In WebAssembly a frame is on the engine's stack and takes next to nothing of C's, and the engine's ended first.
 * So that both are used up alike, each object takes a piece of C's as well.
 * @param {Module} module
 */
function dealloc(module) {
  const object = 0;
  const stack = module.globalOf("emscripten_stack_get_current");
  const move = (/** @type {number} */ by) => [
    ...op.globalGet(stack),
    ...op.i32(by),
    ...op.add,
    ...op.globalSet(stack),
  ];
  const state = op.call(module.index("PyThreadState_GetUnchecked"));
  const type = [...op.get(object), ...op.load(TYPE)];
  const free = [
    ...op.get(object),
    ...type,
    ...op.load(DEALLOC),
    ...op.callIndirect(module.type("PyThread_release_lock")),
  ];
  const nearerThan = (/** @type {number} */ distance) => [
    ...op.globalGet(stack),
    ...state,
    ...op.load(STACK_END),
    ...op.sub,
    ...op.i32(distance),
    ...op.below,
  ];
  return [
    ...type,
    ...op.load(FLAGS),
    ...op.i32(MAY_BE_IN_A_CIRCLE),
    ...op.and,
    ...op.eqz,
    ...op.if([...free, ...op.return]),
    ...nearerThan(TOO_NEAR),
    ...op.if([
      ...state,
      ...op.get(object),
      ...op.call(module.index("_PyTrash_thread_deposit_object")),
      ...op.return,
    ]),
    ...move(-FREEING),
    ...free,
    ...move(FREEING),
    ...state,
    ...op.load(LATER),
    ...op.eqz,
    ...op.if([...op.return]),
    ...nearerThan(FAR_ENOUGH),
    ...op.if([...op.return]),
    ...move(-FREEING),
    ...state,
    ...op.call(module.index("_PyTrash_thread_destroy_chain")),
    ...move(FREEING),
  ];
}

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
    ...op.if([
      ...op.call(module.index("PyThreadState_GetUnchecked")),
      ...op.load(THREAD_ID),
      ...op.return,
    ]),
    ...op.i32(MAIN),
  ]);
  const lock = 0,
    microseconds = 1,
    interruptible = 2;
  module.replace("PyThread_acquire_lock_timed", [
    ...op.get(lock),
    ...op.load8(TAKEN),
    ...op.eqz,
    ...op.if([...op.get(lock), ...op.i32(1), ...op.store8(TAKEN), ...op.i32(1), ...op.return]),
    ...op.get(microseconds),
    ...op.eqz64,
    ...op.if([...op.i32(0), ...op.return]),
    ...op.get(lock),
    ...op.get(interruptible),
    ...op.i32(first + SLOTS.wait),
    ...op.callIndirect(module.type("PyThread_acquire_lock")),
  ]);
  module.replace("PyThread_release_lock", [
    ...op.get(lock),
    ...op.i32(0),
    ...op.store8(TAKEN),
    ...op.get(lock),
    ...op.load8(WAITED_FOR),
    ...op.if([
      ...op.get(lock),
      ...op.i32(first + SLOTS.wake),
      ...op.callIndirect(module.type("PyThread_release_lock")),
    ]),
  ]);
  // what sleeps in C, as a database does that another connection has locked, ends here; Emscripten would spin on a clock
  const milliseconds = 0;
  module.replace("emscripten_thread_sleep", [
    ...op.get(milliseconds),
    ...op.f64(1000),
    ...op.times,
    ...op.truncated,
    ...op.i32(first + SLOTS.sleep),
    ...op.callIndirect(module.type("PyThread_release_lock")),
  ]);
  module.replace("_Py_Dealloc", dealloc(module));
  return bytes;
}

/** Is this what `adapted` has made? @param {WebAssembly.Module} module */
export function assertAdapted(module) {
  if (!WebAssembly.Module.customSections(module, MARK).length)
    throw new Error("this interpreter is not adapted");
}
