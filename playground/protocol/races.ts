/** What is told of races: accesses of one place that nothing orders, locks in a circle, and why a run failed. */

import * as v from "valibot";
import { count, many, number, type Of, text } from "./shapes.ts";

const place = v.object({ function: text, line: number });

export const shapes = {
  /** Where a thread was, from the innermost function outwards. */
  Place: place,
  /** What one thread did, and the locks that it held. */
  RaceSide: v.object({
    thread: count,
    line: number,
    step: count,
    kind: v.picklist(["read", "write"]),
    source: text,
    holds: many(text),
    stack: many(place),
  }),
  /** One lock taken while another is held. */
  Taking: v.object({
    thread: count,
    holds: text,
    holds_line: number,
    wants: text,
    wants_line: number,
  }),
  /** A use of the library's things that goes wrong sooner or later. */
  Misuse: v.object({
    kind: v.picklist([
      "wait_without_loop",
      "unheard_notify",
      "lock_of_one",
      "leaked_permit",
      "never_marked",
    ]),
    thread: count,
    line: number,
    what: text,
  }),
  WhyStep: v.object({
    thread: count,
    line: number,
    step: count,
    kind: v.picklist(["read", "write", "notify", "wait"]),
    what: text,
    value: v.nullable(text),
  }),
};

const ofRace = {
  what: text,
  of: text,
  sides: many(shapes.RaceSide),
  cure: v.picklist(["join", "lock", "lock_too", "same_lock"]),
};

export const race = v.object(ofRace);
/** One that a promise of Python's makes harmless: an entry of `reference/promises.yml`. */
export const harmless = v.object({ ...ofRace, promise: text });
export const lockOrder = v.object({ gate: v.nullable(text), takings: many(shapes.Taking) });

export const races = v.object({
  races: many(race),
  harmless: many(harmless),
  lock_orders: many(lockOrder),
  misuses: many(shapes.Misuse),
  /** What was not looked at, by its reasons. */
  not_seen: many(text),
  runs: count,
  /** The names of the threads, by their numbers. */
  threads: v.record(text, text),
});

export const why = v.object({
  pattern: v.picklist([
    "lost_update",
    "check_then_act",
    "use_before",
    "lock_order",
    "torn_read",
    "missed_notify",
    "double_close",
  ]),
  steps: many(shapes.WhyStep),
});

export type Races = Of<typeof races>;
export type Race = Of<typeof race>;
export type LockOrder = Of<typeof lockOrder>;
export type Misuse = Races["misuses"][number];
export type Why = Of<typeof why>;
