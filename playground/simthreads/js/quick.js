// @ts-check
/**
 * What the engine does at an instruction of the program at which it has nothing to do: it counts it. Whether there is
 * something, the records say that `quick.py` keeps of the instructions, and the addresses of what they are about to
 * work on; only then Python is called. Knows CPython's structures (so Pyodide is pinned exactly).
 */
import { FRAME } from "./doors/layout.js";
import { FASTCALL_TYPE, Glue } from "./glue.js";
import { THREAD_ID } from "./interpreter.js";
import {
  C,
  CHAIN,
  DIGIT,
  GLOBALS,
  IMPORTS,
  IS_KNOWN,
  KNOWN,
  NONE,
  note,
  ofRecord,
  SHARED,
  state,
  STEPS,
  TAGS,
  UNTAGGED,
} from "./known.js";
import { op } from "./wasm.js";

/** Of a _PyInterpreterFrame, the end of its values. */
const STACK_POINTER = 32;
/** Of an integer, how many digits it has, times eight; its first has 30 bits. */
const DIGITS = 8,
  MANY_DIGITS = 16;
/** In the table, where an address was that has another object by now. */
const NO_MORE = 1;
/** A slot of the kernel's: the step at which something is due. */
const ALARM = 8;

/** `held(address)`: the object that a value of a frame at this address refers to. */
function held() {
  const args = 1,
    value = 3;
  return {
    type: FASTCALL_TYPE,
    locals: "i",
    name: "held",
    body: [
      ...op.get(args),
      ...op.load(0),
      ...C.PyLong_AsLong,
      ...op.load(0),
      ...op.set(value),
      ...op.get(value),
      ...op.i32(TAGS + 1),
      ...op.below,
      ...op.get(value),
      ...op.i32(TAGS),
      ...op.and,
      ...op.i32(TAGS),
      ...op.eq,
      ...op.or,
      ...op.if(
        [...state("missing"), ...op.set(value)],
        [...op.get(value), ...op.i32(UNTAGGED), ...op.and, ...op.set(value)],
      ),
      ...op.get(value),
      ...C.Py_IncRef,
      ...op.get(value),
    ],
  };
}

/** `count(code, offset)`: as the interpreter calls it before an instruction. */
function count() {
  const args = 1,
    key = 3,
    slot = 4,
    record = 5,
    thread = 6,
    frame = 7,
    steps = 8,
    alarm = 9;
  const of = (/** @type {string} */ name) => ofRecord(record, name);
  const askPython = [
    ...op.get(frame),
    ...op.if([...SHARED, ...op.get(frame), ...CHAIN, ...op.store64(0)]),
    ...state("then"),
    ...op.get(args),
    ...op.i32(2),
    ...op.i32(0),
    ...C.PyObject_Vectorcall,
    ...op.return,
  ];
  const fromTop = (/** @type {string} */ depth) => [
    ...state("top"),
    ...of(depth),
    ...op.sub,
    ...op.load(0),
  ];
  /** Open addressing, in a table that has room behind its end. */
  const find = [
    ...state("table"),
    ...op.get(key),
    ...state("mask"),
    ...op.and,
    ...op.add,
    ...op.get(key),
    ...state("mask"),
    ...op.and,
    ...op.add,
    ...op.set(slot),
    ...op.loop([
      ...op.get(slot),
      ...op.load(0),
      ...op.set(record),
      ...op.get(record),
      ...op.if([
        ...of("key"),
        ...op.get(key),
        ...op.eq,
        ...op.eqz,
        ...op.if([...op.get(slot), ...op.i32(4), ...op.add, ...op.set(slot), ...op.again(2)]),
      ]),
    ]),
  ];
  /** What decides what is touched. */
  const look = [
    ...C.PyThreadState_GetUnchecked,
    ...op.set(thread),
    ...op.get(thread),
    ...op.load(FRAME),
    ...op.set(frame),
    ...op.get(thread),
    ...op.load(THREAD_ID),
    ...op.set(thread),
    // another thread may have a record of its own
    ...op.loop([
      ...of("thread"),
      ...op.get(thread),
      ...op.eq,
      ...op.eqz,
      ...op.if([...of("next"), ...op.if([...of("next"), ...op.set(record), ...op.again(2)])]),
    ]),
    ...note("base", op.get(frame)),
    ...note("top", [...op.get(frame), ...op.load(STACK_POINTER)]),
    ...of("depth"),
    ...op.if(
      [...note("one", fromTop("depth")), ...note("other", fromTop("deeper"))],
      [
        ...note("one", [...op.get(frame), ...of("slot"), ...op.add, ...op.load(0)]),
        ...note("other", op.i32(0)),
      ],
    ),
  ];
  const isSmall = (/** @type {number} */ number) => [
    ...op.get(number),
    ...op.load(DIGITS),
    ...op.i32(MANY_DIGITS),
    ...op.below,
  ];
  const due = [
    ...state("kernel"),
    ...op.load(STEPS),
    ...op.set(steps),
    ...state("kernel"),
    ...op.load(ALARM),
    ...op.set(alarm),
    ...isSmall(steps),
    ...isSmall(alarm),
    ...op.and,
    ...op.eqz,
    ...op.if(askPython),
    ...op.get(steps),
    ...op.load(DIGIT),
    ...op.i32(1),
    ...op.add,
    ...op.get(alarm),
    ...op.load(DIGIT),
    ...op.below,
    ...op.eqz,
    ...op.if(askPython),
  ];
  return {
    type: FASTCALL_TYPE,
    locals: "iiiiiii",
    name: "count",
    body: [
      ...op.get(args),
      ...op.load(0),
      ...op.get(args),
      ...op.load(4),
      ...op.load(DIGIT),
      ...op.add,
      ...op.set(key),
      ...state("table"),
      ...op.if(find),
      ...op.get(record),
      ...op.if(look),
      ...note("record", op.get(record)),
      ...state("counts"),
      ...op.if(due),
      ...op.get(record),
      ...op.if([
        ...op.get(record),
        ...op.get(frame),
        ...op.get(thread),
        ...IS_KNOWN,
        ...op.eqz,
        ...op.if(askPython),
      ]),
      ...state("counts"),
      ...op.if([
        ...state("kernel"),
        ...op.get(steps),
        ...op.load(DIGIT),
        ...op.i32(1),
        ...op.add,
        ...C.PyLong_FromLong,
        ...op.store(STEPS),
        ...op.get(steps),
        ...C.Py_DecRef,
      ]),
      ...NONE,
    ],
  };
}

