/**
 * How all stands at one moment of a run: each thread and what its variables hold, each lock, the module's variables.
 * Knows a record's model; knows no time but the one that is shown.
 */

import { colourOf } from "../step/colours.ts";
import { changed } from "../step/question.ts";
import { valueItems } from "../step/values.ts";
import { escapeHtml, fill, quoted, type Words } from "../words.ts";
import { accessWords, type Timed } from "./accesses.ts";
import { withCode } from "./drawing.ts";
import type { Held, Scopes } from "./held.ts";
import { stretchAt } from "./lanes.ts";
import type { Model } from "./model.ts";
import { stateWords } from "./narration.ts";
import type { Moment } from "./table.ts";

const NOTHING: Scopes = new Map();

/** What is known of values: all there is, or a sentence of the words in its place. */
export type Known = Held | "follow_values_wait" | "follow_values_none" | null;

export class StateList {
  readonly element = document.createElement("ul");
  readonly #model: Model;
  readonly #words: Words;
  readonly #accesses: readonly Timed[];
  #known: Known = null;

  constructor(model: Model, words: Words, accesses: readonly Timed[]) {
    this.#model = model;
    this.#words = words;
    this.#accesses = accesses;
    this.element.className = "follow-states";
    this.element.hidden = true;
  }

  know(known: Known): void {
    this.#known = known;
  }

  /** As it stands at the last of these. */
  show(passed: readonly Moment[]): void {
    const { time } = passed.at(-1)!;
    const scopes = this.#scopes(passed);
    const before = this.#scopes(passed.slice(0, -1)) ?? NOTHING;
    const values = (thread: number | null): string =>
      this.#values(before.get(thread) ?? [], scopes?.get(thread) ?? [], thread);
    const threads = this.#model.lanes.map(
      ({ thread }, at) => `${this.#thread(at, time)}${this.#last(thread, passed)}${values(thread)}`,
    );
    const items = threads.map((told, at) => {
      const colour = colourOf(this.#model.lanes[at]!.thread);
      return `<li data-colour="${colour}">${told}</li>`;
    });
    const said = this.#said(scopes);
    this.element.innerHTML = [...items, ...this.#locks(time), said || whole(values(null))].join("");
    this.element.hidden = false;
    this.#hold();
  }

  /** What is beneath does not move with every step of the player. */
  #hold(): void {
    const { element } = this;
    element.style.minHeight = `${Math.max(element.offsetHeight, parseFloat(element.style.minHeight) || 0)}px`;
  }

  /** What variables hold at the last of these moments that is an entry of the record. */
  #scopes(passed: readonly Moment[]): Scopes | null {
    const known = this.#known;
    const key = passed.findLast((moment) => moment.key !== undefined)?.key;
    return known instanceof Object && key !== undefined ? known.at(key) : null;
  }

  /** Why there are no values. */
  #said(scopes: Scopes | null): string {
    if (scopes || this.#known === null) return "";
    const key = typeof this.#known === "string" ? this.#known : "follow_values_none";
    return whole(escapeHtml(this.#words[key] ?? ""));
  }

  #values(
    before: Scopes extends ReadonlyMap<unknown, infer List> ? List : never,
    now: typeof before,
    thread: number | null,
  ): string {
    if (now.length === 0) return "";
    const name = this.#model.threadNames.get(thread ?? 0) ?? "";
    const key = thread === null ? "step_globals" : "step_locals";
    const label = escapeHtml(fill(this.#words, key, { thread: name }));
    const items = valueItems(now, changed(before, now, thread), this.#words);
    return `<ul class="stepper-values" aria-label="${label}">${items}</ul>`;
  }

  #thread(at: number, time: number): string {
    const lane = this.#model.lanes[at]!;
    const stretch = stretchAt(lane, time);
    const first = lane.stretches[0]?.from ?? 0;
    const idle = time < first ? "follow_not_yet" : `end_${lane.end}`;
    const state = stretch
      ? stateWords(stretch, this.#model, this.#words)
      : (this.#words[idle] ?? "");
    const name = this.#model.threadNames.get(lane.thread) ?? "";
    return withCode(`${quoted(name)} ${state}`);
  }

  /** What a thread has read or written last, of what the verdict names. */
  #last(thread: number, passed: readonly Moment[]): string {
    const last = this.#accesses.findLast(
      (access) => access.thread === thread && passed.some(({ of }) => of === access),
    );
    if (!last) return "";
    const what = accessWords(last, this.#words);
    return `<br>${withCode(fill(this.#words, "follow_last", { what }))}`;
  }

  #locks(time: number): string[] {
    return this.#model.locks.map(({ name, holdings }) => {
      const held = holdings.findLast(({ from, to }) => from <= time && time < to);
      const by = held && this.#model.threadNames.get(held.thread);
      const said = by
        ? fill(this.#words, "follow_held", { thread: quoted(by) })
        : (this.#words["follow_free"] ?? "");
      return `<li>${withCode(`${quoted(name)} ${said}`)}</li>`;
    });
  }
}

const whole = (told: string): string => (told ? `<li class="follow-whole">${told}</li>` : "");
