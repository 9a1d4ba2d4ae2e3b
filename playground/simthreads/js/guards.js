// @ts-check
/**
 * Frames and functions of the engine show a program nothing that leads on: no globals, no variables, no caller of the
 * engine's, and their code cannot be replaced. Stands in CPython's own tables, below whatever asks. Knows CPython's
 * structures (so Pyodide is pinned exactly), nothing of threads.
 */
import { isOfEngine, isOfEngineFrame } from "./doors/layout.js";
import { calls } from "./glue.js";
import { assemble, I32, op } from "./wasm.js";

// of a PyGetSetDescrObject, a PyGetSetDef, a PyFunctionObject
const GETSET = 20,
  GET = 4,
  SET = 8,
  CODE = 24;
/** Members of a function, and where it has them. */
const MEMBERS = { __globals__: 8, __builtins__: 12, __closure__: 36 };
const CLOSURE = MEMBERS.__closure__;
/** How many attributes of a frame there are to hide beside its caller, and of a function to protect. */
const HIDDEN = 3,
  PROTECTED = 3;
const ORIGINALS = HIDDEN + PROTECTED;
const SLOTS = { back: 0, getframe: 1, member: 2, original: 3 };

const IMPORTS = {
  PyFrame_GetBack: "i:i",
  PyEval_GetFrame: ":i",
  PyDict_New: ":i",
  Py_IncRef: "i:",
  Py_DecRef: "i:",
  PyErr_SetString: "ii:",
  PyLong_AsInt: "i:i",
  PyLong_FromLong: "i:i",
  PyErr_Clear: ":",
  PyObject_CallOneArg: "ii:i",
  PyObject_Vectorcall: "iiii:i",
};
const NAMES = Object.keys(IMPORTS);
const C = calls(IMPORTS);
const original = (/** @type {number} */ number) => op.call(NAMES.length + number);
const GLOBALS = ["none", "error", "reason", "getframe"];
const [NONE, ERROR, REASON, GETFRAME] = /** @type {[number[], number[], number[], number[]]} */ (
  GLOBALS.map((_, at) => op.globalGet(at))
);

/** `frame.f_back`, past the engine's. */
function back() {
  const next = 2;
  return {
    type: "ii:i",
    locals: "i",
    name: "back",
    body: [
      ...op.get(0),
      ...C.PyFrame_GetBack,
      ...op.set(0),
      ...op.loop([
        ...op.get(0),
        ...op.if([
          ...isOfEngineFrame(op.get(0)),
          ...op.if([
            ...op.get(0),
            ...C.PyFrame_GetBack,
            ...op.set(next),
            ...op.get(0),
            ...C.Py_DecRef,
            ...op.get(next),
            ...op.set(0),
            ...op.again(2),
          ]),
        ]),
      ]),
      ...op.get(0),
      ...op.eqz,
      ...op.if([...NONE, ...C.Py_IncRef, ...NONE, ...op.return]),
      ...op.get(0),
    ],
  };
}

/** `sys._getframe(depth)`, past the engine's: asks the real one, for the depth at which that frame is. */
function getframe() {
  const args = 1,
    count = 2,
    names = 3,
    depth = 4,
    raw = 5,
    frame = 6,
    next = 7;
  const real = [
    ...GETFRAME,
    ...op.get(args),
    ...op.get(count),
    ...op.get(names),
    ...C.PyObject_Vectorcall,
    ...op.return,
  ];
  return {
    type: "iiii:i",
    locals: "iiii",
    name: "getframe",
    body: [
      ...op.get(count),
      ...op.i32(1),
      ...op.gt,
      ...op.get(names),
      ...op.or,
      ...op.if(real),
      ...op.get(count),
      ...op.if([...op.get(args), ...op.load(0), ...C.PyLong_AsInt, ...op.set(depth)]),
      ...op.get(depth),
      ...op.i32(-1),
      ...op.eq,
      ...op.if([...C.PyErr_Clear, ...real]),
      ...C.PyEval_GetFrame,
      ...op.set(frame),
      ...op.get(frame),
      ...C.Py_IncRef,
      ...op.loop([
        ...op.get(frame),
        ...op.if([
          ...isOfEngineFrame(op.get(frame)),
          ...op.get(depth),
          ...op.i32(0),
          ...op.gt,
          ...op.or,
          ...op.if([
            ...isOfEngineFrame(op.get(frame)),
            ...op.eqz,
            ...op.if([...op.get(depth), ...op.i32(1), ...op.sub, ...op.set(depth)]),
            ...op.get(frame),
            ...C.PyFrame_GetBack,
            ...op.set(next),
            ...op.get(frame),
            ...C.Py_DecRef,
            ...op.get(next),
            ...op.set(frame),
            ...op.get(raw),
            ...op.i32(1),
            ...op.add,
            ...op.set(raw),
            ...op.again(2),
          ]),
        ]),
      ]),
      ...op.get(frame),
      ...C.Py_DecRef,
      ...op.get(raw),
      ...C.PyLong_FromLong,
      ...op.set(raw),
      ...GETFRAME,
      ...op.get(raw),
      ...C.PyObject_CallOneArg,
      ...op.set(frame),
      ...op.get(raw),
      ...C.Py_DecRef,
      ...op.get(frame),
    ],
  };
}

