/** From a record to what a timeline shows: lanes of threads and of locks. Pure; knows no drawing and no language. */

import { bounded } from "../bounds.ts";
import type { Run } from "../../protocol/record.ts";
import { type LockLane, locksOf } from "./holdings.ts";
import { type Lane, lanesOf, lastWaits } from "./lanes.ts";
import { named, objectNames } from "./names.ts";

export interface Model {
  readonly run: Run;
  /** Where the drawing ends, in seconds. */
  readonly end: number;
  /** From when on all are stuck that are in the end; null where nobody is. */
  readonly stuckFrom: number | null;
  readonly lanes: readonly Lane[];
  readonly locks: readonly LockLane[];
  readonly threadNames: ReadonlyMap<number, string>;
  readonly objectNames: ReadonlyMap<number, string>;
  /** How many threads and locks have no lane: there are too many. */
  readonly left: { readonly threads: number; readonly locks: number };
}

const known = new WeakMap<Run, Model>();

export function modelOf(given: Run): Model {
  const run = bounded(given);
  const found = known.get(run) ?? made(run);
  known.set(run, found);
  return found;
}

function made(run: Run): Model {
  const waits = lastWaits(run);
  const stuckFrom = waits.size
    ? [...waits.values()].reduce((latest, { time }) => Math.max(latest, time), 0)
    : null;
  const end = stuckFrom !== null && stuckFrom >= run.time ? later(stuckFrom) : run.time;
  const lanes = lanesOf(run, waits, end);
  const [locks, all] = locksOf(run, end);
  return {
    run,
    end,
    stuckFrom,
    lanes,
    locks,
    threadNames: named(run.threads.map(({ id, name }) => [id, name])),
    objectNames: objectNames(run),
    left: { threads: run.threads.length - lanes.length, locks: all - locks.length },
  };
}

const MOMENT = 20e-6; // seconds

/** Who is stuck from the last moment on would not be seen to be: what stands still is drawn for a moment more. */
function later(time: number): number {
  return time + Math.max(MOMENT, time * 1e-9);
}
