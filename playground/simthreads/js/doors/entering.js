// @ts-check
/**
 * From the program into the engine by a door, and from the engine out to the program; what of an error the program is to
 * see. Knows no lock and no time.
 */
import { I32, op } from "../wasm.js";
import { C, COUNTERPART, ENTER, ENTRIES, ENTRY, HELD, HOLD, IMPLEMENTATION } from "./calls.js";
import { IS_METHOD, LEFT_OUT, LET_GO, NONE, REWORD, STRIP, TYPE_ERROR } from "./calls.js";
import { inEngine } from "./engine_time.js";
import { FRAME, FRAME_AT, FRAME_OF, isOfEngineFrame, NEXT } from "./layout.js";
import { TRACEBACK, TRACING, TYPE } from "./layout.js";

/** Call an implementation. */
export function enter() {
  const self = 0,
    args = 1,
    count = 2,
    names = 3,
    entry = 4,
    state = 5,
    mine = 6,
    bound = 7,
    result = 8;
  const call = (/** @type {number[]} */ callee) => [
    ...callee,
    ...op.get(args),
    ...op.get(count),
    ...op.get(names),
    ...C.PyObject_Vectorcall,
    ...op.set(result),
  ];
  return {
    type: "iiiii:i",
    locals: "iiii",
    body: [
      ...op.get(entry),
      ...ENTRIES,
      ...op.add,
      ...op.set(entry),
      ...inEngine(state, mine, [
        ...op.get(entry),
        ...op.load(IS_METHOD),
        ...op.if(
          [
            ...op.get(entry),
            ...op.load(IMPLEMENTATION),
            ...op.get(self),
            ...C.PyMethod_New,
            ...op.set(bound),
            ...op.get(bound),
            ...op.if([...call(op.get(bound)), ...op.get(bound), ...C.Py_DecRef]),
          ],
          call([...op.get(entry), ...op.load(IMPLEMENTATION)]),
        ),
        ...op.get(result),
        ...op.eqz,
        ...op.if([
          ...op.get(args),
          ...op.get(count),
          ...op.get(names),
          ...op.get(entry),
          ...REWORD,
        ]),
      ]),
      ...op.get(result),
      ...op.eqz,
      ...op.if(STRIP),
      ...op.get(result),
    ],
  };
}

/**
 * Arguments did not fit the implementation, which has not begun: there is no traceback yet. What it stands for in C
 * takes none of them either, and says so in its own words.
 */
export function reword() {
  const args = 0,
    count = 1,
    names = 2,
    entry = 3,
    error = 4,
    result = 5;
  const leftOut = [...op.get(entry), ...op.load(LEFT_OUT)];
  return {
    type: "iiii:",
    locals: "ii",
    body: [
      ...C.PyErr_GetRaisedException,
      ...op.set(error),
      ...op.get(entry),
      ...op.load(COUNTERPART),
      ...op.i32(0),
      ...op.gt,
      ...op.get(error),
      ...op.load(TRACEBACK),
      ...op.eqz,
      ...op.and,
      ...op.get(error),
      ...op.load(TYPE),
      ...TYPE_ERROR,
      ...op.load(0),
      ...op.eq,
      ...op.and,
      ...op.if([
        ...op.get(entry),
        ...op.load(COUNTERPART),
        ...op.get(args),
        ...leftOut,
        ...op.i32(4),
        ...op.timesInt,
        ...op.add,
        ...op.get(count),
        ...leftOut,
        ...op.sub,
        ...op.get(names),
        ...C.PyObject_Vectorcall,
        ...op.set(result),
        ...op.get(result),
        ...op.if(
          [...op.get(result), ...C.Py_DecRef],
          [...op.get(error), ...C.Py_DecRef, ...op.return],
        ),
      ]),
      ...op.get(error),
      ...C.PyErr_SetRaisedException,
    ],
  };
}

/** Take the engine's frames off the head of the traceback of the error that is under way. */
export function strip() {
  const error = 0,
    step = 1;
  return {
    type: ":",
    locals: "ii",
    body: [
      ...C.PyErr_GetRaisedException,
      ...op.set(error),
      ...op.get(error),
      ...op.load(TRACEBACK),
      ...op.set(step),
      ...op.loop(
        op
          .get(step)
          .concat(
            op.if([
              ...isOfEngineFrame([...op.get(step), ...op.load(FRAME_AT)]),
              ...op.if([...op.get(step), ...op.load(NEXT), ...op.set(step), ...op.again(2)]),
            ]),
          ),
      ),
      ...op.get(error),
      ...op.get(step),
      ...op.if(op.get(step), NONE, I32),
      ...C.PyException_SetTraceback,
      ...op.drop,
      ...op.get(error),
      ...C.PyErr_SetRaisedException,
    ],
  };
}

/** `outside(frame, function, *arguments)`: call the program as if that frame of it, or nobody, had called. */
export function outside() {
  const args = 1,
    count = 2,
    state = 4,
    tracing = 5,
    frame = 6,
    result = 7,
    held = 8;
  return {
    type: "iiii:i",
    locals: "iiiii",
    name: "outside",
    body: [
      ...ENTRIES,
      ...op.load(HELD),
      ...op.set(held),
      ...op.get(held),
      ...op.if([...op.i32(0), ...LET_GO]),
      ...C.PyThreadState_GetUnchecked,
      ...op.set(state),
      ...op.get(state),
      ...op.load(TRACING),
      ...op.set(tracing),
      ...op.get(state),
      ...op.load(FRAME),
      ...op.set(frame),
      ...op.get(state),
      ...op.i32(0),
      ...op.store(TRACING),
      ...op.get(state),
      ...op.get(args),
      ...op.load(0),
      ...NONE,
      ...op.eq,
      ...op.if(op.i32(0), [...op.get(args), ...op.load(0), ...op.load(FRAME_OF)], I32),
      ...op.store(FRAME),
      ...op.get(args),
      ...op.load(4),
      ...op.get(args),
      ...op.i32(8),
      ...op.add,
      ...op.get(count),
      ...op.i32(2),
      ...op.sub,
      ...op.i32(0),
      ...C.PyObject_Vectorcall,
      ...op.set(result),
      ...op.get(state),
      ...op.get(tracing),
      ...op.store(TRACING),
      ...op.get(state),
      ...op.get(frame),
      ...op.store(FRAME),
      ...op.get(held),
      ...op.if([...HOLD, ...op.drop]),
      ...op.get(result),
    ],
  };
}

/** @param {number} number */
export const door = (number) => ({
  type: "iiii:i",
  name: `${number}`,
  body: [
    ...op.get(0),
    ...op.get(1),
    ...op.get(2),
    ...op.get(3),
    ...op.i32(number * ENTRY),
    ...ENTER,
  ],
});
