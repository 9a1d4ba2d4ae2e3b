/**
 * The pane beneath a program: its recorded output, or what a run has printed, played back at the reader's pace. Draws
 * in slices, so that the page stays awake. Knows a record's output and its threads' names; knows no engine.
 */

import { bounded, label, Meter, printed } from "../bounds.ts";
import type { News, Run, Written } from "../../protocol/record.ts";
import { fill, type Words } from "../words.ts";
import { make } from "./dom.ts";
import { OutputTools } from "./output_tools.ts";
import { Screen } from "./screen.ts";

export type Pace = "instant" | "real" | "slow";

/** Virtual seconds last this many times as long; and a line waits at least so many milliseconds. */
const STRETCH: Record<Pace, readonly [number, number]> = {
  instant: [0, 0],
  real: [1, 0],
  slow: [10, 400],
};
/** What is drawn in one task, so that the page stays awake: milliseconds, pieces, characters. */
const SLICE = { time: 8, pieces: 100, characters: 8_000 } as const;

export class Output {
  readonly element: HTMLElement;
  readonly #recorded: readonly Node[];
  readonly #caption: HTMLElement;
  readonly #text: HTMLElement;
  readonly #left: HTMLElement;
  readonly #label: () => string;
  readonly #words: Words;
  #meter = new Meter();
  #names = new Map<number, string>();
  readonly #tools: OutputTools;
  #screen: Screen;
  /** What has come from a run and is not drawn yet. */
  #news: Written[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `label`: what the program is called. */
  constructor(section: HTMLElement, label: () => string, words: Words) {
    const figure = section.querySelector<HTMLElement>("figure.program-output");
    this.element = figure ?? make("figure", { class: "program-output" });
    this.#recorded = [...this.element.childNodes];
    this.#caption = make("figcaption");
    this.#text = make("samp");
    this.#left = make("p", { class: "pg-left", hidden: true });
    this.#label = label;
    this.#words = words;
    this.#tools = new OutputTools(
      this.#text,
      words,
      () => (this.#screen = new Screen(this.#text, this.#names)),
    );
    this.#screen = new Screen(this.#text, this.#names);
    if (!figure) section.append(this.element);
  }

  /** What stood here before the first run. */
  restore(): void {
    this.close();
    this.#clear();
    this.element.replaceChildren(...this.#recorded);
  }

  /** Nothing: what stood here was of another program. */
  empty(): void {
    this.close();
    this.#clear();
    this.element.replaceChildren();
  }

  /** An empty pane under a new caption, as tall as what stood here until `close`: what is beneath is not to move. */
  open(caption: string): void {
    this.element.style.minHeight = `${this.element.offsetHeight}px`;
    this.#clear();
    this.#caption.textContent = caption;
    const pane = make("pre", {
      tabindex: 0,
      role: "region",
      "aria-label": `${caption}: ${this.#label()}`,
    });
    pane.append(this.#text);
    this.#tools.dress(pane);
    this.element.replaceChildren(this.#caption, this.#tools.element, pane, this.#left);
  }

  /** All has been written: the pane is as tall as its lines. */
  close(): void {
    this.element.style.minHeight = "";
  }

  /** Whether the pane is still that of a run, on a page that is still shown. */
  get isOpen(): boolean {
    return this.#caption.isConnected;
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#text.replaceChildren();
    this.#left.hidden = true;
    this.#news = [];
    this.#meter = new Meter();
    this.#name([]);
    this.#tools.look();
  }

  /** Whose output comes from now on, on an empty screen. */
  #name(threads: readonly (readonly [number, string])[]): void {
    this.#names = new Map(threads);
    this.#screen = new Screen(this.#text, this.#names);
  }

  /** More output of a run that is under way: its beginning, until the whole is known. */
  add(chunks: readonly News[]): void {
    const taken = this.#meter.take(chunks);
    for (const { thread, name } of taken) this.#names.set(thread, label(name));
    this.#text.classList.toggle("pg-many", this.#names.size > 1);
    const waits = this.#news.length > 0;
    this.#news.push(...taken);
    if (!waits) this.#drawNews();
  }

  #drawNews(): void {
    const drawn = this.#slice(this.#news, 0);
    this.#news.splice(0, drawn);
    if (this.#news.length) this.#timer = setTimeout(() => this.#drawNews());
  }

  /** All that a run has printed, at the reader's pace; at once when `signal` says so. Resolves at the last line. */
  play(run: Run, pace: Pace, whenEmpty: string, signal?: AbortSignal): Promise<void> {
    this.#clear();
    this.#name(bounded(run).threads.map(({ id, name }) => [id, name]));
    const { head, tail, left } = printed(run.output);
    const chunks = [...head, ...tail];
    this.#text.classList.toggle("pg-many", new Set(chunks.map(({ thread }) => thread)).size > 1);
    if (!chunks.length) this.#text.append(make("span", { class: "pg-none" }, whenEmpty));
    return this.#playBack(chunks, pace, signal, (next) => {
      if (next === head.length && tail.length) this.#gap();
      if (next < chunks.length) return;
      this.#left.hidden = left === 0;
      this.#left.textContent = fill(this.#words, "output_left", { count: left });
    });
  }

  #playBack(
    chunks: readonly Written[],
    pace: Pace,
    signal: AbortSignal | undefined,
    passed: (next: number) => void,
  ): Promise<void> {
    const due = dueAt(chunks, pace);
    const began = performance.now();
    return new Promise((resolve) => {
      let next = 0;
      const show = () => {
        clearTimeout(this.#timer);
        const now = signal?.aborted ? Infinity : performance.now() - began; // a hidden tab catches up here
        next += this.#slice(chunks, next, (index) => due[index]! <= now, passed);
        passed(next);
        if (next === chunks.length) {
          this.close();
          return resolve();
        }
        this.#timer = setTimeout(
          show,
          signal?.aborted ? 0 : due[next]! - (performance.now() - began),
        );
      };
      signal?.addEventListener("abort", show, { once: true });
      show();
    });
  }

  /** Draw as many pieces as there is time for; how many. */
  #slice(
    chunks: readonly Written[],
    from: number,
    isDue = (_: number) => true,
    passed = (_: number) => {},
  ): number {
    const until = performance.now() + SLICE.time;
    let [next, room] = [from, SLICE.characters as number];
    while (
      next < chunks.length &&
      next - from < SLICE.pieces &&
      room > 0 &&
      isDue(next) &&
      performance.now() < until
    ) {
      passed(next);
      room -= chunks[next]!.text.length;
      this.#screen.write(chunks[next++]!);
    }
    this.#screen.draw();
    this.#tools.look();
    return next - from;
  }

  /** What comes next is not what came after this. */
  #gap(): void {
    if (this.#text.querySelector(".pg-gap")) return;
    this.#screen.draw();
    this.#text.append(make("span", { class: "pg-gap", "aria-hidden": "true" }, "⋮\n"));
    this.#screen = new Screen(this.#text, this.#names);
  }
}

/** When each piece is due, in milliseconds. */
function dueAt(chunks: readonly Written[], pace: Pace): number[] {
  const [stretch, least] = STRETCH[pace];
  let at = 0;
  return chunks.map(({ time }, index) => {
    const previous = index === 0 ? 0 : chunks[index - 1]!.time;
    return (at += Math.max((time - previous) * 1000 * stretch, least));
  });
}
