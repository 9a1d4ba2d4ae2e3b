/** What a search found, and how it stands meanwhile. */

import * as v from "valibot";
import { races, why } from "./races.ts";
import { run, schedule } from "./record.ts";
import { count, type Of, text } from "./shapes.ts";

export const found = v.object({
  found: v.literal(true),
  failure: text,
  schedules: count,
  first: schedule,
  schedule,
  preemptions: count,
  tries: count,
  record: run,
  races: v.optional(races),
  why: v.optional(v.nullable(why)),
});

export const notFound = v.object({
  found: v.literal(false),
  schedules: count,
  stopped: v.boolean(),
  tally: v.record(text, count),
  outputs: count,
  stalls: count,
  unfinished: v.nullable(schedule),
  exhausted: v.boolean(),
  races: v.optional(races),
});

export const exploration = v.variant("found", [found, notFound]);

/** The engine refuses: a seed out of range, a schedule that does not fit. */
export const unusable = v.object({ unusable: text });

export const progress = v.object({
  phase: v.picklist(["search", "shrink", "merge", "fewer", "races", "show"]),
  schedules: count,
  of: count,
});

export type Found = Of<typeof found>;
export type NotFound = Of<typeof notFound>;
export type Exploration = Of<typeof exploration>;
export type Unusable = Of<typeof unusable>;
export type SearchProgress = Of<typeof progress>;
