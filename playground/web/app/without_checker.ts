/**
 * A run of program and checker together, as the reader sees it who wrote the first alone: lines are those of the program,
 * the checker's are in a file of their own, and its threads are called so. Knows records; knows no page.
 */

import type { Races } from "../../protocol/races.ts";
import type { Run } from "../../protocol/record.ts";
import { fill, type Words } from "../words.ts";

/** The name that a traceback gives the checker's file. */
const CHECKER = "check.py";
const BETWEEN = 2; // lines

export function joined(program: string, check: string): string {
  return `${program.trimEnd()}${"\n".repeat(BETWEEN + 1)}${check}`;
}

/** Where the program ends and the checker begins. */
const lastLine = (program: string): number => program.trimEnd().split(/\r\n?|\n/).length;

/** What was seen that lies in the program alone: the checker looks on without a lock. */
export function racesOf({ races, lock_orders, misuses, threads }: Races, program: string): Races {
  const last = lastLine(program);
  const isIn = (line: number | null) => line !== null && line <= last;
  return {
    races: races.filter(({ sides }) => sides.every(({ line }) => isIn(line))),
    lock_orders: lock_orders.filter(({ takings }) =>
      takings.every(({ holds_line, wants_line }) => isIn(holds_line) && isIn(wants_line)),
    ),
    misuses: misuses.filter(({ line }) => isIn(line)),
    harmless: [],
    not_seen: [],
    runs: 0,
    threads,
  };
}

/** `alone` is the program without the checker, under the same schedule: what is the same in both is the program's. */
export function withoutChecker(run: Run, alone: Run, program: string, words: Words): Run {
  const last = lastLine(program);
  const own = new Set(alone.threads.map(({ id, name, started }) => `${id} ${started} ${name}`));
  const line = (given: number | null) => (given !== null && given > last ? null : given);
  const text = (given: string) => inFiles(given, run.program, last);
  return {
    ...run,
    error: run.error && {
      ...run.error,
      line: line(run.error.line),
      message: text(run.error.message),
      traceback: text(run.error.traceback),
    },
    output: run.output.map((piece) =>
      piece.text.includes(run.program) ? { ...piece, text: text(piece.text) } : piece,
    ),
    threads: run.threads.map((thread) => {
      const { id, name, started } = thread;
      return own.has(`${id} ${started} ${name}`)
        ? thread
        : { ...thread, name: fill(words, "of_checker", { name }) };
    }),
    events: run.events.map((event) => ({ ...event, line: line(event.line) })),
    deadlock: run.deadlock && {
      ...run.deadlock,
      threads: run.deadlock.threads.map((stuck) => ({
        ...stuck,
        holds: stuck.holds.map((one) => ({ ...one, line: line(one.line) })),
        wants: { ...stuck.wants, line: line(stuck.wants.line) },
      })),
    },
  };
}

/** Places in a traceback: what is beyond the program's last line is in the checker's file. */
function inFiles(text: string, file: string, last: number): string {
  return text.replace(
    /^( *(?:\| )* *File ")([^"\n]+)(", line )(\d+)/gm,
    (place, before: string, name: string, at: string, line: string) => {
      const beyond = Number(line) - last - BETWEEN;
      return name === file && beyond > 0 ? `${before}${CHECKER}${at}${beyond}` : place;
    },
  );
}
