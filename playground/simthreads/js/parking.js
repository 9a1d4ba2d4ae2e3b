// @ts-check
/**
 * Where a fibre's stack is parked: in a call of an import that suspends. Nothing of Python, and no object of
 * JavaScript's but one promise, lies between the two. Knows Pyodide's C functions.
 */
import { calls, FASTCALL_TYPE, Glue } from "./glue.js";
import { op } from "./wasm.js";

const IMPORTS = {
  PyLong_AsLong: "i:i",
  emscripten_stack_get_current: ":i",
  _emscripten_stack_restore: "i:",
  captureThreadState: ":i",
  restoreThreadState: "i:",
  suspend: "i:",
};
const C = calls(IMPORTS);
const GLOBALS = ["none", "inBody"];
const [NONE, IN_BODY] = /** @type {[number[], number[]]} */ (
  GLOBALS.map((_, at) => op.globalGet(at))
);

/** `park(current, following)`: this stack stands still until somebody resumes it; that fibre goes on. */
function park() {
  const args = 1,
    following = 3,
    stack = 4,
    state = 5;
  return {
    type: FASTCALL_TYPE,
    locals: "iii",
    name: "park",
    body: [
      ...op.get(args),
      ...op.load(4),
      ...C.PyLong_AsLong,
      ...op.set(following),
      ...IN_BODY,
      ...op.i32(0),
      ...op.store(0),
      ...C.emscripten_stack_get_current,
      ...op.set(stack),
      ...C.captureThreadState,
      ...op.set(state),
      ...op.get(following),
      ...C.suspend,
      ...op.get(stack),
      ...C._emscripten_stack_restore,
      ...op.get(state),
      ...C.restoreThreadState,
      ...IN_BODY,
      ...op.i32(1),
      ...op.store(0),
      ...NONE,
    ],
  };
}

export class Parking extends Glue {
  /**
   * @param {any} exports the interpreter's own
   * @param {(following: number) => Promise<void>} suspend settled when the stack that calls is to go on
   */
  constructor(exports, suspend) {
    super(exports, IMPORTS, GLOBALS, [park()]);
    this.suspend = new /** @type {any} */ (WebAssembly).Suspending(suspend);
  }

  /** @override @param {any} inBody the address of a number: whether a fibre may be disturbed */
  open(inBody) {
    super.open({ inBody, suspend: this.suspend });
  }
}
