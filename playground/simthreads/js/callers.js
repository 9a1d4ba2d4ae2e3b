// @ts-check
/**
 * Who has called the engine, read off the interpreter's own frames: Python makes an object of each frame that it is
 * asked for, and the engine asks at each event of a run. Knows CPython's structures (so Pyodide is pinned exactly).
 */
import { FILENAME, FRAME, isOfEngine } from "./doors/layout.js";
import { calls, FASTCALL_TYPE, Glue } from "./glue.js";
import { I32, op } from "./wasm.js";

// of a _PyInterpreterFrame: the code object, the frame before, who owns it
const CODE = 0,
  PREVIOUS = 4,
  OWNER = 38;
/** Owners from here on are the interpreter itself: such a frame is none of Python's. */
const INTERPRETER = 3;
/** The low bits of an address say how it is held. */
const UNTAGGED = -4;

const IMPORTS = {
  PyThreadState_GetUnchecked: ":i",
  PyThreadState_GetFrame: "i:i",
  PyUnstable_InterpreterFrame_GetLine: "i:i",
  PyLong_AsLong: "i:i",
  PyLong_FromLong: "i:i",
  PyUnicode_Equal: "ii:i",
  Py_IncRef: "i:",
};
const C = calls(IMPORTS);
const NONE = op.globalGet(0);
const args = 1,
  frame = 3,
  code = 4,
  left = 5,
  state = 6,
  result = 7;

/** From the innermost frame outwards; `visit` may return. @param {number[]} visit of `frame` and `code` */
const outwards = (visit) => [
  ...C.PyThreadState_GetUnchecked,
  ...op.set(state),
  ...op.get(state),
  ...op.load(FRAME),
  ...op.set(frame),
  ...op.loop([
    ...op.get(frame),
    ...op.eqz,
    ...op.if([...NONE, ...op.return]),
    ...op.get(frame),
    ...op.load8(OWNER),
    ...op.i32(INTERPRETER),
    ...op.below,
    ...op.if([
      ...op.get(frame),
      ...op.load(CODE),
      ...op.i32(UNTAGGED),
      ...op.and,
      ...op.set(code),
      ...visit,
    ]),
    ...op.get(frame),
    ...op.load(PREVIOUS),
    ...op.set(frame),
    ...op.again(0),
  ]),
];

/** The n-th that is not of the engine's own. @param {string} name @param {number[]} found what to return of it */
const nth = (name, found) => ({
  type: FASTCALL_TYPE,
  locals: "iiiii",
  name,
  body: [
    ...op.get(args),
    ...op.load(0),
    ...C.PyLong_AsLong,
    ...op.set(left),
    ...outwards([
      ...isOfEngine(op.get(code)),
      ...op.eqz,
      ...op.if([
        ...op.get(left),
        ...op.eqz,
        ...op.if([...found, ...op.return]),
        ...op.get(left),
        ...op.i32(1),
        ...op.sub,
        ...op.set(left),
      ]),
    ]),
    ...NONE,
  ],
});

/** `code_at(n)`: the code that runs in it. */
const codeAt = () => nth("code_at", [...op.get(code), ...C.Py_IncRef, ...op.get(code)]);

/** `frame_at(n)`: it itself. */
const frameAt = () =>
  nth("frame_at", [
    ...op.get(state),
    ...op.load(FRAME),
    ...op.set(result), // where we are
    ...op.get(state),
    ...op.get(frame),
    ...op.store(FRAME),
    ...op.get(state),
    ...C.PyThreadState_GetFrame,
    ...op.get(state),
    ...op.get(result),
    ...op.store(FRAME),
  ]);

/** `line_in(filename)`: where the innermost frame of this file is. */
const lineIn = () => ({
  type: FASTCALL_TYPE,
  locals: "iiiii",
  name: "line_in",
  body: [
    ...outwards([
      ...op.get(code),
      ...op.load(FILENAME),
      ...op.get(args),
      ...op.load(0),
      ...C.PyUnicode_Equal,
      ...op.if([
        ...op.get(frame),
        ...C.PyUnstable_InterpreterFrame_GetLine,
        ...op.set(result),
        ...op.get(result),
        ...op.i32(0),
        ...op.below,
        ...op.if(NONE, [...op.get(result), ...C.PyLong_FromLong], I32),
        ...op.return,
      ]),
    ]),
    ...NONE,
  ],
});

export class Callers extends Glue {
  /** @param {any} exports the interpreter's own */
  constructor(exports) {
    super(exports, IMPORTS, ["none"], [codeAt(), frameAt(), lineIn()]);
  }
}
