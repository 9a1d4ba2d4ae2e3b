/**
 * The record of one run: the truth that output, timeline, deadlock report and trace are drawn from. Times are virtual
 * seconds since the run began; lines are lines of the program, null where it had none on its stack.
 * Knows no view of it, and nothing of how it came about. What each field means: descriptions.ts.
 */

import * as v from "valibot";
import { GRANULARITIES, MAX_SEED, POLICIES, VERSION } from "./constants.ts";
import { count, many, number, type Of, seconds, text, time } from "./shapes.ts";

export const seed = v.pipe(count, v.minValue(0), v.maxValue(MAX_SEED));
export const granularity = v.picklist(GRANULARITIES);
const SCHEDULE = new RegExp(`^1\\.(${GRANULARITIES.join("|")})(\\.[0-9]+@c?[0-9]+)*$`);
export const schedule = v.pipe(text, v.regex(SCHEDULE));

const written = { time, thread: count, stream: v.picklist(["stdout", "stderr"]), text };
const at = { time, thread: count, line: number };

export const shapes = {
  Written: v.object(written),
  /** Output of a run that is under way, with the name of the thread that wrote it. */
  News: v.object({ ...written, name: text }),
  Failure: v.object({ thread: count, type: text, message: text, traceback: text, line: number }),
  ThreadFacts: v.object({
    id: count,
    name: text,
    daemon: v.boolean(),
    parent: number,
    started: time,
    ended: v.nullable(time),
    end: v.picklist(["done", "died", "stuck", "abandoned", "stopped"]),
  }),
  Thing: v.object({ id: count, kind: text, name: text }),
  Held: v.object({ object: count, line: number, time }),
  Wanted: v.object({ operation: text, object: number, line: number, since: time, held_by: number }),
  StartEvent: v.object({ ...at, kind: v.literal("start"), child: count }),
  RunEvent: v.object({ ...at, kind: v.literal("run") }),
  ReadyEvent: v.object({ ...at, kind: v.literal("ready"), by: number }),
  WaitEvent: v.object({
    ...at,
    kind: v.picklist(["wait", "join", "sleep"]),
    operation: text,
    timeout: v.nullable(seconds),
    object: number,
    on: number,
  }),
  AcquireEvent: v.object({ ...at, kind: v.literal("acquire"), object: count }),
  ReleaseEvent: v.object({ ...at, kind: v.literal("release"), object: count, by: count }),
  EndEvent: v.object({ ...at, kind: v.picklist(["done", "died"]) }),
  DeadlockEvent: v.object({ ...at, kind: v.literal("deadlock"), cycle: many(count) }),
};

export const event = v.variant("kind", [
  shapes.StartEvent,
  shapes.RunEvent,
  shapes.ReadyEvent,
  shapes.WaitEvent,
  shapes.AcquireEvent,
  shapes.ReleaseEvent,
  shapes.EndEvent,
  shapes.DeadlockEvent,
]);

export const stuckThread = v.object({
  thread: count,
  holds: many(shapes.Held),
  wants: shapes.Wanted,
});
export const deadlock = v.object({ time, threads: many(stuckThread), cycle: many(count) });

/** What holds something else than at the entry before: of the function that a thread is in, or of the module. */
export const valueChange = v.object({ thread: number, name: text, value: v.nullable(text) });
export const valuesAt = v.picklist(["event", "output"]);
export const values = v.object({ of: valuesAt, at: count, changes: many(valueChange) });
export const history = many(values);

export const run = v.object({
  version: v.literal(VERSION),
  program: text,
  outcome: v.picklist(["finished", "raised", "deadlock", "stopped", "limit"]),
  limit: v.nullable(v.picklist(["steps", "output", "memory", "stack", "time"])),
  exit_code: count,
  seed,
  policy: v.picklist([...POLICIES, "replay", "step"]),
  preempt: granularity,
  schedule,
  time,
  steps: count,
  switches: count,
  preemptions: count,
  output: many(shapes.Written),
  error: v.nullable(shapes.Failure),
  deadlock: v.nullable(deadlock),
  threads: many(shapes.ThreadFacts),
  objects: many(shapes.Thing),
  events: many(event),
  events_dropped: count,
  values: v.optional(history),
});

export type Run = Of<typeof run>;
export type Written = Of<typeof shapes.Written>;
export type News = Of<typeof shapes.News>;
export type Failure = Of<typeof shapes.Failure>;
export type ThreadFacts = Of<typeof shapes.ThreadFacts>;
export type ThreadEnd = ThreadFacts["end"];
export type RunEvent = Of<typeof event>;
export type WaitEvent = Of<typeof shapes.WaitEvent>;
export type Values = Of<typeof values>;
export type Deadlock = Of<typeof deadlock>;
export type StuckThread = Of<typeof stuckThread>;
