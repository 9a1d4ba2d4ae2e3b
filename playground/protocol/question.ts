/** What the engine asks in a stepped run, and what it is answered. */

import * as v from "valibot";
import { GRANULARITIES } from "./constants.ts";
import { shapes } from "./record.ts";
import { count, many, number, type Of, text, time } from "./shapes.ts";

/** A variable, and what it holds, in a few words. */
export const variable = v.object({ name: text, value: text });

/** A thread as it stands: what it would do next, or what it waits for. */
export const standing = v.object({
  id: count,
  name: text,
  state: v.picklist(["new", "ready", "running", "blocked", "done"]),
  line: number,
  source: text,
  opcode: v.nullable(text),
  argument: text,
  expression: text,
  step: v.boolean(),
  locals: many(variable),
  waits_for: v.nullable(text),
  held_by: number,
});

export const question = v.object({
  runnable: many(count),
  running: number,
  threads: many(standing),
  globals: many(variable),
  steps: count,
  time,
  output: many(shapes.Written),
});

export const choice = v.object({
  thread: v.pipe(v.number(), v.integer()),
  granularity: v.optional(v.picklist([...GRANULARITIES, "run"])),
});

export type Variable = Of<typeof variable>;
export type Standing = Of<typeof standing>;
export type Question = Of<typeof question>;
export type Choice = Of<typeof choice>;
