/**
 * Who waits for whom in a circle at the end of a run's events: what a run that was cut off may not have been told of,
 * while others went on. Pure; says nothing of whether it would have gone on so.
 */

import type { Run, StuckThread, WaitEvent } from "../../protocol/record.ts";
import { isWait } from "./lanes.ts";

type Holds = StuckThread["holds"][number] & { readonly thread: number };

/** A wait that only its holder can end, as far as can be seen. */
export const LOCKS = /^(Lock|RLock|Condition)\.acquire$/;
/** What ends a wait. */
const GOES_ON = new Set(["run", "ready", "done", "died"]);

export function circleOf(run: Run): readonly StuckThread[] {
  const { waits, held } = atEnd(run);
  const wantedOf = (thread: number): number | null => {
    const wait = waits.get(thread);
    if (!wait || wait.timeout !== null) return null;
    if (wait.operation === "Thread.join") return wait.on;
    return LOCKS.test(wait.operation) ? (held.get(wait.object ?? -1)?.thread ?? null) : null;
  };
  for (const start of waits.keys()) {
    const way = [start];
    for (let next = wantedOf(start); next !== null; next = wantedOf(next)) {
      const met = way.indexOf(next);
      if (met >= 0)
        return way.slice(met).map((one) => stuck(one, waits.get(one)!, wantedOf(one), held));
      way.push(next);
    }
  }
  return [];
}

/** What each thread waits for, and who holds which lock, after the last event. */
function atEnd({ events }: Run): {
  readonly waits: ReadonlyMap<number, WaitEvent>;
  readonly held: ReadonlyMap<number, Holds>;
} {
  const waits = new Map<number, WaitEvent>();
  const held = new Map<number, Holds>();
  for (const event of events) {
    if (isWait(event)) waits.set(event.thread, event);
    else if (GOES_ON.has(event.kind)) waits.delete(event.thread);
    else if (event.kind === "acquire") held.set(event.object, event);
    else if (event.kind === "release") held.delete(event.object);
  }
  return { waits, held };
}

function stuck(
  thread: number,
  { operation, object, line, time }: WaitEvent,
  by: number | null,
  held: ReadonlyMap<number, Holds>,
): StuckThread {
  const holds = [...held.values()].filter((one) => one.thread === thread);
  return { thread, holds, wants: { operation, object, line, since: time, held_by: by } };
}
