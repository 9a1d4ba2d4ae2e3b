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
}

/** Many schedules of one program, until one fails. */
export interface ExploreRequest extends RunRequest {
  readonly schedules?: number;
  /** Outputs that are right; any other is a failure. Left out: any output is right. */
  readonly allowed?: readonly string[];
}

export interface Exploration {
  /** How many schedules were tried. */
  readonly schedules: number;
  /** The failing one, shortened; null when none was found. */
  readonly failure: Run | null;
}

/** The engine refuses: a seed out of range, a schedule that does not fit. */
export interface Unusable {
  readonly unusable: string;
}

/** How a search stands. */
export interface SearchProgress {
  readonly done: number;
  readonly of: number;
  readonly phase: "search" | "shorten";
}

/** Where the worker finds its parts. */
export interface Boot {
  readonly kind: "boot";
  /** Folder of Pyodide's five files, with a slash at its end. */
  readonly pyodide: string;
  /** The Python files of the engine, as one JSON object. */
  readonly sources: string;
}

export type ToWorker =
  | Boot
  | { readonly kind: "run"; readonly request: RunRequest }
  | { readonly kind: "explore"; readonly request: ExploreRequest }
  | { readonly kind: "answer"; readonly answer: string }
  | { readonly kind: "stop" };

export type FromWorker =
  | { readonly kind: "bytes"; readonly loaded: number }
  | { readonly kind: "starting" }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly stage: "load" | "run"; readonly message: string }
  | { readonly kind: "output"; readonly chunks: readonly Written[] }
  | { readonly kind: "progress"; readonly progress: SearchProgress }
  | { readonly kind: "question"; readonly question: unknown }
  | { readonly kind: "done"; readonly answer: Run | Exploration | Unusable };
