// @ts-check
/**
 * Functions in WebAssembly that Python calls as functions in C, for the engine's own use: they are called often, and
 * Python's way to the same would be long. Knows how C shows a function to Python; nothing of what they do.
 */
import { assemble, op } from "./wasm.js";

const FASTCALL = 0x80;
/** Of such a function: its arguments, of which the second is an array of addresses, and the address that it returns. */
export const FASTCALL_TYPE = "iii:i";

/**
 * What the functions call, by name.
 * @template {Record<string, string>} T
 * @param {T} imports their types, in the order in which they are given to the module
 */
export const calls = (imports) =>
  /** @type {Record<keyof T, number[]>} */ (
    Object.fromEntries(Object.keys(imports).map((name, at) => [name, op.call(at)]))
  );

export class Glue {
  /**
   * @param {any} exports the interpreter's own, before anything has run in it
   * @param {Record<string, string>} imports names and types
   * @param {string[]} globals
   * @param {import("./wasm.js").Code[]} functions each with the name by which Python knows it
   */
  constructor(exports, imports, globals, functions) {
    this.exports = exports;
    this.imports = imports;
    this.names = functions.map(({ name }) => name);
    this.module = new WebAssembly.Module(
      assemble({ imports: Object.entries(imports), globals, functions }),
    );
    /** @type {WebAssembly.Table} */
    this.table = exports.__indirect_function_table;
    this.first = this.table.grow(functions.length);
  }

  /**
   * From here on the functions are there: in each interpreter, before Python calls one.
   * @param {Record<string, unknown>} [given] the globals, and imports that are not the interpreter's
   */
  open(given = {}) {
    const { exports } = this;
    const functions = Object.fromEntries(
      Object.keys(this.imports).map((name) => [name, exports[name]]),
    );
    const imported = {
      ...functions,
      memory: exports.memory,
      none: exports._Py_NoneStruct.value,
      ...given,
    };
    const made = /** @type {any} */ (
      new WebAssembly.Instance(this.module, { "": imported }).exports
    );
    this.names.forEach((name, at) => this.table.set(this.first + at, made[`${name}`]));
  }

  /** Make one, as an attribute. @param {number} holder @param {number} name addresses of Python's objects */
  make(holder, name) {
    const { exports } = this;
    const text = exports.PyUnicode_AsUTF8(name);
    const bytes = new Uint8Array(exports.memory.buffer, text);
    const wanted = new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
    const definition = exports.malloc(16);
    const slot = this.first + this.names.indexOf(wanted);
    new Int32Array(exports.memory.buffer, definition, 4).set([text, slot, FASTCALL, 0]);
    const made = exports.PyCMethod_New(definition, 0, 0, 0);
    exports.PyObject_SetAttr(holder, name, made);
    exports.Py_DecRef(made);
  }
}
