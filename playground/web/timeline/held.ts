/** What variables held at each moment of a run. Pure; knows no view, and not how it came to be known. */

import { label, MOST } from "../bounds.ts";
import type { Variable } from "../../protocol/question.ts";
import type { Run, Values, Written } from "../../protocol/record.ts";

/** What names an entry of a record among the moments that are shown: its place, or who wrote what, and when. */
export const eventKey = (at: number): string => `event ${at}`;
export const outputKey = ({ time, thread, stream }: Omit<Written, "text">): string =>
  `${stream} ${thread} ${time}`;

/** By whose they are: a thread's function's, or, under null, the module's. */
export type Scopes = ReadonlyMap<number | null, readonly Variable[]>;

export class Held {
  readonly #values: readonly Values[];
  readonly #places = new Map<string, number>();

  constructor(values: readonly Values[], { output }: Run) {
    this.#values = values;
    for (const [place, { of, at }] of values.entries()) {
      const piece = output[at];
      if (of === "event") this.#places.set(eventKey(at), place);
      else if (piece) this.#places.set(outputKey(piece), place);
    }
  }

  /** At that entry; null where it is not known. */
  at(key: string): Scopes | null {
    const last = this.#places.get(key);
    if (last === undefined) return null;
    const scopes = new Map<number | null, Map<string, string>>();
    for (const { changes } of this.#values.slice(0, last + 1)) {
      for (const { thread, name, value } of changes) {
        const scope = scopes.get(thread) ?? new Map<string, string>();
        scopes.set(thread, scope);
        if (value === null) scope.delete(name);
        else scope.set(name, value);
      }
    }
    return new Map([...scopes].map(([thread, scope]) => [thread, listed(scope)]));
  }
}

function listed(scope: ReadonlyMap<string, string>): Variable[] {
  return [...scope].slice(0, MOST.variables).map(([name, value]) => shortened({ name, value }));
}

/** As it can stand within a sentence of ours. */
export function shortened({ name, value }: Variable): Variable {
  return { name: label(name), value: label(value, 2 * MOST.name) };
}

/**
 * What is known of a run from the same run once more, up to where the two differ: that may be cut off elsewhere, where
 * somebody has stopped it.
 */
export function fitting(run: Run, again: Run): Values[] {
  const same = ({ of, at }: Values) =>
    of === "event"
      ? isSame(run.events[at], again.events[at]) && run.events[at]?.kind === again.events[at]?.kind
      : isSame(run.output[at], again.output[at]);
  const values = again.values ?? [];
  const end = values.findIndex((one) => !same(one));
  return values.slice(0, end < 0 ? values.length : end);
}

type Entry = { readonly time: number; readonly thread: number };

const isSame = (one: Entry | undefined, other: Entry | undefined): boolean =>
  one !== undefined && one.time === other?.time && one.thread === other.thread;
