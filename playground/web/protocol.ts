/**
 * What the page and its worker say to each other, and nothing else: types alone, no code.
 * Requests, answers and questions are plain JSON that the worker carries and does not read.
 */

import type { Run, Written } from "./record.ts";

/** What to run and how; see `Request` in `simthreads/program/run.py`. All but the source may be left out. */
export interface RunRequest {
  readonly source: string;
  readonly filename?: string;
  readonly seed?: number;
  readonly policy?: "random" | "pct" | "round-robin" | "step";
  readonly preempt?: "bytecode" | "line" | "call";
  /** A schedule as a record has it; the run repeats it. */
  readonly schedule?: string;
  /** Bend a schedule that does not fit instead of refusing it. */
  readonly bend?: boolean;
  readonly max_steps?: number;
  /** With the policy "step": answers given in advance, so that a step back is a shorter run. */
  readonly choices?: readonly unknown[];
}

/** Many schedules of one program, until one fails. */
export interface ExploreRequest extends Omit<RunRequest, "policy" | "schedule" | "choices"> {
  readonly policy?: "mixed" | "random" | "pct" | "bounded";
  readonly schedules?: number;
  /** Outputs that are right; any other is a failure. Left out: any output is right. */
  readonly expect?: readonly string[];
  /** Every schedule is to print what the usual one prints. */
  readonly same_output?: boolean;
}

export interface Found {
  readonly found: true;
  /** What went wrong, in a word or two. */
  readonly failure: string;
  /** How many schedules were tried. */
  readonly schedules: number;
  /** The shortened schedule, and how often it takes the processor away. */
  readonly schedule: string;
  readonly preemptions: number;
  readonly record: Run;
}

export interface NotFound {
  readonly found: false;
  readonly schedules: number;
  /** How many schedules ended how: "fine", "limit steps". */
  readonly tally: Readonly<Record<string, number>>;
  /** How many different outputs were seen in those that ended well. */
  readonly outputs: number;
  readonly stopped: boolean;
}

export type Exploration = Found | NotFound;

/** The engine refuses: a seed out of range, a schedule that does not fit. */
export interface Unusable {
  readonly unusable: string;
}

/** Output of a run that is under way, with the name of the thread that wrote it. */
export interface News extends Written {
  readonly name: string;
}

/** How a search stands. */
export interface SearchProgress {
  readonly phase: "search" | "shrink" | "merge" | "fewer" | "show";
  readonly schedules: number;
  readonly of: number;
}

/** Where the parts of Python are. */
export interface Places {
  /** Folder of Pyodide's five files, with a slash at its end. */
  readonly pyodide: string;
  /** The interpreter's memory with the engine in it, sparse and gzipped. */
  readonly snapshot: string;
  /** The engine's Python files, for a start without the snapshot. */
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
 * The interpreter as it comes, null at its end (what is compiled is not let through to another origin); a file that
 * Pyodide asks for, by its name; the snapshot, null where it is damaged; what there is without it. What comes from the
 * disk is not read before it is there.
 */
export type Part =
  | { readonly name: "interpreter" | "snapshot"; readonly content: Content | null }
  | { readonly name: "python_stdlib.zip" | "pyodide-lock.json" | "sources"; readonly content: Content };
export type Content = ArrayBuffer | Blob;

export type ToWorker =
  | { readonly kind: "part"; readonly part: Part }
  /** Start Python, though not all of its parts are there yet. */
  | { readonly kind: "boot" }
  | { readonly kind: "run"; readonly request: RunRequest }
  | { readonly kind: "explore"; readonly request: ExploreRequest }
  | { readonly kind: "step"; readonly request: RunRequest }
  | { readonly kind: "answer"; readonly answer: unknown }
  | { readonly kind: "ping" }
  | { readonly kind: "stop" };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "pong" }
  /** The snapshot cannot be used: the sources are wanted. */
  | { readonly kind: "sources" }
  | { readonly kind: "failed"; readonly stage: "load" | "run"; readonly message: string }
  | { readonly kind: "output"; readonly chunks: readonly News[] }
  | { readonly kind: "progress"; readonly progress: SearchProgress }
  | { readonly kind: "question"; readonly question: unknown }
  /** `spent`: the program has left traces in the worker, and nothing else is to run there. */
  | { readonly kind: "done"; readonly answer: Run | Exploration | Unusable; readonly spent: boolean };