/** A member of a function, whose place comes with the call: those of the engine's have an empty one. */
function member() {
  const self = 0,
    place = 1,
    value = 2;
  return {
    type: "ii:i",
    locals: "i",
    name: "member",
    body: [
      ...isOfEngine([...op.get(self), ...op.load(CODE)]),
      ...op.if(
        [
          ...op.get(place),
          ...op.i32(CLOSURE),
          ...op.eq,
          ...op.eqz,
          ...op.if([...C.PyDict_New, ...op.return]),
        ],
        [...op.get(self), ...op.get(place), ...op.add, ...op.load(0), ...op.set(value)],
      ),
      ...op.get(value),
      ...op.if(op.get(value), NONE, I32),
      ...op.set(value),
      ...op.get(value),
      ...C.Py_IncRef,
      ...op.get(value),
    ],
  };
}

/** What a frame shows. @param {number} number */
const shown = (number) => ({
  type: "ii:i",
  name: `${number}`,
  body: [
    ...isOfEngineFrame(op.get(0)),
    ...op.if([...C.PyDict_New, ...op.return]),
    ...op.get(0),
    ...op.get(1),
    ...original(number),
  ],
});

/** What of a function can be replaced. @param {number} number */
const replaced = (number) => ({
  type: "iii:i",
  name: `${number}`,
  body: [
    ...isOfEngine([...op.get(0), ...op.load(CODE)]),
    ...op.if([...ERROR, ...REASON, ...C.PyErr_SetString, ...op.i32(-1), ...op.return]),
    ...op.get(0),
    ...op.get(1),
    ...op.get(2),
    ...original(number),
  ],
});

const numbers = Array.from({ length: ORIGINALS }, (_, number) => number);
const GLUE = new WebAssembly.Module(
  assemble({
    imports: [
      ...Object.entries(IMPORTS),
      ...numbers.map(
        (number) =>
          /** @type {[string, string]} */ ([
            `original${number}`,
            number < HIDDEN ? "ii:i" : "iii:i",
          ]),
      ),
    ],
    globals: GLOBALS,
    functions: [
      back(),
      getframe(),
      member(),
      ...numbers.map((number) => (number < HIDDEN ? shown : replaced)(number)),
    ],
  }),
);

export class Guards {
  /** @param {any} exports the interpreter's own, before anything has run in it */
  constructor(exports) {
    this.exports = exports;
    /** @type {WebAssembly.Table} */
    this.table = exports.__indirect_function_table;
    this.first = this.table.grow(SLOTS.original + ORIGINALS);
  }

  /** @param {string} words @returns {number} the address of a copy for C */
  #text(words) {
    const bytes = new TextEncoder().encode(`${words}\0`);
    const address = this.exports.malloc(bytes.length);
    new Uint8Array(this.exports.memory.buffer).set(bytes, address);
    return address;
  }

  /**
   * In each interpreter, before anything of a program's runs; all are addresses.
   * @param {number} getframe the real one @param {number} type all classes' own
   * @param {number} kind of functions @param {number} attributes its dictionary
   * @param {number[]} descriptors of a frame's caller, of what it shows, of what of a function can be replaced
   * @returns {number} the slot of what stands for `sys._getframe`
   */
  close(getframe, type, kind, attributes, ...descriptors) {
    const { exports, first, table } = this;
    const words = () => new Int32Array(exports.memory.buffer);
    const at = (/** @type {number} */ address) => /** @type {number} */ (words()[address >> 2]);
    const [caller = 0, ...others] = descriptors.map((one) => at(one + GETSET));
    const places = others.map((definition, number) => definition + (number < HIDDEN ? GET : SET));
    const reals = places.map((place, number) => [`original${number}`, table.get(at(place))]);
    const functions = Object.fromEntries(NAMES.map((name) => [name, exports[name]]));
    const given = {
      none: exports._Py_NoneStruct.value,
      reason: this.#text("a function of the simulation stays as it is"),
      error: at(exports.PyExc_AttributeError.value),
      getframe,
    };
    const glue = new WebAssembly.Instance(GLUE, {
      "": { ...functions, ...Object.fromEntries(reals), ...given, memory: exports.memory },
    });
    const made = /** @type {any} */ (glue.exports);
    for (const name of ["back", "getframe", "member"])
      table.set(first + SLOTS[/** @type {"back"} */ (name)], made[name]);
    for (const number of numbers) table.set(first + SLOTS.original + number, made[number]);
    words()[(caller + GET) >> 2] = first + SLOTS.back;
    places.forEach((place, number) => (words()[place >> 2] = first + SLOTS.original + number));
    this.#replaceMembers(kind, attributes);
    for (const changed of [kind, type]) exports.PyType_Modified(changed);
    return first + SLOTS.getframe;
  }

  /** @param {number} kind @param {number} attributes */
  #replaceMembers(kind, attributes) {
    const { exports } = this;
    for (const [name, place] of Object.entries(MEMBERS)) {
      const definition = exports.malloc(20);
      const text = this.#text(name);
      new Int32Array(exports.memory.buffer).set(
        [text, this.first + SLOTS.member, 0, 0, place],
        definition >> 2,
      );
      const descriptor = exports.PyDescr_NewGetSet(kind, definition);
      exports.PyDict_SetItemString(attributes, text, descriptor);
      exports.Py_DecRef(descriptor);
    }
  }
}
