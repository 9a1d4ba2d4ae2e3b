/** What a search found, and how it stands meanwhile. */

import * as v from "valibot";
import { races, why } from "./races.ts";
import { run, schedule } from "./record.ts";
import { count, type Of, text } from "./shapes.ts";

/** Of all orders that can differ: whether none was left, and if not, what was not looked at, in a word each. */
export const orders = v.object({
  exhausted: v.boolean(),
  orders: count,
  redundant: count,
  runs: count,
  unseen: v.array(text),
  timed: v.array(text),
});

/** One thing that a program can print: in how many orders, and a schedule that shows it. */
export const outcome = v.object({
  failure: text,
  output: text,
  orders: count,
  schedule,
});

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
  orders: v.optional(orders),
  outcomes: v.optional(v.array(outcome)),
  races: v.optional(races),
});

export const exploration = v.variant("found", [found, notFound]);

/** The engine refuses: a seed out of range, a schedule that does not fit. */
export const unusable = v.object({ unusable: text });

export const progress = v.object({
  phase: v.picklist([
    "search",
    "orders",
    "shrink",
    "merge",
    "fewer",
    "races",
    "show",
    "why",
    "outcomes",
  ]),
  schedules: count,
  of: count,
});

export type Found = Of<typeof found>;
export type Orders = Of<typeof orders>;
export type Outcome = Of<typeof outcome>;
export type NotFound = Of<typeof notFound>;
export type Exploration = Of<typeof exploration>;
export type Unusable = Of<typeof unusable>;
export type SearchProgress = Of<typeof progress>;
