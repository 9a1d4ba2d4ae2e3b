// @ts-check
/**
 * What the functions of the doors call and share: CPython's functions, one another, and an array of Python's. Knows the
 * numbers of all that, not what is made of it.
 */
import { calls } from "../glue.js";
import { SLOTS } from "../interpreter.js";
import { op } from "../wasm.js";

/** How many functions there can be. */
export const DOORS = 768;
export const FIRST_DOOR = Object.keys(SLOTS).length + 1;
export const OUTSIDE = FIRST_DOOR - 1;

/**
 * Four words for each door in an array of Python's: the implementation, whether it takes the object, and what in C says
 * of arguments that do not fit, after leaving out so many of them. Behind them all: whether the engine runs, so that no
 * garbage is collected, and whether the program wants that otherwise.
 */
export const ENTRY = 16,
  IMPLEMENTATION = 0,
  IS_METHOD = 4,
  COUNTERPART = 8,
  LEFT_OUT = 12;
export const HELD = DOORS * ENTRY,
  WISH = HELD + 4;

export const IMPORTS = {
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
export const NAMES = Object.keys(IMPORTS);

export const C = calls(IMPORTS);
/** Those of ours that others of ours call, in the order in which they stand behind the imports. */
export const [STRIP, HOLD, LET_GO, ENTER, TELL, REWORD] =
  /** @type {[number[], number[], number[], number[], number[], number[]]} */ (
    Array.from({ length: 6 }, (_, at) => op.call(NAMES.length + at))
  );
export const GLOBALS = ["entries", "none", "typeError", "wait", "wake", "sleep"];
export const [ENTRIES, NONE, TYPE_ERROR, WAIT, WAKE, SLEEP] =
  /** @type {[number[], number[], number[], number[], number[], number[]]} */ (
    GLOBALS.map((_, at) => op.globalGet(at))
  );
