// @ts-check
/**
 * What is known of an instruction that may touch something: whether there is nothing to be told of it now, or something
 * that can be told later. Knows CPython's structures (so Pyodide is pinned exactly), and the records of `quick.py`.
 */
import { calls } from "./glue.js";
import { op } from "./wasm.js";

// of a _PyInterpreterFrame: the frame before, where it is in its code
const PREVIOUS = 4,
  POINTER = 28;
/** Of an object, its type; of an integer below 2 ** 30, its number. */
const TYPE = 4;
export const DIGIT = 12;
/** A slot of the kernel's. */
export const STEPS = 12;
/** The low bits of a value say how it is held: with both, it is a plain number; up to them, there is none. */
export const TAGS = 3;
export const UNTAGGED = -4;
/** 64 bits of FNV's way to tell sequences apart. */
const PRIME = 0x100000001b3n;

/** Where each of these words is. @param {string} names */
const words = (names) => Object.fromEntries(names.split(/\s+/).map((name, at) => [name, 4 * at]));
/** Numbers that the two halves share: their order is that of `quick.py`. */
const STATE = words(
  `chain _ kernel table mask then counts turn shape serial bare log logged full values missing record base top one
  other watched among reused gone simple`,
);
const SIMPLE_TYPES = 6;
/** Of each instruction that may touch something, likewise. */
const RECORD = words(
  `chain _ key slot depth deeper decided given written function whatever armed thread one other turn shape value serial
  step next`,
);
/** Of each entry of the log: a record, who, at which step, and how many had been before. */
const ENTRY = words("record thread step serial");
const ENTRY_SIZE = 16;
/** Why the same is known to be touched again, as bits of `armed`. */
const ARMED = { NOTHING: 1, TURN: 2, ALONE: 4, SHAPE: 8 };
const ANYBODY = -1;

export const IMPORTS = {
  PyThreadState_GetUnchecked: ":i",
  PyObject_Vectorcall: "iiii:i",
  PyLong_AsLong: "i:i",
  PyLong_FromLong: "i:i",
  PyRefTracer_SetTracer: "ii:i",
  Py_DecRef: "i:",
  Py_IncRef: "i:",
};
export const C = calls(IMPORTS);
const OWN = Object.keys(IMPORTS).length;
export const IS_SIMPLE = op.call(OWN),
  CHAIN = op.call(OWN + 1),
  IS_KNOWN = op.call(OWN + 2);
export const GLOBALS = ["none", "state"];
export const [NONE, SHARED] = /** @type {[number[], number[]]} */ (
  GLOBALS.map((_, at) => op.globalGet(at))
);
export const state = (/** @type {string} */ name) => [...SHARED, ...op.load(Number(STATE[name]))];
export const note = (/** @type {string} */ name, /** @type {number[]} */ value) => [
  ...SHARED,
  ...value,
  ...op.store(Number(STATE[name])),
];
const YES = [...op.i32(1), ...op.return];
const NO = [...op.i32(0), ...op.return];
/** @param {number[]} condition */
const unless = (condition) => [...condition, ...op.eqz, ...op.if(NO)];

/** Of the record that a local has. @param {number} local @param {string} name */
export const ofRecord = (local, name) => [...op.get(local), ...op.load(Number(RECORD[name]))];

/** Is what a value on the stack refers to a number, a text or None? */
function isSimple() {
  const value = 0;
  const type = 1;
  return {
    type: "i:i",
    locals: "i",
    name: "is_simple",
    body: [
      ...op.get(value),
      ...op.i32(TAGS + 1),
      ...op.below,
      ...op.if(NO),
      ...op.get(value),
      ...op.i32(TAGS),
      ...op.and,
      ...op.i32(TAGS),
      ...op.eq,
      ...op.if(NO),
      ...op.get(value),
      ...op.i32(UNTAGGED),
      ...op.and,
      ...op.load(TYPE),
      ...op.set(type),
      ...Array.from({ length: SIMPLE_TYPES }, (_, at) => [
        ...op.get(type),
        ...SHARED,
        ...op.load(Number(STATE.simple) + 4 * at),
        ...op.eq,
        ...op.if(YES),
      ]).flat(),
      ...op.i32(0),
    ],
  };
}

/** Where this frame and all that called it are, as one number. */
function chain() {
  const frame = 0,
    result = 1;
  return {
    type: "i:I",
    locals: "I",
    name: "chain_of",
    body: [
      ...op.loop([
        ...op.get(result),
        ...op.get(frame),
        ...op.load(POINTER),
        ...op.long,
        ...op.xor64,
        ...op.i64(PRIME),
        ...op.times64,
        ...op.set(result),
        ...op.get(frame),
        ...op.load(PREVIOUS),
        ...op.set(frame),
        ...op.get(frame),
        ...op.againIf(0),
      ]),
      ...op.get(result),
    ],
  };
}

// of `is_known`
const record = 0,
  frame = 1,
  thread = 2,
  left = 3,
  mine = 4,
  value = 5,
  entry = 6;
