// @ts-check
/**
 * The doors between a program and the engine, below Python: what is C in CPython and Python here is entered by a
 * function in C, untraced, and leaves no frame behind; and where the engine calls the program, its own frames are off
 * the stack. Knows CPython's structures (so Pyodide is pinned exactly), nothing of threads.
 */
import { calls } from "./glue.js";
import { SLOTS, TAKEN, WAITED_FOR } from "./interpreter.js";
import { assemble, I32, op } from "./wasm.js";

/** How many functions there can be. */
const DOORS = 768;
const FIRST_DOOR = Object.keys(SLOTS).length + 1;
const OUTSIDE = FIRST_DOOR - 1;

// of a PyThreadState
const BREAKER = 12,
  TRACING = 44;
export const FRAME = 52;
/** Of its eval breaker: a collection is due. */
const DUE = 1 << 4;
// of a PyFrameObject, a PyTracebackObject, a BaseException
const FRAME_OF = 12,
  NEXT = 8,
  FRAME_AT = 12,
  TRACEBACK = 20,
  TYPE = 4;
/** Of a type: its name in C, with the module's, as errors have it. */
const NAME = 12;
/** And its flags. */
const FLAGS = 84,
  IMMUTABLE = 1 << 8;
/** Of a code object. */
export const FILENAME = 80;
/** Of an ASCII string. */
const TEXT = 20;
/** The path of the engine's files begins so. */
const ROOT = "/simthre";
const ENGINE_PATH = new DataView(new TextEncoder().encode(ROOT).buffer).getBigInt64(0, true);
const FASTCALL_WITH_KEYWORDS = 0x82;

/**
 * Four words for each door in an array of Python's: the implementation, whether it takes the object, and what in C says
 * of arguments that do not fit, after leaving out so many of them. Behind them all: whether the engine runs, so that no
 * garbage is collected, and whether the program wants that otherwise.
 */
const ENTRY = 16,
  IMPLEMENTATION = 0,
  IS_METHOD = 4,
  COUNTERPART = 8,
  LEFT_OUT = 12;
const HELD = DOORS * ENTRY,
  WISH = HELD + 4;

const IMPORTS = {
  PyThreadState_GetUnchecked: ":i",
  PyObject_Vectorcall: "iiii:i",
  PyMethod_New: "ii:i",
  Py_DecRef: "i:",
  PyErr_GetRaisedException: ":i",
  PyErr_SetRaisedException: "i:",
  PyException_SetTraceback: "ii:i",
  PyGILState_Ensure: ":i",
  PyGILState_Release: "i:",
  PyLong_FromLong: "i:i",
  PyObject_CallOneArg: "ii:i",
  PyErr_WriteUnraisable: "i:",
  PyGC_Disable: ":i",
  PyGC_Enable: ":i",
};
const NAMES = Object.keys(IMPORTS);

/** Is this code, whose address is pushed, of the engine? @param {number[]} code @returns {number[]} */
export const isOfEngine = (code) => [
  ...code,
  ...op.load(FILENAME),
  ...op.load64(TEXT),
  ...op.i64(ENGINE_PATH),
  ...op.eq64,
];

/** Is this frame, whose address is pushed? @param {number[]} frame @returns {number[]} */
export const isOfEngineFrame = (frame) =>
  isOfEngine([...frame, ...op.load(FRAME_OF), ...op.load(0), ...op.i32(-2), ...op.and]);

const C = calls(IMPORTS);
const [STRIP, HOLD, LET_GO, ENTER, TELL, REWORD] =
  /** @type {[number[], number[], number[], number[], number[], number[]]} */ (
    Array.from({ length: 6 }, (_, at) => op.call(NAMES.length + at))
  );
const GLOBALS = ["entries", "none", "typeError", "wait", "wake", "sleep"];
const [ENTRIES, NONE, TYPE_ERROR, WAIT, WAKE, SLEEP] =
  /** @type {[number[], number[], number[], number[], number[], number[]]} */ (
    GLOBALS.map((_, at) => op.globalGet(at))
  );

