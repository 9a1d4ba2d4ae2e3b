/**
 * An exercise: joins the reader's program to the checker, tries many schedules, and answers in the reader's
 * language. Knows what a verdict means for an exercise; knows no page.
 */

import type { Client, Hooks } from "../job.ts";
import type { Run } from "../../protocol/record.ts";
import type { Exploration } from "../../protocol/verdict.ts";
import { fill, follow, type Words } from "../words.ts";

/** What the page states about an exercise; `sitebuild/sections/exercises.py` writes it. */
export interface Exercise {
  readonly check: string;
  readonly schedules: number;
  /** What an assertion of the checker means. */
  readonly faults: Readonly<Record<string, string>>;
}

export function exerciseOf(section: HTMLElement): Exercise | null {
  const stated = section.dataset["exercise"];
  return stated ? (JSON.parse(stated) as Exercise) : null;
}

/** The program with the checker behind it; `playground/exercises` does the same. */
export function joined(program: string, exercise: Exercise): string {
  return `${program.trimEnd()}\n\n\n${exercise.check}`;
}

export interface Verdict {
  readonly kind: "failed" | "passed" | "endless" | "stopped";
  readonly sentence: string;
  /** The same with what the failed assertion means; empty where it was none of the checker's. */
  readonly why: string;
  /** The run that shows the fault, if there is one to show. */
  readonly run: Run | null;
  readonly schedule: string | null;
}

export async function checked(
  client: Client, program: string, filename: string, exercise: Exercise, words: Words, hooks: Hooks,
): Promise<Verdict> {
  const { schedules } = exercise;
  const found = await client.explore({ source: joined(program, exercise), filename, schedules }, hooks);
  if (found.found) {
    const sentence = fill(words, "failed", { done: found.schedules });
    const why = explained(found.record, exercise);
    return { kind: "failed", sentence, why: why && follow(sentence, why), run: found.record, schedule: found.schedule };
  }
  const kind = outcome(found);
  return { kind, sentence: fill(words, kind, { done: found.schedules }), why: "", run: null, schedule: null };
}

function outcome(found: Exclude<Exploration, { found: true }>): Exclude<Verdict["kind"], "failed"> {
  if (found.stopped) return "stopped";
  return Object.keys(found.tally).some((name) => name.startsWith("limit")) ? "endless" : "passed";
}

function explained({ error }: Run, { faults }: Exercise): string {
  const name = error?.message.replace(/^AssertionError: /, "") ?? "";
  return Object.hasOwn(faults, name) ? faults[name]! : ""; // a program may name any fault, `constructor` too
}
