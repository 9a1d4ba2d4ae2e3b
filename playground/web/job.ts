/** What the page asks of the engine, and what it is told meanwhile. Knows no worker. */

import type { ToWorker } from "../protocol/message.ts";
import type { Choice, Question } from "../protocol/question.ts";
import type { News, Run } from "../protocol/record.ts";
import type { ExploreRequest, RunRequest } from "../protocol/request.ts";
import type { Exploration, SearchProgress, Unusable } from "../protocol/verdict.ts";
import type { ClientError } from "./client_error.ts";

/** Waiting for another job; loading so many bytes; starting Python; at work. */
export type Stage =
  | { readonly at: "queued" }
  | {
      readonly at: "loading";
      readonly loaded: number;
      readonly total: number;
      /** That it will go on, as far as can be told; null where it cannot. */
      readonly seconds: number | null;
    }
  | { readonly at: "starting" }
  | { readonly at: "running" }
  /** At work, or dead: nothing has been heard for a while. */
  | { readonly at: "silent" };

export interface Hooks {
  readonly onStage?: (stage: Stage) => void;
  /** Output of a run that is still under way. The record at the end holds all of it again. */
  readonly onOutput?: (chunks: readonly News[]) => void;
  readonly onProgress?: (progress: SearchProgress) => void;
  /** Ends the job: softly, then by force. A run that is stopped resolves with the outcome "stopped". */
  readonly signal?: AbortSignal;
}

/** Asked by the engine in a stepped run: who goes on? See `simthreads/program/step.py`. */
export type Choose = (question: Question) => Promise<Choice>;

export interface Client {
  run(request: RunRequest, hooks?: Hooks): Promise<Run>;
  explore(request: ExploreRequest, hooks?: Hooks): Promise<Exploration>;
  /** A run in which each question of the engine goes to `choose`. */
  step(request: RunRequest, choose: Choose, hooks?: Hooks): Promise<Run>;
  /** A run may be wished for soon. */
  prepare(): void;
}

export type Asked = Extract<ToWorker, { readonly request: RunRequest | ExploreRequest }>;

/** The same in plain JSON; throws where it is none, or where there is no program. */
export function plain(given: Asked): ToWorker {
  if (typeof given.request.source !== "string")
    throw new TypeError("there is no program: the source is a text");
  return JSON.parse(JSON.stringify(given)) as ToWorker;
}

/** Is this what that kind of question is answered with? */
export function answers(
  answer: Run | Exploration | Unusable,
  question: ToWorker["kind"] | undefined,
): boolean {
  return (
    question !== undefined &&
    ("unusable" in answer || "found" in answer === (question === "explore"))
  );
}

export interface Job {
  readonly message: ToWorker;
  readonly hooks: Hooks;
  readonly choose: Choose | null;
  readonly resolve: (answer: Run | Exploration) => void;
  readonly reject: (error: ClientError) => void;
}
