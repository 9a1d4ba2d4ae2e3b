/** Variables and what they hold, those that have just changed marked. Knows no engine and no thread. */

import type { Variable } from "../../protocol/question.ts";
import { withCode } from "../timeline/drawing.ts";
import { fill, quoted, type Words } from "../words.ts";
import type { Change } from "./question.ts";

/** For a gap in a sentence. */
export function spoken({ name, value }: Variable): { name: string; value: string } {
  return { name: quoted(name), value: quoted(value) };
}

/** As text with names between backquotes. */
export function changeWords(change: Change, words: Words): string {
  const { was } = change;
  const told = { ...spoken(change), was: was === null ? "" : quoted(was) };
  return fill(words, was === null ? "step_new" : "step_was", told);
}

/** A list's items, those that have just changed marked. */
export function valueItems(
  variables: readonly Variable[],
  changes: readonly Change[],
  words: Words,
): string {
  const changed = new Map(changes.map((one) => [one.name, one]));
  return variables
    .map((one) => {
      const change = changed.get(one.name);
      const still = fill(words, "step_is", spoken(one));
      return change
        ? `<li><mark>${withCode(changeWords(change, words))}</mark></li>`
        : `<li>${withCode(still)}</li>`;
    })
    .join("");
}

/** A list of variables; it has no height where there are none. */
export class Values {
  readonly element = document.createElement("ul");
  readonly #words: Words;

  constructor(words: Words, label: string) {
    this.#words = words;
    this.element.className = "stepper-values";
    this.element.setAttribute("aria-label", label);
    this.element.hidden = true;
  }

  show(variables: readonly Variable[], changes: readonly Change[]): void {
    this.element.hidden = variables.length === 0;
    this.element.innerHTML = valueItems(variables, changes, this.#words);
  }
}
