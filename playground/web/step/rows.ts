/**
 * A row for each thread of a stepped run: its button, its state, its line, what it would do next. Rows are kept and
 * changed in place, so that the focus stays where it is. Knows no engine.
 */

import type { Question, Standing } from "../../protocol/question.ts";
import { MOST } from "../bounds.ts";
import { withCode } from "../timeline/drawing.ts";
import { fill, quoted, type Words } from "../words.ts";
import { nextWords } from "./question.ts";

interface Row {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly text: HTMLElement;
}

export class Rows {
  readonly element = document.createElement("ul");
  readonly #words: Words;
  readonly #choose: (thread: number) => void;
  readonly #rows = new Map<number, Row>();

  constructor(words: Words, choose: (thread: number) => void) {
    this.#words = words;
    this.#choose = choose;
    this.element.className = "stepper-rows";
    this.element.setAttribute("aria-label", words["threads"] ?? "");
  }

  /** Press the button in the place that a digit names. */
  press(place: number): void {
    const row = [...this.#rows.values()][place - 1];
    row?.button.focus();
    row?.button.click();
  }

  /** The threads as they stand; without a question, as they stood, with no choice. */
  show(question: Question | null, last: number | null): void {
    if (!question) {
      for (const { button } of this.#rows.values()) button.setAttribute("aria-disabled", "true");
      return;
    }
    for (const [id, row] of this.#rows) {
      if (question.threads.some((thread) => thread.id === id)) continue;
      if (this.#rows.size > MOST.lanes) {
        row.element.remove();
        this.#rows.delete(id);
        continue;
      }
      row.element.className = "stepper-over";
      row.button.setAttribute("aria-disabled", "true");
      row.text.innerHTML = withCode(this.#words["step_over"] ?? "");
    }
    for (const thread of question.threads) this.#fill(this.#row(thread), thread, question, last);
  }

  #row({ id, name }: Standing): Row {
    const known = this.#rows.get(id);
    if (known) return known;
    const row = {
      element: document.createElement("li"),
      button: document.createElement("button"),
      text: document.createElement("span"),
    };
    row.button.type = "button";
    row.button.textContent = name;
    row.button.addEventListener("click", () => {
      if (row.button.getAttribute("aria-disabled") !== "true") this.#choose(id);
    });
    row.text.id = `step-${Math.random().toString(36).slice(2)}`;
    row.button.setAttribute("aria-describedby", row.text.id);
    row.element.append(row.button, row.text);
    this.#rows.set(id, row);
    this.element.append(row.element);
    return row;
  }

  #fill({ element, button, text }: Row, thread: Standing, question: Question, last: number | null): void {
    const can = question.runnable.includes(thread.id);
    button.setAttribute("aria-disabled", String(!can));
    element.className = can ? "stepper-can" : "stepper-waits";
    element.classList.toggle("stepper-last", thread.id === last);
    const place = thread.line === null ? "" : fill(this.#words, "step_at", { line: thread.line, source: quoted(thread.source) });
    text.innerHTML = withCode([this.#state(thread, question), place].filter(Boolean).join(" "));
  }

  #state(thread: Standing, question: Question): string {
    const words = this.#words;
    if (!thread.waits_for) return fill(words, "step_next", { what: nextWords(thread, words) });
    const owner = question.threads.find(({ id }) => id === thread.held_by);
    const key = owner ? "step_waits_of" : "step_waits";
    return fill(words, key, { what: quoted(thread.waits_for), thread: owner ? quoted(owner.name) : "" });
  }
}
