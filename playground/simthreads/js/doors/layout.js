// @ts-check
/**
 * Where in CPython's structures stands what the engine reads or writes below Python, in bytes; Pyodide is pinned exactly
 * for its sake. Knows no function of ours.
 */
import { op } from "../wasm.js";

/** Of a PyThreadState. */
export const BREAKER = 12,
  TRACING = 44,
  FRAME = 52;
/** Of its eval breaker: a collection is due. */
export const DUE = 1 << 4;
/** Of a PyFrameObject. */
export const FRAME_OF = 12;
/** Of a PyTracebackObject. */
export const NEXT = 8,
  FRAME_AT = 12;
/** Of a BaseException. */
export const TRACEBACK = 20,
  TYPE = 4;
/** Of a type: its name in C, with the module's, as errors have it; and its flags. */
export const NAME = 12,
  FLAGS = 84,
  IMMUTABLE = 1 << 8;
/** Of a code object. */
export const FILENAME = 80;
/** Of an ASCII string. */
const TEXT = 20;
/** The path of the engine's files begins so. */
const ROOT = "/simthre";
const ENGINE_PATH = new DataView(new TextEncoder().encode(ROOT).buffer).getBigInt64(0, true);

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
