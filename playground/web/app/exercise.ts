/**
 * An exercise: joins the reader's program to the checker, tries many schedules, and answers in the reader's
 * language. Knows what a verdict means for an exercise; knows no page.
 */

import type { Client, Hooks } from "../job.ts";
import type { Races } from "../../protocol/races.ts";
import type { Run } from "../../protocol/record.ts";
import type { NotFound } from "../../protocol/verdict.ts";
import { fill, follow, type Words } from "../words.ts";
import { isSyntaxError } from "../timeline/narration.ts";
import { joined, racesOf, withoutChecker } from "./without_checker.ts";

/** What the page states about an exercise; `sitebuild/sections/exercises.py` writes it. */
export interface Exercise {
  readonly check: string;
  /** The exit code that the checker ends with; another one says that the program never let it. */
  readonly checked: number;
  readonly schedules: number;
  /** So many orders at most. */
  readonly orders: number;
  /** So many of a run at most. */
  readonly steps: number;
  /** What an assertion of the checker means. */
  readonly faults: Readonly<Record<string, string>>;
}

export function exerciseOf(section: HTMLElement): Exercise | null {
  const stated = section.dataset["exercise"];
  return stated ? (JSON.parse(stated) as Exercise) : null;
}

export interface Verdict {
  readonly kind: "failed" | "passed" | "endless" | "stopped";
  readonly sentence: string;
  /** The same with what the failed assertion means; empty where it was none of the checker's. */
  readonly why: string;
  /** The run that shows the fault, if there is one to show. */
  readonly run: Run | null;
  /** What repeats it together with the checker; null where the program fails without one. */
  readonly schedule: string | null;
  /** What races in it though it has passed. */
  readonly races: Races | null;
}

const FAILED = { kind: "failed", why: "", schedule: null, races: null } as const;

export async function checked(
  client: Client,
  program: string,
  filename: string,
  exercise: Exercise,
  words: Words,
  hooks: Hooks,
): Promise<Verdict> {
  const { check, checked: exit_code, schedules, orders, steps: max_steps } = exercise;
  const source = joined(program, check);
  const found = await client.explore(
    {
      ...{ source, filename, schedules, max_steps, exit_code },
      ...{ exhaustive: true, orders, races: true },
    },
    hooks,
  );
  if (!found.found) {
    const kind = outcome(found);
    return {
      kind,
      sentence: said(found, kind, words),
      why: "",
      run: null,
      schedule: null,
      races: kind === "passed" && found.races ? racesOf(found.races, program) : null,
    };
  }
  const { record, schedule } = found;
  const alone = await runAlone(client, program, filename, schedule, hooks);
  const itself = isSyntaxError(alone) ? "failed_syntax" : ended(record) ? "failed_exit" : null;
  if (itself) return { ...FAILED, sentence: fill(words, itself), run: alone };
  const sentence = fill(words, record.threads.length > 1 ? "failed" : "failed_alone", {
    done: found.schedules,
  });
  const why = explained(record, exercise);
  const run = withoutChecker(record, alone, program, words);
  return { ...FAILED, sentence, why: why && follow(sentence, why), run, schedule };
}

/** Program and checker again under a schedule, as the reader sees them. */
export async function replayed(
  client: Client,
  program: string,
  filename: string,
  exercise: Exercise,
  schedule: string,
  words: Words,
  hooks: Hooks,
): Promise<Run> {
  const run = await client.run(
    { source: joined(program, exercise.check), filename, schedule },
    hooks,
  );
  return withoutChecker(
    run,
    await runAlone(client, program, filename, schedule, hooks),
    program,
    words,
  );
}

/** The program without the checker, the same way as far as that goes. */
function runAlone(
  client: Client,
  source: string,
  filename: string,
  schedule: string,
  hooks: Hooks,
): Promise<Run> {
  return client.run({ source, filename, schedule, bend: true }, hooks);
}

function said(found: NotFound, kind: Verdict["kind"], words: Words): string {
  const { schedules: done, orders, tally } = found;
  if (kind === "passed" && orders?.exhausted)
    return fill(words, orders.orders === 1 ? "passed_one" : "passed_all", {
      orders: orders.orders,
    });
  const never = Object.keys(tally).every((name) => name.startsWith("limit"));
  return fill(words, kind === "endless" && never ? "never_ends" : kind, { done });
}

function outcome(found: NotFound): Exclude<Verdict["kind"], "failed"> {
  if (found.stopped) return "stopped";
  return Object.keys(found.tally).some((name) => name.startsWith("limit")) ? "endless" : "passed";
}

/** Whether the program ended itself, so that its checker came to no end. */
function ended({ outcome }: Run): boolean {
  return outcome === "finished";
}

function explained({ error }: Run, { faults }: Exercise): string {
  const name = error?.message.replace(/^AssertionError: /, "") ?? "";
  return Object.hasOwn(faults, name) ? faults[name]! : ""; // a program may name any fault, `constructor` too
}