/**
 * As the interpreter calls it when an object comes into being or goes: where one comes at a watched address, the old one
 * is gone for good. When it goes is too early to say so: its finalizer has yet to run, and may keep it.
 */
function comes() {
  const object = 0,
    event = 1,
    at = 3,
    entry = 4;
  const over = [...op.i32(0), ...op.return];
  return {
    type: FASTCALL_TYPE,
    locals: "ii",
    name: "comes",
    body: [
      ...op.get(event),
      ...op.if(over),
      // an address is a multiple of eight, a place in the table one of four
      ...state("watched"),
      ...op.get(object),
      ...op.i32(1),
      ...op.right,
      ...state("among"),
      ...op.and,
      ...op.add,
      ...op.set(at),
      ...op.loop([
        ...op.get(at),
        ...op.load(0),
        ...op.set(entry),
        ...op.get(entry),
        ...op.eqz,
        ...op.if(over),
        ...op.get(entry),
        ...op.get(object),
        ...op.eq,
        ...op.if([
          ...op.get(at),
          ...op.i32(NO_MORE),
          ...op.store(0),
          ...state("reused"),
          ...state("gone"),
          ...op.add,
          ...op.get(object),
          ...op.store(0),
          ...note("gone", [...state("gone"), ...op.i32(4), ...op.add]),
          ...over,
        ]),
        ...op.get(at),
        ...op.i32(4),
        ...op.add,
        ...op.set(at),
        ...op.again(0),
      ]),
      ...op.i32(0),
    ],
  };
}

/** `trace(slot)`: from now on, the function in this slot of the table is told of each object. */
function trace() {
  const args = 1;
  return {
    type: FASTCALL_TYPE,
    name: "trace",
    body: [
      ...op.get(args),
      ...op.load(0),
      ...C.PyLong_AsLong,
      ...op.i32(0),
      ...C.PyRefTracer_SetTracer,
      ...op.drop,
      ...NONE,
    ],
  };
}

export class Quick extends Glue {
  /** @param {any} exports the interpreter's own */
  constructor(exports) {
    super(exports, IMPORTS, GLOBALS, [...KNOWN, count(), held(), comes(), trace()]);
  }

  /** @override @param {any} state the address of what the two halves share */
  open(state) {
    super.open({ state });
  }

  /** Where the function is that is told of each object. */
  slot() {
    return this.first + this.names.indexOf("comes");
  }
}
