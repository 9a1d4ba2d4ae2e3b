// @ts-check
/**
 * The doors between a program and the engine, below Python: what is C in CPython and Python here is entered by a
 * function in C, untraced, and leaves no frame behind; and where the engine calls the program, its own frames are off
 * the stack. Knows nothing of threads.
 */
import { SLOTS } from "../interpreter.js";
import { assemble } from "../wasm.js";
import { DOORS, FIRST_DOOR, GLOBALS, IMPORTS, NAMES, OUTSIDE } from "./calls.js";
import { hold, letGo } from "./engine_time.js";
import { door, enter, outside, reword, strip } from "./entering.js";
import { FLAGS, IMMUTABLE, NAME } from "./layout.js";
import { sleep, tell, wait, wake } from "./waiting.js";

const FASTCALL_WITH_KEYWORDS = 0x82;

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
