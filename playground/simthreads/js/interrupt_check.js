// @ts-check
/**
 * Pauses a running program so that the event loop can turn, without the interpreter's knowledge: not a byte of its
 * memory changes, so that when it happens, which is a matter of real time, makes no difference to the run.
 *
 * At its own check points the interpreter calls an imported function to ask for signals. That is the place: an import
 * that awaits suspends the whole stack.
 */

/** The import's name. */
export const CHECK_POINT = "_Py_CheckEmscriptenSignals_Helper";

/**
 * (func (export "c") (result i32) (if (result i32) (call $d) (then (call $p)) (else (i32.const 0)))), with imports d
 * and p. Most of the time nothing is due, and where nothing can be suspended a suspending import may not be called.
 */
const GLUE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 2, 11, 2, 0, 1, 100, 0, 0, 0, 1, 112, 0, 0,
  3, 2, 1, 0, 7, 5, 1, 1, 99, 0, 2, 10, 14, 1, 12, 0, 16, 0, 4, 127, 16, 1, 5, 65, 0, 11, 11,
]);

/** @typedef {{due: () => boolean, take: () => Promise<void>}} InterruptCheck */

/** What to put in its place. @param {InterruptCheck} check @returns {Function} */
export function checkPoint(check) {
  const { Suspending } = /** @type {any} */ (WebAssembly);
  const none = 0; // signals that have come
  const d = () => Number(check.due());
  const p = new Suspending(() => check.take().then(() => none));
  const glue = new WebAssembly.Instance(new WebAssembly.Module(GLUE), { "": { d, p } });
  return /** @type {Function} */ (glue.exports.c);
}
