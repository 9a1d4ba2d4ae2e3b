// @ts-check
/** Where C waits for a lock, wakes who does, or sleeps: the engine is told. Knows no door. */
import { TAKEN, WAITED_FOR } from "../interpreter.js";
import { op } from "../wasm.js";
import { C, SLEEP, TELL, WAIT, WAKE } from "./calls.js";
import { inEngine } from "./engine_time.js";

/** Tell the engine of a lock in C, or of a time. The caller has let go of its thread state. */
export function tell() {
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
export function wait() {
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
export function wake() {
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
export function sleep() {
  const time = 0;
  return { type: "i:", name: "sleep", body: [...SLEEP, ...op.get(time), ...TELL] };
}
