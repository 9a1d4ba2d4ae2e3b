/**
 * Follows a run from moment to moment, by itself or by a slider, forwards and back: where each thread is in the code,
 * what state it is in, who holds which lock. Knows a record's model; marks lines through what is handed in.
 */

import { COLOURS } from "../step/colours.ts";
import { fill, quoted, type Words } from "../words.ts";
import { accessWords, type Timed } from "./accesses.ts";
import { withCode } from "./drawing.ts";
import { type Model, stretchAt } from "./model.ts";
import { stateWords } from "./narration.ts";
import { type Moment, momentsOf, whenOf } from "./table.ts";

export interface ThreadLine {
  readonly line: number;
  readonly thread: string;
  readonly colour: number;
}

export interface Followed {
  onThreads(lines: readonly ThreadLine[]): void;
  /** The moment that is shown, in seconds; null when none is any more. */
  onTime(time: number | null): void;
}

const PAUSE = 800; // milliseconds from moment to moment

export class Follow {
  readonly element = document.createElement("div");
  readonly #slider = document.createElement("input");
  readonly #play: HTMLButtonElement;
  readonly #said = document.createElement("p");
  readonly #states = document.createElement("ul");
  readonly #model: Model;
  readonly #words: Words;
  readonly #moments: readonly Moment[];
  readonly #accesses: readonly Timed[];
  readonly #followed: Followed;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(model: Model, words: Words, accesses: readonly Timed[], followed: Followed) {
    this.#model = model;
    this.#words = words;
    this.#followed = followed;
    this.#accesses = accesses;
    this.#moments = momentsOf(model, words, accesses);
    this.#play = this.#button("follow_play", () => this.toggle());
    this.#slider.type = "range";
    this.#slider.max = String(Math.max(0, this.#moments.length - 1));
    this.#slider.value = "0";
    this.#slider.setAttribute("aria-label", words["follow"] ?? "");
    this.#slider.addEventListener("input", () => {
      this.#pause();
      this.#show();
    });
    const bar = document.createElement("div");
    bar.className = "timeline-tools";
    bar.append(
      this.#play,
      this.#button("follow_back", () => this.#go(-1), "←"),
      this.#button("follow_on", () => this.#go(1), "→"),
      this.#slider,
    );
    this.#states.hidden = this.#said.hidden = true;
    this.#said.className = "follow-said";
    this.#states.className = "follow-states";
    this.element.className = "follow";
    this.element.hidden = this.#moments.length === 0;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", words["follow"] ?? "");
    this.element.append(bar, this.#said, this.#states);
  }

  /** From where it stands, or from the beginning where it is at its end. */
  play(): void {
    if (this.#at === this.#moments.length - 1) this.#slider.value = "0";
    this.#show();
    this.#timer ??= setInterval(() => this.#on(), PAUSE);
    this.#play.textContent = this.#words["follow_pause"] ?? "";
  }

  toggle(): void {
    if (this.#timer) this.#pause();
    else this.play();
  }

  /** Where the keys are that play, and go on and back. */
  focus(): void {
    this.#play.focus();
  }

  destroy(): void {
    this.#pause();
    this.#followed.onThreads([]);
    this.#followed.onTime(null);
  }

  get #at(): number {
    return this.#slider.valueAsNumber;
  }

  #on(): void {
    this.#slider.valueAsNumber += 1;
    this.#show();
    if (this.#at >= this.#moments.length - 1) this.#pause();
  }

  #go(by: number): void {
    this.#pause();
    this.#slider.valueAsNumber += by;
    this.#show();
  }

  #pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#play.textContent = this.#words["follow_play"] ?? "";
  }

  #show(): void {
    const moment = this.#moments[this.#at];
    if (!moment) return;
    this.#said.innerHTML = this.#told(moment);
    this.#slider.setAttribute("aria-valuetext", this.#said.textContent ?? "");
    this.#states.innerHTML = [...this.#threads(moment.time), ...this.#locks(moment.time)].join("");
    this.#states.hidden = this.#said.hidden = false;
    this.#followed.onThreads(this.#lines());
    this.#followed.onTime(moment.time);
  }

  #told(moment: Moment): string {
    const { thread, line, what } = moment;
    const name = this.#model.threadNames.get(thread) ?? "";
    const values = {
      number: this.#at + 1,
      of: this.#moments.length,
      time: whenOf(moment),
      thread: quoted(name),
    };
    const where = line === null ? "" : fill(this.#words, "follow_line", { line });
    const head = fill(this.#words, "follow_at", values);
    return `${withCode(head)} ${what()}${withCode(where)}`;
  }

  /** The line that each thread was last seen at, of those that have begun and are not over. */
  #lines(): ThreadLine[] {
    const lines = new Map<number, number>();
    for (const { thread, line, kind } of this.#moments.slice(0, this.#at + 1)) {
      if (kind === "done" || kind === "died") lines.delete(thread);
      else if (line !== null) lines.set(thread, line);
    }
    return [...lines].map(([thread, line]) => ({
      line,
      thread: this.#model.threadNames.get(thread) ?? "",
      colour: (thread - 1) % COLOURS,
    }));
  }

  #threads(time: number): string[] {
    return this.#model.lanes.map((lane) => {
      const stretch = stretchAt(lane, time);
      const first = lane.stretches[0]?.from ?? 0;
      const idle = time < first ? "follow_not_yet" : `end_${lane.end}`;
      const state = stretch
        ? stateWords(stretch, this.#model, this.#words)
        : (this.#words[idle] ?? "");
      const name = this.#model.threadNames.get(lane.thread) ?? "";
      const told = withCode(`${quoted(name)} ${state}`) + this.#lastOf(lane.thread);
      return `<li data-colour="${(lane.thread - 1) % COLOURS}">${told}</li>`;
    });
  }

  /** What a thread has read or written last, of what the verdict names. */
  #lastOf(thread: number): string {
    const passed = this.#moments.slice(0, this.#at + 1);
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

  #button(key: string, act: () => void, sign = ""): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign || (this.#words[key] ?? "");
    if (sign) {
      made.title = this.#words[key] ?? "";
      made.setAttribute("aria-label", made.title);
    }
    made.addEventListener("click", act);
    return made;
  }
}
