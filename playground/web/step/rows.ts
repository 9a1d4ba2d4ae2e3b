/**
 * A row for each thread of a stepped run: its button, its state, its line, what it would do next. Rows are kept and
 * changed in place, so that the focus stays where it is. Knows no engine.
 */

import type { Question, Standing, Variable } from "../../protocol/question.ts";
import type { Run } from "../../protocol/record.ts";
import { MOST } from "../bounds.ts";
import { withCode } from "../timeline/drawing.ts";
import { fill, follow, quoted, type Words } from "../words.ts";
import { colourOf } from "./colours.ts";
import { type Change, nextWords } from "./question.ts";
import { spoken, Values } from "./values.ts";

interface Row {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly text: HTMLElement;
  readonly values: Values;
  /** Stands in the place of the button of a thread that has ended. */
  readonly name: HTMLElement;
}

export class Rows {
  readonly element = document.createElement("ul");
  readonly #words: Words;
  readonly #choose: (thread: number) => void;
  /** The button that had the focus is gone. */
  readonly #lost: () => void;
  readonly #rows = new Map<number, Row>();

  constructor(words: Words, choose: (thread: number) => void, lost: () => void) {
    this.#words = words;
    this.#choose = choose;
    this.#lost = lost;
    this.element.className = "stepper-rows";
    this.element.setAttribute("aria-label", words["threads"] ?? "");
  }

  /** Press the button in the place that a digit names. */
  press(place: number): void {
    const row = [...this.#rows.values()][place - 1];
    if (!row || row.button.hidden) return;
    row.button.focus();
    row.button.click();
  }

  /** Press where the reader is to go on: with the focus on a button, its keys work. */
  focus(): void {
    const buttons = [...this.#rows.values()].map(({ button }) => button);
    buttons
      .find((button) => !button.hidden && button.getAttribute("aria-disabled") === "false")
      ?.focus();
  }

  /** The program has ended: how each thread has. */
  end(run: Run): void {
    const ends = new Map(run.threads.map(({ id, end }) => [id, end]));
    for (const [id, row] of this.#rows)
      this.#over(row, fill(this.#words, `end_${ends.get(id) ?? "done"}`));
  }

  /** The threads as they stand; without a question, as they stood, with no choice. */
  show(
    question: Question | null,
    last: number | null,
    changes: readonly Change[],
    inHand: (thread: Standing) => Variable | null,
  ): void {
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
      this.#over(row, this.#words["step_over"] ?? "");
    }
    for (const thread of question.threads) {
      const row = this.#row(thread);
      if (thread.state === "done") this.#over(row, this.#words["step_over"] ?? "");
      else this.#fill(row, thread, question, last, inHand(thread));
      row.values.show(
        thread.state === "done" ? [] : thread.locals,
        changes.filter((one) => one.thread === thread.id),
      );
    }
  }

  /** What has ended is not offered any more. */
  #over({ element, button, name, text, values }: Row, how: string): void {
    const isFocused = document.activeElement === button;
    element.className = "stepper-over";
    button.setAttribute("aria-disabled", "true");
    button.hidden = true;
    name.hidden = false;
    text.innerHTML = withCode(how);
    values.show([], []);
    if (isFocused) this.#lost();
  }

  #row({ id, name }: Standing): Row {
    const known = this.#rows.get(id);
    if (known) return known;
    const row = {
      element: document.createElement("li"),
      button: document.createElement("button"),
      text: document.createElement("span"),
      values: new Values(this.#words, fill(this.#words, "step_locals", { thread: name })),
      name: document.createElement("b"),
    };
    row.element.dataset["colour"] = String(colourOf(id));
    row.name.textContent = name;
    row.name.hidden = true;
    row.button.type = "button";
    row.button.textContent = name;
    row.button.addEventListener("click", () => {
      if (row.button.getAttribute("aria-disabled") !== "true") this.#choose(id);
    });
    row.text.id = `step-${Math.random().toString(36).slice(2)}`;
    row.button.setAttribute("aria-describedby", row.text.id);
    row.element.append(row.button, row.name, row.text, row.values.element);
    this.#rows.set(id, row);
    this.element.append(row.element);
    return row;
  }

  #fill(
    { element, button, name, text }: Row,
    thread: Standing,
    question: Question,
    last: number | null,
    inHand: Variable | null,
  ): void {
    const can = question.runnable.includes(thread.id);
    button.setAttribute("aria-disabled", String(!can));
    button.hidden = false;
    name.hidden = true;
    element.className = can ? "stepper-can" : "stepper-waits";
    element.classList.toggle("stepper-last", thread.id === last);
    const place =
      thread.line === null
        ? ""
        : fill(this.#words, "step_at", { line: thread.line, source: quoted(thread.source) });
    const said = withCode(follow(this.#state(thread, question), place));
    const held = inHand && withCode(fill(this.#words, "step_in_hand", spoken(inHand)));
    text.innerHTML = held ? `${said}<br>${held}` : said;
  }

  #state(thread: Standing, question: Question): string {
    const words = this.#words;
    if (!thread.waits_for) return fill(words, "step_next", { what: nextWords(thread, words) });
    const owner = question.threads.find(({ id }) => id === thread.held_by);
    const key = owner ? "step_waits_of" : "step_waits";
    return fill(words, key, {
      what: quoted(thread.waits_for),
      thread: owner ? quoted(owner.name) : "",
    });
  }
}
