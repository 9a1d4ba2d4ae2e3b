/** What a link carries: a program, and the seed or schedule to run it under. It may come from another release. */

import * as v from "valibot";
import { seed } from "./record.ts";
import { count, type Of, text } from "./shapes.ts";

export const shared = v.object({
  version: count,
  source: text,
  name: v.pipe(text, v.regex(/^[\w.-]{1,80}$/)),
  seed: v.optional(seed),
  /** Of any version: nothing in a link can pass for a sentence of ours. */
  schedule: v.optional(v.pipe(text, v.regex(/^\d{1,3}\.[a-z]{1,10}(\.\d+@c?\d+)*$/))),
  policy: v.optional(v.literal("round-robin")),
});

export type Shared = Of<typeof shared>;
