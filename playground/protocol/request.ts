/**
 * What to run and how, or what to search; all but the source may be left out. The engine itself refuses what does not
 * fit, in words (`simthreads/program/request.py`; a test compares the two), so that every caller is told the same.
 */

import * as v from "valibot";
import { choice } from "./question.ts";
import { granularity, seed } from "./record.ts";
import { type Of, text } from "./shapes.ts";
import { POLICIES, SEARCHES } from "./constants.ts";

const flag = v.nullish(v.boolean());
const above = v.nullish(v.pipe(v.number(), v.safeInteger(), v.minValue(1)));
const integer = v.pipe(v.number(), v.integer());
/** Of a file in the run's folder; what ends the last two patterns is the end of the text, in every dialect. */
const NAME = String.raw`(?!\.{1,2}(?:/|(?![\s\S])))[^/\0\n\r]{1,255}`;
const name = v.pipe(text, v.regex(new RegExp(String.raw`^${NAME}(?![\s\S])`)));
const path = v.pipe(text, v.regex(new RegExp(String.raw`^${NAME}(?:/${NAME})*(?![\s\S])`)));

/** Of every request. */
const common = {
  source: text,
  files: v.nullish(v.record(path, text)),
  filename: v.nullish(name),
  seed: v.nullish(seed),
  preempt: v.nullish(granularity),
  max_steps: above,
  max_output: above,
  max_threads: above,
};

/** One order of all, for the search alone: who takes each step, who sleeps after that, what is a step. */
export const order = v.object({
  choices: v.array(integer),
  sleep: v.record(text, v.unknown()),
  visible: v.array(v.unknown()),
});

/** What a walk of the search is about: places in the code, and how often each thread is thought to come there. */
export const interest = v.object({
  places: v.array(integer),
  counts: v.array(v.tuple([integer, integer])),
});

export const runRequest = v.object({
  ...common,
  policy: v.nullish(v.picklist([...POLICIES, "step"])),
  schedule: v.nullish(text),
  library: flag,
  lean: flag,
  bend: flag,
  keep_turns: flag,
  stop_at_deadlock: flag,
  points: flag,
  order: v.nullish(order),
  interest: v.nullish(interest),
  accesses: flag,
  races: flag,
  why: flag,
  values: flag,
  horizon: above,
  choices: v.nullish(v.array(choice)),
  turns: v.nullish(v.array(v.tuple([integer, integer, v.unknown()]))),
});

export const exploreRequest = v.object({
  ...common,
  policy: v.nullish(v.picklist(SEARCHES)),
  schedules: above,
  expect: v.nullish(v.array(text)),
  same_output: flag,
  /** Every order that can differ is to be tried, and what it can print listed, with at most so many of each. */
  exhaustive: flag,
  outputs: flag,
  orders: above,
  preemptions: above,
  races: flag,
  exit_code: v.nullish(integer),
  library: flag,
  bend: flag,
});

export type RunRequest = Of<typeof runRequest>;
export type ExploreRequest = Of<typeof exploreRequest>;
