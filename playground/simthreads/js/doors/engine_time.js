// @ts-check
/**
 * While the engine runs: untraced, and no garbage of the program's is collected. Knows no door.
 */
import { op } from "../wasm.js";
import { C, ENTRIES, HELD, HOLD, LET_GO, WISH } from "./calls.js";
import { BREAKER, DUE, TRACING } from "./layout.js";

/**
 * From here on, whichever thread runs, no garbage is collected: a finalizer of the program's would run in the middle
 * of what is one step to it. All switches between threads are made so. Gives 0 where that holds already, or else what
 * `letGo` takes: that it does not, and whether a collection was due.
 */
export function hold() {
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
export function letGo() {
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
export function inEngine(state, mine, body) {
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
