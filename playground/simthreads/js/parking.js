// @ts-check
/**
 * Where a fibre's stack is parked: a function of C for Python, which calls an import that suspends. Nothing of Python,
 * and no object of JavaScript's but one promise, lies between the two. Knows CPython's and Pyodide's C functions.
 */
import { assemble, op } from "./wasm.js";

const FASTCALL = 0x80;
const IMPORTS = {
  PyLong_AsLong: "i:i",
  emscripten_stack_get_current: ":i",
  _emscripten_stack_restore: "i:",
  captureThreadState: ":i",
  restoreThreadState: "i:",
};
const NAMES = Object.keys(IMPORTS);
const C = /** @type {Record<keyof typeof IMPORTS, number[]>} */ (
  Object.fromEntries(NAMES.map((name, at) => [name, op.call(at)])));
const SUSPEND = op.call(NAMES.length);
const GLOBALS = ["none", "inBody"];
const [NONE, IN_BODY] = /** @type {[number[], number[]]} */ (GLOBALS.map((_, at) => op.globalGet(at)));

/** `park(current, following)`: this stack stands still until somebody resumes it; that fibre goes on. */
function park() {
  const args = 1, following = 3, stack = 4, state = 5;
  return { type: "iii:i", locals: "iii", name: "park", body: [
    ...op.get(args), ...op.load(4), ...C.PyLong_AsLong, ...op.set(following),
    ...IN_BODY, ...op.i32(0), ...op.store(0),
    ...C.emscripten_stack_get_current, ...op.set(stack),
    ...C.captureThreadState, ...op.set(state),
    ...op.get(following), ...SUSPEND,
    ...op.get(stack), ...C._emscripten_stack_restore,
    ...op.get(state), ...C.restoreThreadState,
    ...IN_BODY, ...op.i32(1), ...op.store(0),
    ...NONE,
  ] };
}

const GLUE = new WebAssembly.Module(assemble({
  imports: [...Object.entries(IMPORTS), ["suspend", "i:"]],
  globals: GLOBALS,
  functions: [park()],
}));

export class Parking {
  /**
   * @param {any} exports the interpreter's own, before anything has run in it
   * @param {(following: number) => Promise<void>} suspend settled when the stack that calls is to go on
   */
  constructor(exports, suspend) {
    this.exports = exports;
    this.suspend = new (/** @type {any} */ (WebAssembly).Suspending)(suspend);
    /** @type {WebAssembly.Table} */
    this.table = exports.__indirect_function_table;
    this.slot = this.table.grow(1);
  }

  /** From here on the function is there: in each interpreter, before Python calls it. @param {number} inBody an address */
  open(inBody) {
    const { exports } = this;
    const functions = Object.fromEntries(NAMES.map((name) => [name, exports[name]]));
    const given = { suspend: this.suspend, none: exports._Py_NoneStruct.value, inBody, memory: exports.memory };
    const glue = new WebAssembly.Instance(GLUE, { "": { ...functions, ...given } });
    this.table.set(this.slot, /** @type {any} */ (glue.exports).park);
  }

  /** Make the function, as an attribute. @param {number} holder @param {number} name addresses of Python's objects */
  make(holder, name) {
    const { exports } = this;
    const definition = exports.malloc(16);
    const words = new Int32Array(exports.memory.buffer, definition, 4);
    words.set([exports.PyUnicode_AsUTF8(name), this.slot, FASTCALL, 0]);
    const made = exports.PyCMethod_New(definition, 0, 0, 0);
    exports.PyObject_SetAttr(holder, name, made);
    exports.Py_DecRef(made);
  }
}
