/**
 * Races, orders of locks, and why a run failed, in sentences of the page's language. `playground/telling.py` says the
 * same in a terminal. Knows no page.
 */

import type { LockOrder, Misuse, Race, Races, Why } from "../../protocol/races.ts";
import type { Found } from "../../protocol/verdict.ts";
import type { Access } from "../timeline/index.ts";
import { fill, follow, quoted, type Words } from "../words.ts";

/** So many of a kind are told in the line above the run. */
const MOST = 2;
/** Where a pattern is shown; any other, in the chapter on races. */
const CHAPTERS = new Map<Why["pattern"], string>([
  ["lock_order", "see_deadlock"],
  ["missed_notify", "see_condition"],
]);
type Names = Races["threads"];
type Side = Race["sides"][number];

/** All that is to be told, a line each: first why it failed, then what races even if it did not. */
export function toldOfRaces(races: Races, why: Why | null | undefined, words: Words): string {
  const orders = races.lock_orders.filter((order) => order.gate === null);
  const told = [
    ...(why ? [follow(whyOf(why, races.threads, words), seeOf(why, words))] : []),
    ...races.races.slice(0, MOST).map((race) => raceOf(race, races.threads, words)),
    ...orders.slice(0, MOST).map((order) => orderOf(order, races.threads, words)),
    ...races.misuses.slice(0, MOST).map((each) => misuseOf(each, races.threads, words)),
  ];
  const together = Object.keys(races.threads).length > 1;
  if (!races.races.length && races.runs && together && !why)
    told.push(fill(words, "none", { runs: races.runs }));
  if (races.not_seen.length) {
    const reasons = races.not_seen.map((reason) => words[reason] ?? reason).join(words["more"]);
    told.push(fill(words, "not_seen", { reasons }));
  }
  return told.join("\n");
}

/** What is to be marked on the timeline of the run that was found: what led to its failure, or else the races in it. */
export function accessesOf({ why, races }: Found): Access[] {
  if (why?.steps.length) return why.steps.filter(isAccess);
  return (races?.races ?? [])
    .slice(0, MOST)
    .flatMap(({ sides }) =>
      sides
        .map(({ source, ...side }) => ({ ...side, what: source, value: null }))
        .sort((one, other) => one.step - other.step),
    );
}

/** Whether it is marked: a wait has its own line on the timeline, a notification none. */
function isAccess<Step extends { kind: string }>(
  step: Step,
): step is Step & { kind: "read" | "write" } {
  return step.kind === "read" || step.kind === "write";
}

function whyOf({ steps, pattern }: Why, names: Names, words: Words): string {
  if (!steps.length) return fill(words, "circle");
  const each = steps.map(({ thread, line, kind, what, value }) =>
    fill(words, `why_${kind}${value === null ? "" : "_value"}`, {
      ...placed(thread, line, names),
      what: bare(what),
      value: value === null ? "" : quoted(value),
    }),
  );
  return fill(words, "why", {
    steps: each.join(words["more"]),
    pattern: words[pattern] ?? pattern,
  });
}

/** The chapter on it. */
function seeOf({ pattern }: Why, words: Words): string {
  return fill(words, CHAPTERS.get(pattern) ?? "see_races");
}

function raceOf({ sides, cure }: Race, names: Names, words: Words): string {
  const [one = "", other = ""] = sides.map((side) => sideOf(side, names, words));
  const lock = bare(sides.flatMap((side) => side.holds)[0] ?? "");
  return fill(words, "race", { one, other, cure: fill(words, cure, { lock }) });
}

function sideOf({ thread, line, kind, source }: Side, names: Names, words: Words): string {
  const key = source.includes("(") ? "call" : kind;
  return fill(words, key, { ...placed(thread, line, names), what: bare(source) });
}

function orderOf({ takings }: LockOrder, names: Names, words: Words): string {
  const each = takings.map(({ thread, holds, holds_line, wants, wants_line }) =>
    fill(words, "taking", {
      ...placed(thread, null, names),
      holds: bare(holds),
      holds_line: holds_line ?? "?",
      wants: bare(wants),
      wants_line: wants_line ?? "?",
    }),
  );
  return fill(words, "lock_order", { takings: each.join(words["more"]) });
}

function misuseOf({ kind, thread, line, what }: Misuse, names: Names, words: Words): string {
  return fill(words, kind, { ...placed(thread, line, names), what: bare(what) });
}

function placed(thread: number, line: number | null, names: Names) {
  return { thread: quoted(names[thread] ?? "?"), line: line ?? "?" };
}

/** The program's own text, for between backquotes. */
const bare = (text: string): string => text.replaceAll("`", "\u02cb");
