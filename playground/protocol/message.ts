/**
 * What the page and its worker say to each other. What the worker says is what a program made of it, so that it is read
 * by a schema; what the page says is its own, and needs types alone.
 */

import * as v from "valibot";
import { question } from "./question.ts";
import { type Run, run, shapes } from "./record.ts";
import type { ExploreRequest, RunRequest } from "./request.ts";
import { many, type Of, text } from "./shapes.ts";
import { type Exploration, exploration, progress, type Unusable, unusable } from "./verdict.ts";

/** Of a record as text: the engine keeps 500,000 characters of output, and six stand for one that JSON escapes. */
const LONGEST = 8_000_000;

/** By what it has: an error then names the place in the one that was meant. */
const answer = v.lazy((given): v.GenericSchema<unknown, Run | Exploration | Unusable> => {
  const named = Object(given) as object;
  return "unusable" in named ? unusable : "found" in named ? exploration : run;
});

export const message = v.variant("kind", [
  v.object({ kind: v.picklist(["ready", "pong"]) }),
  /** The snapshot cannot be used: the sources are wanted. */
  v.object({ kind: v.literal("sources") }),
  /** A run reads of the standard library what is not there yet, and waits for it. */
  v.object({ kind: v.literal("library") }),
  /** The snapshot that was made here, as the site ships its own; to be believed before anything has run. */
  v.object({ kind: v.literal("image"), content: v.instance(Blob) }),
  v.object({
    kind: v.literal("failed"),
    stage: v.picklist(["load", "run"]),
    message: text,
  }),
  v.object({ kind: v.literal("output"), chunks: many(shapes.News) }),
  v.object({ kind: v.literal("progress"), progress }),
  v.object({ kind: v.literal("question"), question }),
  /** What a search will probably ask next, for another worker to try: requests as JSON. */
  v.object({ kind: v.literal("ahead"), requests: many(text) }),
  /** Such a worker's answer to one of them, the record as JSON; and whether it was the last. */
  v.object({
    kind: v.literal("tried"),
    request: text,
    answer: v.pipe(text, v.maxLength(LONGEST)),
    last: v.boolean(),
    spent: v.boolean(),
  }),
  /** `spent`: the program has left traces in the worker, and nothing else is to run there. */
  v.object({ kind: v.literal("done"), answer, spent: v.boolean() }),
]);

export type FromWorker = Of<typeof message>;

/** What another worker has tried of what this one's search said that it will ask. */
export interface Tried {
  readonly kind: "tried";
  readonly request: string;
  readonly answer: string;
  readonly last: boolean;
}

/** Where the parts of Python are. */
export interface Places {
  /** Folder of Pyodide's files, with a slash at its end. */
  readonly pyodide: string;
  /** The interpreter's memory with the engine in it, sparse and packed. */
  readonly snapshot: string;
  /** The engine's Python files: from them, and the library's first two parts, it starts without the snapshot. */
  readonly sources: string;
  /** Bytes to fetch, by file. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Of each file, unpacked: its digest. */
  readonly digests: Readonly<Record<string, string>>;
  /** The site's root and its release, to keep the parts for the next visit; empty where nothing is to be kept. */
  readonly root: string;
  readonly release: string;
}

/**
 * The interpreter as it comes, null at its end (what is compiled is not let through to another origin); the standard
 * library in three parts; a file that Pyodide asks for, by its name; the snapshot, null where it is damaged; what there is
 * without it. What comes from the disk is not read before it is there.
 */
export type Part =
  | { readonly name: "interpreter" | "snapshot"; readonly content: Content | null }
  | {
      readonly name: LibraryPart | "pyodide-lock.json" | "sources";
      readonly content: Content;
    };
/** What Python reads when it starts, what the engine does when it is made, and the rest. */
export type LibraryPart = "library-start" | "library-near" | "library-rest";
export type Content = ArrayBuffer | Blob;

export type ToWorker =
  | { readonly kind: "part"; readonly part: Part }
  /** Start Python, though not all of its parts are there yet. */
  | { readonly kind: "boot"; readonly snapshot: boolean }
  | { readonly kind: "run"; readonly request: RunRequest }
  | { readonly kind: "explore"; readonly request: ExploreRequest }
  | { readonly kind: "step"; readonly request: RunRequest }
  | { readonly kind: "answer"; readonly answer: unknown }
  /** For a search that goes on in another worker. */
  | { readonly kind: "try"; readonly requests: readonly string[] }
  | Tried
  | { readonly kind: "ping" }
  | { readonly kind: "stop" };