/** Take the engine's frames off the head of the traceback of the error that is under way. */
function strip() {
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

/**
 * From here on, whichever thread runs, no garbage is collected: a finalizer of the program's would run in the middle
 * of what is one step to it. All switches between threads are made so. Gives 0 where that holds already, or else what
 * `letGo` takes: that it does not, and whether a collection was due.
 */
function hold() {
  return {
    type: ":i",
    body: [
      ...ENTRIES,
      ...op.load(HELD),
      ...op.if([...op.i32(0), ...op.return]),
      ...ENTRIES,
      ...C.PyGC_Disable,
      ...op.store(WISH),
      ...ENTRIES,
      ...op.i32(1),
      ...op.store(HELD),
      ...C.PyThreadState_GetUnchecked,
      ...op.load(BREAKER),
      ...op.i32(DUE),
      ...op.and,
      ...op.i32(1),
      ...op.add,
    ],
  };
}

/** It may be collected again, if the program wants it. */
function letGo() {
  const held = 0,
    state = 1;
  return {
    type: "i:",
    locals: "i",
    body: [
      ...ENTRIES,
      ...op.i32(0),
      ...op.store(HELD),
      ...ENTRIES,
      ...op.load(WISH),
      ...op.if([...C.PyGC_Enable, ...op.drop]),
      ...C.PyThreadState_GetUnchecked,
      ...op.set(state),
      ...op.get(state),
      ...op.get(state),
      ...op.load(BREAKER),
      ...op.get(held),
      ...op.i32(DUE),
      ...op.and,
      ...op.or,
      ...op.store(BREAKER),
    ],
  };
}

/**
 * The engine's own code, untraced and uninterrupted.
 * @param {number} state @param {number} mine locals to use @param {number[]} body
 */
function inEngine(state, mine, body) {
  const tracing = (/** @type {number[]} */ change) => [
    ...op.get(state),
    ...op.get(state),
    ...op.load(TRACING),
    ...op.i32(1),
    ...change,
    ...op.store(TRACING),
  ];
  return [
    ...HOLD,
    ...op.set(mine),
    ...C.PyThreadState_GetUnchecked,
    ...op.set(state),
    ...tracing(op.add),
    ...body,
    ...tracing(op.sub),
    ...op.get(mine),
    ...op.if([...op.get(mine), ...LET_GO]),
  ];
}

/** Call an implementation. */
function enter() {
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
function reword() {
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

/** Tell the engine of a lock in C, or of a time. The caller has let go of its thread state. */
function tell() {
  const callee = 0,
    lock = 1,
    before = 2,
    state = 3,
    mine = 4,
    number = 5,
    result = 6;
  return {
    type: "ii:",
    locals: "iiiii",
    body: [
      ...C.PyGILState_Ensure,
      ...op.set(before),
      ...inEngine(state, mine, [
        ...op.get(lock),
        ...C.PyLong_FromLong,
        ...op.set(number),
        ...op.get(callee),
        ...op.get(number),
        ...C.PyObject_CallOneArg,
        ...op.set(result),
        ...op.get(number),
        ...C.Py_DecRef,
        ...op.get(result),
        ...op.if([...op.get(result), ...C.Py_DecRef], [...op.i32(0), ...C.PyErr_WriteUnraisable]),
      ]),
      ...op.get(before),
      ...C.PyGILState_Release,
    ],
  };
}

/** `PyThread_acquire_lock` where the lock is taken: until it is free, and then it is ours. */
function wait() {
  const lock = 0;
  return {
    type: "ii:i",
    name: "wait",
    body: [
      ...op.loop([
        ...op.get(lock),
        ...op.i32(1),
        ...op.store8(WAITED_FOR),
        ...WAIT,
        ...op.get(lock),
        ...TELL,
        ...op.get(lock),
        ...op.load8(TAKEN),
        ...op.againIf(0),
      ]),
      ...op.get(lock),
      ...op.i32(1),
      ...op.store8(TAKEN),
      ...op.i32(1),
    ],
  };
}

/** `PyThread_release_lock` where somebody waits. */
function wake() {
  const lock = 0;
  return {
    type: "i:",
    name: "wake",
    body: [
      ...op.get(lock),
      ...op.i32(0),
      ...op.store8(WAITED_FOR),
      ...WAKE,
      ...op.get(lock),
      ...TELL,
    ],
  };
}

/** Microseconds for which C sleeps. */
function sleep() {
  const time = 0;
  return { type: "i:", name: "sleep", body: [...SLEEP, ...op.get(time), ...TELL] };
}

/** `outside(frame, function, *arguments)`: call the program as if that frame of it, or nobody, had called. */
function outside() {
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
const door = (number) => ({
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

const GLUE = new WebAssembly.Module(
  assemble({
    imports: Object.entries(IMPORTS),
    globals: GLOBALS,
    functions: [
      strip(),
      hold(),
      letGo(),
      enter(),
      tell(),
      reword(),
      wait(),
      wake(),
      sleep(),
      outside(),
      ...Array.from({ length: DOORS }, (_, number) => door(number)),
    ],
  }),
);

export class Doors {
  /** @param {any} exports the interpreter's own, before anything has run in it */
  constructor(exports) {
    this.exports = exports;
    /** @type {WebAssembly.Table} */
    this.table = exports.__indirect_function_table;
    this.first = this.table.grow(FIRST_DOOR + DOORS);
  }

  /**
   * From here on the functions are there. Before Python has made any, and again in each interpreter.
   * @param {number} entries the address of the implementations @param {number} wait @param {number} wake
   * @param {number} sleep what is called in Python when a lock in C is waited for, and is free again; and when C sleeps
   */
  open(entries, wait, wake, sleep) {
    const { exports, table, first } = this;
    const [none, typeError] = [exports._Py_NoneStruct.value, exports.PyExc_TypeError.value];
    const values = [entries, none, typeError, wait, wake, sleep];
    const given = Object.fromEntries(GLOBALS.map((name, at) => [name, values[at]]));
    const functions = Object.fromEntries(NAMES.map((name) => [name, exports[name]]));
    const glue = new WebAssembly.Instance(GLUE, {
      "": { ...functions, ...given, memory: exports.memory },
    });
    const made = /** @type {any} */ (glue.exports);
    table.set(first + SLOTS.wait, made.wait);
    table.set(first + SLOTS.wake, made.wake);
    table.set(first + SLOTS.sleep, made.sleep);
    table.set(first + OUTSIDE, made.outside);
    for (let number = 0; number < DOORS; number++)
      table.set(first + FIRST_DOOR + number, made[number]);
  }

  /** Errors call a type as they call another. @param {number} type @param {number} other their addresses */
  nameAs(type, other) {
    const words = new Int32Array(this.exports.memory.buffer);
    words[(type + NAME) >> 2] = /** @type {number} */ (words[(other + NAME) >> 2]);
  }

  /** A type's attributes are what they are. @param {number} type its address */
  fix(type) {
    const words = new Int32Array(this.exports.memory.buffer);
    const at = (type + FLAGS) >> 2;
    words[at] = /** @type {number} */ (words[at]) | IMMUTABLE;
  }

  /**
   * Make a function of C and put it on an object of Python, as `made`. All are addresses but the number.
   * @param {number} holder @param {number} attribute @param {number} name @param {number} doc @param {number} number
   * of the door, -1 for `outside`, or less for another slot of the table @param {number} type of which it is to be a method, or 0
   * @param {number} self @param {number} module its name
   */
  make(holder, attribute, name, doc, number, type, self, module) {
    const { exports } = this;
    const definition = exports.malloc(16);
    const words = new Int32Array(exports.memory.buffer, definition, 4);
    const slot = number < -1 ? -number : this.first + (number < 0 ? OUTSIDE : FIRST_DOOR + number);
    words.set([
      exports.PyUnicode_AsUTF8(name),
      slot,
      FASTCALL_WITH_KEYWORDS,
      doc && exports.PyUnicode_AsUTF8(doc),
    ]);
    const made = type
      ? exports.PyDescr_NewMethod(type, definition)
      : exports.PyCMethod_New(definition, self, module, 0);
    exports.PyObject_SetAttr(holder, attribute, made);
    exports.Py_DecRef(made);
  }
}
