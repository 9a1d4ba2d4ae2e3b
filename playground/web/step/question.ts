/**
 * What the engine asks in a stepped run, and what an instruction means to a reader. Pure.
 * `x += 1` is a load, an addition and a store; what lies between these and touches nothing shared is no step.
 */

import { label, MOST } from "../bounds.ts";
import type { Choice, Question, Standing } from "../../protocol/question.ts";
import { fill, quoted, type Words } from "../words.ts";

export type Granularity = NonNullable<Choice["granularity"]>;

/** A question that can be shown: of threads without number, those that can run. */
export function bounded(question: Question): Question {
  const can = new Set(question.runnable);
  const { threads } = question;
  const shown = threads.length > MOST.lanes ? threads.filter(({ id }) => can.has(id)).slice(0, MOST.lanes) : threads;
  return { ...question, threads: shown.map(named) };
}

function named(thread: Standing): Standing {
  const { name, source, opcode, argument, waits_for } = thread;
  return {
    ...thread,
    name: label(name),
    source: label(source, 2 * MOST.name),
    opcode: opcode && label(opcode),
    argument: label(argument),
    waits_for: waits_for && label(waits_for),
  };
}

const MEANING: readonly (readonly [RegExp, string])[] = [
  [/^LOAD_/, "op_load"],
  [/^(STORE_|DELETE_)/, "op_store"],
  [/^BINARY_/, "op_compute"],
  [/^CALL/, "op_call"],
  [/^(COMPARE|CONTAINS|IS)_OP/, "op_compare"],
  [/^FOR_ITER/, "op_next"],
];

/** "load `counter`", "compute `+=`", "store `counter`". */
export function nextWords(thread: Standing, words: Words): string {
  if (thread.opcode === null) return fill(words, "op_begin");
  const found = MEANING.find(([pattern]) => pattern.test(thread.opcode!));
  const name = thread.argument || thread.opcode.toLowerCase();
  const element = /^(BINARY|STORE|DELETE)_(SUBSCR|SLICE)|^BINARY_OP$/.test(thread.opcode);
  if (element && /^(\[\]|)$/.test(thread.argument)) return fill(words, thread.opcode.startsWith("B") ? "op_load_element" : "op_store_element");
  return fill(words, found ? found[1] : "op_other", { name: quoted(name) });
}
