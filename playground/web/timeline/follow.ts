/**
 * Follows a run from moment to moment, by itself or by a slider, forwards and back: where each thread is in the code,
 * what state it is in, who holds which lock, what variables hold. Marks lines through what is handed in.
 */

import { type Sign, sign } from "../signs.ts";
import { colourOf } from "../step/colours.ts";
import { fill, quoted, type Words } from "../words.ts";
import type { Timed } from "./accesses.ts";
import { withCode } from "./drawing.ts";
import type { Held } from "./held.ts";
import type { Model } from "./model.ts";
import { StateList } from "./state_list.ts";
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
  /** What variables held: asked for once, when the run is first followed. */
  values?(signal: AbortSignal): Promise<Held>;
}

const PAUSE = 800; // milliseconds from moment to moment

export class Follow {
  readonly element = document.createElement("div");
  readonly #slider = document.createElement("input");
  readonly #play: HTMLButtonElement;
  readonly #said = document.createElement("p");
  readonly #states: StateList;
  readonly #over = new AbortController();
  #isAsked = false;
  readonly #model: Model;
  readonly #words: Words;
  readonly #moments: readonly Moment[];
  readonly #followed: Followed;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(model: Model, words: Words, accesses: readonly Timed[], followed: Followed) {
    this.#model = model;
    this.#words = words;
    this.#followed = followed;
    this.#states = new StateList(model, words, accesses);
    this.#moments = momentsOf(model, words, accesses);
    this.#play = this.#button("follow_play", () => this.toggle());
    this.#slider.type = "range";
    this.#slider.max = String(Math.max(0, this.#moments.length - 1));
    this.#slider.value = "0";
    this.#slider.setAttribute("aria-label", words["follow"] ?? "");
    this.#slider.addEventListener("input", () => {
      this.pause();
      this.#show();
    });
    const bar = document.createElement("div");
    bar.className = "timeline-tools";
    bar.append(
      this.#play,
      this.#button("follow_back", () => this.#go(-1), "back"),
      this.#button("follow_on", () => this.#go(1), "on"),
      this.#slider,
    );
    this.#said.hidden = true;
    this.#said.className = "follow-said";
    this.element.className = "follow";
    this.element.hidden = this.#moments.length === 0;
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", words["follow"] ?? "");
    this.element.append(bar, this.#said, this.#states.element);
  }

  /** From where it stands, or from the beginning where it is at its end. */
  play(): void {
    if (this.#at === this.#moments.length - 1) this.#slider.value = "0";
    this.#show();
    this.#timer ??= setInterval(() => this.#on(), PAUSE);
    this.#play.textContent = this.#words["follow_pause"] ?? "";
  }

  toggle(): void {
    if (this.#timer) this.pause();
    else this.play();
  }

  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#play.textContent = this.#words["follow_play"] ?? "";
  }

  /** Where the keys are that play, and go on and back. */
  focus(): void {
    this.#play.focus();
  }

  destroy(): void {
    this.pause();
    this.#over.abort();
    this.#followed.onThreads([]);
    this.#followed.onTime(null);
  }

  get #at(): number {
    return this.#slider.valueAsNumber;
  }

  #on(): void {
    this.#slider.valueAsNumber += 1;
    this.#show();
    if (this.#at >= this.#moments.length - 1) this.pause();
  }

  #go(by: number): void {
    this.pause();
    this.#slider.valueAsNumber += by;
    this.#show();
  }

  #show(): void {
    const moment = this.#moments[this.#at];
    if (!moment) return;
    this.#said.innerHTML = this.#told(moment);
    this.#slider.setAttribute("aria-valuetext", this.#said.textContent ?? "");
    this.#said.hidden = false;
    void this.#ask();
    this.#states.show(this.#moments.slice(0, this.#at + 1));
    this.#followed.onThreads(this.#lines());
    this.#followed.onTime(moment.time);
  }

  /** Ask for what variables held, and show it as soon as it is known. */
  async #ask(): Promise<void> {
    const { values } = this.#followed;
    if (this.#isAsked || !values) return;
    this.#isAsked = true;
    const { signal } = this.#over;
    this.#states.know("follow_values_wait");
    this.#states.know(await values(signal).catch(() => "follow_values_none" as const));
    if (!signal.aborted) this.#states.show(this.#moments.slice(0, this.#at + 1));
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
      colour: colourOf(thread),
    }));
  }

  #button(key: string, act: () => void, drawn?: Sign): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    const word = this.#words[key] ?? "";
    made.append(drawn ? sign(drawn) : word);
    if (drawn) {
      made.title = word;
      made.setAttribute("aria-label", word);
    }
    made.addEventListener("click", act);
    return made;
  }
}
