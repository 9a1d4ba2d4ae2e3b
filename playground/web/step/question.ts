/**
 * What the engine asks in a stepped run, and what an instruction means to a reader. Pure.
 * `x += 1` is a load, an addition and a store; what lies between these and touches nothing shared is no step.
 */

import { label, MOST } from "../bounds.ts";
import { shortened } from "../timeline/held.ts";
import type { Choice, Question, Standing, Variable } from "../../protocol/question.ts";
import { fill, quoted, type Words } from "../words.ts";

export type Granularity = NonNullable<Choice["granularity"]>;

/** A question that can be shown: of threads without number, those that can run. */
export function bounded(question: Question): Question {
  const can = new Set(question.runnable);
  const { threads } = question;
  const shown =
    threads.length > MOST.lanes
      ? threads.filter(({ id }) => can.has(id)).slice(0, MOST.lanes)
      : threads;
  return { ...question, threads: shown.map(named), globals: question.globals.map(shortened) };
}

function named(thread: Standing): Standing {
  const { name, source, opcode, argument, expression, locals, waits_for } = thread;
  return {
    ...thread,
    name: label(name),
    source: label(source, 2 * MOST.name),
    opcode: opcode && label(opcode),
    argument: label(argument),
    expression: label(expression),
    locals: locals.map(shortened),
    waits_for: waits_for && label(waits_for),
  };
}

/** What an instruction is to a reader, and whether its argument names what it is about, or the source does. */
const MEANING: readonly (readonly [RegExp, string, "argument" | "expression"])[] = [
  [/^LOAD_(GLOBAL|NAME|DEREF|FROM_DICT)/, "op_load", "argument"],
  [/^(LOAD_(ATTR|SUPER_ATTR)|BINARY_SLICE)/, "op_load", "expression"],
  [/^STORE_(GLOBAL|NAME|DEREF)/, "op_store", "argument"],
  [/^STORE_(ATTR|SUBSCR|SLICE)/, "op_store", "expression"],
  [/^DELETE_(GLOBAL|NAME|DEREF)/, "op_delete", "argument"],
  [/^DELETE_/, "op_delete", "expression"],
  [/^BINARY_OP/, "op_compute", "expression"],
  [/^CALL/, "op_call", "expression"],
  [/^(COMPARE|CONTAINS|IS)_OP/, "op_compare", "expression"],
  [/^FOR_ITER/, "op_next", "expression"],
  [/^UNPACK/, "op_unpack", "expression"],
  [/^RAISE/, "op_raise", "expression"],
  [/^(YIELD|SEND)/, "op_yield", "expression"],
  [/^IMPORT/, "op_import", "argument"],
];

/** "load `counter`", "compute `+=`", "call `lock.acquire()`"; what touches nothing shared is just gone on with. */
export function nextWords(thread: Standing, words: Words): string {
  const { opcode, argument, expression, step } = thread;
  if (opcode === null) return fill(words, "op_begin");
  const found = step && MEANING.find(([pattern]) => pattern.test(opcode));
  if (!found) return fill(words, "op_go_on");
  const [, meaning, about] = found;
  const isInPlace = opcode === "BINARY_OP" && argument.endsWith("=");
  const isElement = opcode === "BINARY_OP" && argument === "[]";
  const said = plainName(argument);
  const name =
    about === "argument" || isInPlace ? said : expression || (opcode.includes("ATTR") ? said : "");
  const key = isElement ? "op_load" : meaning;
  return name ? fill(words, key, { name: quoted(name) }) : fill(words, `${key}_it`);
}

/** What a thread's next instruction reads, where that is a variable that is shown. */
export function readBy(thread: Standing, globals: readonly Variable[]): Variable | null {
  const kind = /^LOAD_(GLOBAL|NAME|DEREF)/.exec(thread.opcode ?? "")?.[1];
  if (!kind || !thread.step) return null;
  const name = plainName(thread.argument);
  const seen = kind === "GLOBAL" ? globals : [...thread.locals, ...globals];
  return seen.find((one) => one.name === name) ?? null;
}

const plainName = (argument: string): string => argument.replace(/ \+ NULL.*$|^to L\d+$/, "");

/** A variable that holds something else than before; `thread` where it is a function's. */
export interface Change extends Variable {
  readonly thread: number | null;
  /** What it held; null where it is new. */
  readonly was: string | null;
}

/** What became another value between two questions; what a function has that was not there before is none. */
export function changesBetween(before: Question, now: Question): Change[] {
  const locals = new Map(before.threads.map(({ id, locals }) => [id, locals]));
  return [
    ...changed(before.globals, now.globals, null),
    ...now.threads.flatMap((thread) =>
      changed(locals.get(thread.id) ?? [], thread.locals, thread.id),
    ),
  ];
}

export function changed(
  before: readonly Variable[],
  now: readonly Variable[],
  thread: number | null,
): Change[] {
  const was = new Map(before.map(({ name, value }) => [name, value]));
  return now
    .filter(({ name, value }) => was.get(name) !== value)
    .map((one) => ({ ...one, thread, was: was.get(one.name) ?? null }));
}
