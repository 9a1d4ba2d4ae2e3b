/**
 * What comes from the worker is what a program made of it: read here before anything is done with it, and refused as a
 * whole where it is not what record.ts and protocol.ts say. Knows shapes; knows no page and no worker.
 */

import * as v from "valibot";
import type { Exploration, FromWorker, Unusable } from "./protocol.ts";
import type { Run } from "./record.ts";
import type { Question } from "./step/question.ts";

const MANY = 100_000; // the engine keeps 20,000 events and 500,000 characters of output

const count = v.pipe(v.number(), v.safeInteger());
const seconds = v.pipe(v.number(), v.minValue(-1e12), v.maxValue(1e12)); // a timeout may be negative
const time = v.pipe(seconds, v.minValue(0));
const text = v.string();
const number = v.nullable(count);
const many = <Schema extends v.GenericSchema>(one: Schema) => v.pipe(v.array(one), v.maxLength(MANY));

const written = { time, thread: count, stream: v.picklist(["stdout", "stderr"]), text };
const at = { time, thread: count, line: number };
const wait = { ...at, operation: text, timeout: v.nullable(seconds), object: number, on: number };

const event = v.variant("kind", [
  v.object({ ...at, kind: v.literal("start"), child: count }),
  v.object({ ...at, kind: v.literal("run") }),
  v.object({ ...at, kind: v.literal("ready"), by: number }),
  v.object({ ...wait, kind: v.picklist(["wait", "join", "sleep"]) }),
  v.object({ ...at, kind: v.literal("acquire"), object: count }),
  v.object({ ...at, kind: v.literal("release"), object: count, by: count }),
  v.object({ ...at, kind: v.picklist(["done", "died"]) }),
  v.object({ ...at, kind: v.literal("deadlock"), cycle: many(count) }),
]);

const stuck = v.object({
  thread: count,
  holds: many(v.object({ object: count, line: number, time })),
  wants: v.object({ operation: text, object: number, line: number, since: time, held_by: number }),
});

const thread = v.object({
  id: count,
  name: text,
  daemon: v.boolean(),
  parent: number,
  started: time,
  ended: v.nullable(time),
  end: v.picklist(["done", "died", "stuck", "abandoned", "stopped"]),
});

const run: v.GenericSchema<unknown, Run> = v.object({
  version: count,
  program: text,
  outcome: v.picklist(["finished", "raised", "deadlock", "stopped", "limit"]),
  limit: v.nullable(v.picklist(["steps", "output", "memory", "stack", "time"])),
  exit_code: count,
  seed: count,
  policy: text,
  preempt: text,
  schedule: text,
  time,
  steps: count,
  switches: count,
  preemptions: count,
  output: many(v.object(written)),
  error: v.nullable(v.object({ thread: count, type: text, message: text, traceback: text, line: number })),
  deadlock: v.nullable(v.object({ time, threads: many(stuck), cycle: many(count) })),
  threads: many(thread),
  objects: many(v.object({ id: count, kind: text, name: text })),
  events: many(event),
  events_dropped: count,
});

const found: v.GenericSchema<unknown, Exploration> = v.variant("found", [
  v.object({ found: v.literal(true), failure: text, schedules: count, schedule: text, preemptions: count, record: run }),
  v.object({ found: v.literal(false), schedules: count, tally: v.record(text, count), outputs: count, stopped: v.boolean() }),
]);

const unusable: v.GenericSchema<unknown, Unusable> = v.object({ unusable: text });

const question: v.GenericSchema<unknown, Question> = v.object({
  runnable: many(count),
  running: number,
  threads: many(v.object({
    id: count, name: text, state: v.picklist(["new", "ready", "running", "blocked", "done"]), line: number, source: text,
    opcode: v.nullable(text), argument: text, waits_for: v.nullable(text), held_by: number,
  })),
  steps: count,
  time,
  output: many(v.object(written)),
});

const answer = v.lazy((given): v.GenericSchema<unknown, Run | Exploration | Unusable> => {
  const named = Object(given) as object;
  return "unusable" in named ? unusable : "found" in named ? found : run;
});

const message = v.variant("kind", [
  v.object({ kind: v.picklist(["ready", "pong", "sources"]) }),
  v.object({ kind: v.literal("failed"), stage: v.picklist(["load", "run"]), message: text }),
  v.object({ kind: v.literal("output"), chunks: many(v.object({ ...written, name: text })) }),
  v.object({
    kind: v.literal("progress"),
    progress: v.object({ phase: v.picklist(["search", "shrink", "merge", "fewer", "show"]), schedules: count, of: count }),
  }),
  v.object({ kind: v.literal("question"), question }),
  v.object({ kind: v.literal("done"), answer, spent: v.boolean() }),
]);

/** No kind of message is forgotten here: this would not compile. */
type Forgotten = Exclude<FromWorker["kind"], v.InferOutput<typeof message>["kind"]>;
null satisfies [Forgotten] extends [never] ? null : Forgotten;

export class Unreadable extends Error {}

/** A message of the worker's; throws `Unreadable`, which names the first place where it is none. */
export function readMessage(given: unknown): FromWorker {
  return read(message, given);
}

export function readRun(given: unknown): Run {
  return read(run, given);
}

function read<Read>(schema: v.GenericSchema<unknown, Read>, given: unknown): Read {
  const result = v.safeParse(schema, given, { abortEarly: true });
  if (result.success) return result.output;
  throw new Unreadable(`the record cannot be read: ${v.getDotPath(result.issues[0]) ?? "all of it"}`);
}
