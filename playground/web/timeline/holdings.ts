/** Who held which lock of a run, and when. Pure; knows no drawing and no language. */

import { MOST } from "../bounds.ts";
import type { Run } from "../../protocol/record.ts";
import { objectNames } from "./names.ts";

/** One lock in one thread's hands. */
export interface Holding {
  readonly thread: number;
  readonly from: number;
  readonly to: number;
  readonly line: number | null;
  readonly event: number;
}

export interface LockLane {
  readonly object: number;
  readonly name: string;
  readonly holdings: readonly Holding[];
}

/** The locks that have a lane, and how many there are. */
export function locksOf(run: Run, end: number): [LockLane[], number] {
  const names = objectNames(run);
  const held = new Map<number, Omit<Holding, "to">>();
  const lanes = new Map<number, Holding[]>();
  const close = (object: number, to: number): void => {
    const begun = held.get(object);
    if (begun) lanes.get(object)?.push({ ...begun, to });
    held.delete(object);
  };
  run.events.forEach((event, index) => {
    if (event.kind === "acquire") {
      if (!lanes.has(event.object)) lanes.set(event.object, []);
      close(event.object, event.time);
      held.set(event.object, {
        thread: event.thread,
        from: event.time,
        line: event.line,
        event: index,
      });
    } else if (event.kind === "release") close(event.object, event.time);
  });
  for (const object of [...held.keys()]) close(object, end);
  const drawn = [...lanes].slice(0, MOST.lanes);
  return [
    drawn.map(([object, holdings]) => ({ object, name: names.get(object) ?? "", holdings })),
    lanes.size,
  ];
}
