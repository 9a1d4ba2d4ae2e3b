// @ts-check
/** Reads and writes WebAssembly's binary form, as little as the engine needs. Knows nothing of Python. */

const MAGIC = [0, 97, 115, 109, 1, 0, 0, 0];
const TYPE = 1,
  IMPORT = 2,
  FUNCTION = 3,
  TABLE = 4,
  EXPORT = 7,
  CODE = 10;
const VALUE = { i: 0x7f, I: 0x7e };

/** @param {number} value @returns {number[]} */
export function unsigned(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

/** @param {bigint} value @returns {number[]} */
function signed(value) {
  const low = Number(value & 127n);
  const rest = value >> 7n;
  const last = (rest === 0n && low < 64) || (rest === -1n && low >= 64);
  return last ? [low] : [low | 128, ...signed(rest)];
}

const decoder = new TextDecoder();
const NONE = 0x40;
/** The instructions, by their names in the text format. */
export const op = {
  get: (/** @type {number} */ local) => [0x20, local],
  set: (/** @type {number} */ local) => [0x21, local],
  i32: (/** @type {number} */ value) => [0x41, ...signed(BigInt(value))],
  i64: (/** @type {bigint} */ value) => [0x42, ...signed(value)],
  f64: (/** @type {number} */ value) => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  load: (/** @type {number} */ offset) => [0x28, 2, ...unsigned(offset)],
  load64: (/** @type {number} */ offset) => [0x29, 0, ...unsigned(offset)],
  load8: (/** @type {number} */ offset) => [0x2d, 0, ...unsigned(offset)],
  store: (/** @type {number} */ offset) => [0x36, 2, ...unsigned(offset)],
  store64: (/** @type {number} */ offset) => [0x37, 3, ...unsigned(offset)],
  store8: (/** @type {number} */ offset) => [0x3a, 0, ...unsigned(offset)],
  call: (/** @type {number} */ callee) => [0x10, ...unsigned(callee)],
  callIndirect: (/** @type {number} */ type) => [0x11, ...unsigned(type), 0],
  globalGet: (/** @type {number} */ index) => [0x23, ...unsigned(index)],
  globalSet: (/** @type {number} */ index) => [0x24, ...unsigned(index)],
  if: (/** @type {number[]} */ then, /** @type {number[]} */ otherwise = [], result = NONE) => [
    0x04,
    result,
    ...then,
    ...(otherwise.length ? [0x05, ...otherwise] : []),
    0x0b,
  ],
  loop: (/** @type {number[]} */ body) => [0x03, NONE, ...body, 0x0b],
  again: (/** @type {number} */ depth) => [0x0c, depth],
  againIf: (/** @type {number} */ depth) => [0x0d, depth],
  eqz: [0x45],
  eqz64: [0x50],
  eq: [0x46],
  eq64: [0x51],
  below: [0x48],
  gt: [0x4a],
  add: [0x6a],
  times: [0xa2], // of f64, as what follows
  truncated: [0xfc, 0x02], // to i32, the nearest that there is
  sub: [0x6b],
  timesInt: [0x6c],
  and: [0x71],
  or: [0x72],
  long: [0xad], // to i64, as a number without a sign
  times64: [0x7e],
  xor64: [0x85],
  right: [0x76], // shift
  drop: [0x1a],
  end: [0x0b],
  return: [0x0f],
};
export const I32 = VALUE.i;

/** @param {string} text @returns {number[]} */
const named = (text) => [...unsigned(text.length), ...new TextEncoder().encode(text)];
/** @param {number[][]} items */
const vector = (items) => [...unsigned(items.length), ...items.flat()];
/** @param {number} id @param {number[][]} items */
const section = (id, items) => {
  const content = vector(items);
  return [id, ...unsigned(content.length), ...content];
};
/** @param {string} types one letter a local */
const locals = (types) =>
  vector([...types].map((letter) => [1, VALUE[/** @type {"i"} */ (letter)]]));

/**
 * @typedef {object} Code
 * @property {string} type "ii:i": arguments and results, i for i32
 * @property {string} [locals]
 * @property {number[]} body
 * @property {string} [name] under which it is exported
 * @param {{imports: [string, string][], globals: string[], functions: Code[]}} given imports: name and type
 * @returns {Uint8Array<ArrayBuffer>} a module that imports from "", and its memory as "memory" there
 */
export function assemble({ imports, globals, functions }) {
  const kinds = [
    ...new Set([...imports.map(([, type]) => type), ...functions.map(({ type }) => type)]),
  ];
  const typed = kinds.map((kind) => {
    const sides = kind
      .split(":")
      .map((part) => vector([...part].map((letter) => [VALUE[/** @type {"i"} */ (letter)]])));
    return [0x60, ...sides.flat()];
  });
  const exported = functions.flatMap(({ name }, at) =>
    name === undefined ? [] : [[...named(name), 0, ...unsigned(imports.length + at)]],
  );
  const bodies = functions.map(({ locals: own = "", body }) => {
    const content = [...locals(own), ...body, ...op.end];
    return [...unsigned(content.length), ...content];
  });
  return new Uint8Array([
    ...MAGIC,
    ...section(TYPE, typed),
    ...section(IMPORT, [
      ...imports.map(([name, type]) => [
        ...named(""),
        ...named(name),
        0,
        ...unsigned(kinds.indexOf(type)),
      ]),
      [...named(""), ...named("memory"), 2, 0, 0],
      ...globals.map((name) => [...named(""), ...named(name), 3, VALUE.i, 0]),
    ]),
    ...section(
      FUNCTION,
      functions.map(({ type }) => unsigned(kinds.indexOf(type))),
    ),
    ...section(EXPORT, exported),
    ...section(CODE, bodies),
  ]);
}

/** A module's bytes, read from the front. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return decoder.decode(this.bytes.subarray(this.at - length, this.at));
  }

  limits() {
    if (this.number() & 1) this.number();
    this.number();
  }
}

/** The parts of a module that is to be changed. */
export class Module {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    /** @type {Map<number, number>} where each section's content begins */
    this.sections = new Map();
    const reader = new Reader(bytes, MAGIC.length);
    while (reader.at < bytes.length) {
      const id = bytes[reader.at++] ?? 0;
      const size = reader.number();
      this.sections.set(id, reader.at);
      reader.at += size;
    }
    this.imported = this.#importedFunctions();
    this.exports = this.#exportedFunctions();
  }

  /** @param {number} id */
  #section(id) {
    const at = this.sections.get(id);
    if (at === undefined) throw new Error(`the interpreter has no section ${id}`);
    return new Reader(this.bytes, at);
  }

  #importedFunctions() {
    const reader = this.#section(IMPORT);
    let functions = 0;
    for (let count = reader.number(); count > 0; count--) {
      reader.text();
      reader.text();
      const kind = reader.number();
      if (kind === 0) functions += 1;
      if (kind === 3) reader.at += 2;
      else if (kind !== 2) reader.number();
      if (kind === 1 || kind === 2) reader.limits();
      else if (kind === 4) reader.number();
    }
    return functions;
  }

  #exportedFunctions() {
    const reader = this.#section(EXPORT);
    /** @type {Map<string, number>} */
    const found = new Map();
    for (let count = reader.number(); count > 0; count--) {
      const name = reader.text();
      const kind = reader.number();
      const index = reader.number();
      if (kind === 0) found.set(name, index);
    }
    return found;
  }

  /** How many functions the first table begins with. */
  tableSize() {
    const reader = this.#section(TABLE);
    reader.number();
    reader.at += 1; // what it holds: functions
    reader.number();
    return reader.number();
  }

  /** @param {string} name of an exported function */
  index(name) {
    const index = this.exports.get(name);
    if (index === undefined) throw new Error(`the interpreter does not export ${name}`);
    return index;
  }

  /** The number of an exported function's type. @param {string} name */
  type(name) {
    const reader = this.#section(FUNCTION);
    reader.number();
    for (let skip = this.index(name) - this.imported; skip > 0; skip--) reader.number();
    return reader.number();
  }

  /** Its reader is at the size of an exported function's code. @param {string} name */
  #code(name) {
    const reader = this.#section(CODE);
    reader.number();
    for (let skip = this.index(name) - this.imported; skip > 0; skip--) {
      const size = reader.number();
      reader.at += size;
    }
    return reader;
  }

  /** The global that an exported function returns. @param {string} name */
  globalOf(name) {
    const reader = this.#code(name);
    reader.number();
    const [locals, instruction] = [reader.number(), reader.number()];
    if (locals !== 0 || instruction !== 0x23) throw new Error(`${name} does not return a global`);
    return reader.number();
  }

  /** Write another body in the place of an exported function's, which is longer. @param {string} name @param {number[]} body */
  replace(name, body) {
    const reader = this.#code(name);
    const size = reader.number();
    const content = [0, ...body];
    if (content.length >= size) throw new Error(`${name} is too short to be replaced`);
    this.bytes.set(content, reader.at);
    this.bytes.fill(0x01, reader.at + content.length, reader.at + size - 1); // nop
    this.bytes[reader.at + size - 1] = 0x0b;
  }
}