const of = (/** @type {string} */ name) => ofRecord(record, name);
const has = (/** @type {number} */ bit) => [...of("armed"), ...op.i32(bit), ...op.and];
const same = (/** @type {string} */ name) => unless([...of(name), ...state(name), ...op.eq]);
const top = (/** @type {number[]} */ depth) => [
  ...state("top"),
  ...depth,
  ...op.sub,
  ...op.load(0),
];
/** The thread is known to stand at nothing already, or nobody asks. */
const bare = [
  ...state("bare"),
  ...op.i32(ANYBODY),
  ...op.eq,
  ...state("bare"),
  ...op.get(thread),
  ...op.eq,
  ...op.or,
];
const put = (
  /** @type {number} */ where,
  /** @type {number | undefined} */ offset,
  /** @type {number[]} */ what,
) => [...op.get(where), ...what, ...op.store(Number(offset))];
const step = [
  ...state("kernel"),
  ...op.load(STEPS),
  ...op.load(DIGIT),
  ...state("counts"),
  ...op.add,
];
/** To be told of later: who touches it, and what is stored, is another than before. */
const log = [
  ...unless([...state("logged"), ...state("full"), ...op.below]),
  ...of("written"),
  ...op.if([
    ...unless([...op.get(value), ...IS_SIMPLE]),
    ...op.get(value),
    ...op.i32(UNTAGGED),
    ...op.and,
    ...C.Py_IncRef,
    // a fourth of an entry's size
    ...state("values"),
    ...state("logged"),
    ...op.i32(2),
    ...op.right,
    ...op.add,
    ...op.get(value),
    ...op.i32(UNTAGGED),
    ...op.and,
    ...op.store(0),
    ...put(record, RECORD.value, op.get(value)),
  ]),
  ...note("serial", [...state("serial"), ...op.i32(1), ...op.add]),
  ...state("log"),
  ...state("logged"),
  ...op.add,
  ...op.set(entry),
  ...put(entry, ENTRY.record, op.get(record)),
  ...put(entry, ENTRY.thread, op.get(thread)),
  ...put(entry, ENTRY.step, step),
  ...put(entry, ENTRY.serial, state("serial")),
  ...note("logged", [...state("logged"), ...op.i32(ENTRY_SIZE), ...op.add]),
  ...put(record, RECORD.thread, op.get(thread)),
  ...put(record, RECORD.turn, state("turn")),
];
/** Numbers and texts alone are worked on. */
const plain = [
  ...of("decided"),
  ...op.if([
    ...state("one"),
    ...IS_SIMPLE,
    ...op.if([
      ...state("one"),
      ...state("other"),
      ...op.eq,
      ...op.if([...bare, ...op.return]),
      ...state("other"),
      ...IS_SIMPLE,
      ...op.if([...bare, ...op.return]),
    ]),
  ]),
];

/** A function of which it is known that it touches nothing: if it is given numbers and texts, or whatever. */
const harmless = [
  ...of("function"),
  ...op.if([
    ...of("function"),
    ...state("one"),
    ...op.eq,
    ...op.if([
      ...of("whatever"),
      ...op.if([...bare, ...op.return]),
      ...of("given"),
      ...op.set(left),
      ...state("other"),
      ...op.i32(TAGS + 1),
      ...op.below,
      ...state("other"),
      ...IS_SIMPLE,
      ...op.or,
      ...op.if(
        op.loop([
          ...op.get(left),
          ...op.eqz,
          ...op.if([...bare, ...op.return]),
          ...top(op.get(left)),
          ...IS_SIMPLE,
          ...op.if([...op.get(left), ...op.i32(4), ...op.sub, ...op.set(left), ...op.again(1)]),
        ]),
      ),
    ]),
  ]),
];

/** The same as before is touched, and who does so, after whom, says what is to be told. */
const again = [
  ...unless(of("armed")),
  ...same("one"),
  ...same("other"),
  ...has(ARMED.SHAPE),
  ...op.if(same("shape")),
  ...has(ARMED.NOTHING),
  ...op.if([...bare, ...op.return]),
  // what is one thread's own may be another's now
  ...of("thread"),
  ...op.get(thread),
  ...op.eq,
  ...op.set(mine),
  ...has(ARMED.ALONE),
  ...op.if(unless(op.get(mine))),
  ...of("written"),
  ...op.if([...top(of("written")), ...op.set(value)]),
  ...op.get(mine),
  ...of("turn"),
  ...state("turn"),
  ...op.eq,
  ...has(ARMED.TURN),
  ...op.eqz,
  ...op.or,
  ...op.and,
  ...op.get(value),
  ...of("value"),
  ...op.eq,
  ...op.and,
  ...op.set(mine), // and the same as before
  ...has(ARMED.ALONE),
  ...op.eqz,
  ...op.get(mine),
  ...op.and,
  ...op.if(YES),
  ...unless([
    ...op.get(frame),
    ...CHAIN,
    ...op.get(record),
    ...op.load64(Number(RECORD.chain)),
    ...op.eq64,
  ]),
  ...op.get(mine),
  ...op.eqz,
  ...op.if(log, note("serial", [...state("serial"), ...op.i32(1), ...op.add])),
  ...put(record, RECORD.serial, state("serial")),
  ...put(record, RECORD.step, step),
  ...op.i32(1),
];

/** What lies at an address may be another thing than before. */
const dead = unless([...state("gone"), ...op.eqz]);

/** Is it known what the instruction of this record touches, and is there nothing to be told of that now? */
const isKnown = {
  type: "iii:i",
  locals: "iiii",
  name: "is_known",
  body: [...dead, ...plain, ...harmless, ...again],
};

/** Functions that others follow. */
export const KNOWN = [isSimple(), chain(), isKnown];
