/**
 * The pane beneath a program: its recorded output, or what a run has printed, played back at the reader's
 * pace. Knows a record's output and its threads' names; knows no engine.
 */

import type { News } from "../protocol.ts";
import type { Run, Written } from "../record.ts";
import { make } from "./dom.ts";

export type Pace = "instant" | "real" | "slow";

/** Virtual seconds last this many times as long; and a line waits at least so many milliseconds. */
const STRETCH: Record<Pace, readonly [number, number]> = {
  instant: [0, 0],
  real: [1, 0],
  slow: [10, 400],
};
/** Beyond so many lines, text is added without a thread's name at each. */
const MANY = 3000;

export class Output {
  readonly element: HTMLElement;
  readonly #recorded: readonly Node[];
  readonly #caption: HTMLElement;
  readonly #text: HTMLElement;
  #names = new Map<number, string>();
  #line: HTMLElement | null = null;
  #lines = 0;
  #writer = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(section: HTMLElement, label: string) {
    const figure = section.querySelector<HTMLElement>("figure.program-output");
    this.element = figure ?? make("figure", { class: "program-output" });
    this.#recorded = [...this.element.childNodes];
    this.#caption = make("figcaption");
    this.#text = make("samp");
    this.#label = label;
    if (!figure) section.append(this.element);
  }
  readonly #label: string;

  /** What stood here before the first run. */
  restore(): void {
    clearTimeout(this.#timer);
    this.element.replaceChildren(...this.#recorded);
  }

  /** An empty pane under a new caption. */
  open(caption: string): void {
    clearTimeout(this.#timer);
    this.#caption.textContent = caption;
    this.#text.replaceChildren();
    this.#line = null;
    this.#lines = 0;
    this.#writer = -1;
    this.#names = new Map();
    const pane = make("pre", { tabindex: 0, role: "region", "aria-label": `${caption}: ${this.#label}` });
    pane.append(this.#text);
    this.element.replaceChildren(this.#caption, pane);
  }

  /** Whether the pane is still that of a run, on a page that is still shown. */
  get isOpen(): boolean {
    return this.#caption.isConnected;
  }

  /** More output of a run that is under way. */
  add(chunks: readonly News[]): void {
    for (const { thread, name } of chunks) this.#names.set(thread, name);
    this.#text.classList.toggle("pg-many", this.#names.size > 1);
    this.#all(chunks);
  }

  #all(chunks: readonly Written[]): void {
    for (const chunk of chunks) this.#write(chunk);
  }

  /** All that a run has printed, at the reader's pace; at once when `signal` says so. Resolves at the last line. */
  play(run: Run, pace: Pace, whenEmpty: string, signal?: AbortSignal): Promise<void> {
    clearTimeout(this.#timer);
    this.#text.replaceChildren();
    this.#line = null;
    this.#lines = 0;
    this.#writer = -1;
    this.#names = new Map(run.threads.map((thread) => [thread.id, thread.name]));
    this.#text.classList.toggle("pg-many", new Set(run.output.map((chunk) => chunk.thread)).size > 1);
    if (!run.output.some(({ text }) => text)) this.#text.append(make("span", { class: "pg-none" }, whenEmpty));
    if (pace === "instant") {
      this.#all(run.output);
      return Promise.resolve();
    }
    return this.#playBack(lineByLine(run.output), pace, signal);
  }

  #playBack(chunks: readonly Written[], pace: Pace, signal?: AbortSignal): Promise<void> {
    const [stretch, least] = STRETCH[pace];
    const due: number[] = [];
    chunks.reduce((before, chunk, index) => {
      const previous = index === 0 ? 0 : chunks[index - 1]!.time;
      const at = before + Math.max((chunk.time - previous) * 1000 * stretch, least);
      due.push(at);
      return at;
    }, 0);
    const began = performance.now();
    return new Promise((resolve) => {
      let next = 0;
      const show = () => {
        clearTimeout(this.#timer);
        const now = signal?.aborted ? Infinity : performance.now() - began; // a hidden tab catches up here
        while (next < chunks.length && due[next]! <= now) this.#write(chunks[next++]!);
        if (next === chunks.length) return resolve();
        this.#timer = setTimeout(show, due[next]! - (performance.now() - began));
      };
      signal?.addEventListener("abort", show, { once: true });
      show();
    });
  }

  #write({ thread, stream, text }: Written): void {
    for (const part of text.split(/(?<=\n)/)) {
      if (!this.#line) {
        this.#lines += 1;
        this.#line = make("span", { class: "pg-line" });
        this.#text.append(this.#line);
        this.#writer = -1;
      }
      const piece = make("span", { class: stream === "stderr" ? "pg-err" : "pg-out" }, part);
      if (thread !== this.#writer && this.#lines < MANY) {
        piece.dataset["who"] = this.#names.get(thread) ?? `${thread}`;
      }
      this.#writer = thread;
      this.#line.append(piece);
      if (part.endsWith("\n") && this.#lines < MANY) this.#line = null;
    }
  }
}

/** A chunk may hold several lines; played back, each comes by itself. */
function lineByLine(chunks: readonly Written[]): Written[] {
  return chunks.flatMap((chunk) => chunk.text.split(/(?<=\n)/).map((text) => ({ ...chunk, text })));
}
