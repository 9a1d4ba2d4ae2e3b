/**
 * What a run, a search or a check has come to, beneath the program: output, timeline, verdict and marks, all as those of
 * one text. Knows a record and a sentence; knows not how they came about.
 */

import type { News, Run, StuckThread } from "../../protocol/record.ts";
import type { Language } from "../language.ts";
import { colourOf } from "../step/colours.ts";
import type { ThreadLine } from "../timeline/follow.ts";
import { isSyntaxError } from "../timeline/narration.ts";
import type { Words } from "../words.ts";
import { painted } from "./dom.ts";
import type { Verdict } from "./exercise.ts";
import { markThreads } from "./lines.ts";
import { Output } from "./output.ts";
import type { Panel } from "./panel.ts";
import { isLong, type Known, Results } from "./results.ts";
import { Shown } from "./shown.ts";
import type { Source } from "./source.ts";
import type { Status } from "./status.ts";

type Kind = Verdict["kind"];

interface Parts {
  readonly language: Language;
  readonly words: Words;
  readonly status: Status;
  readonly panel: Panel;
  readonly source: Source;
}

interface More extends Known {
  /** Shows the rest of the output at once. */
  readonly signal?: AbortSignal | undefined;
  readonly kind?: Kind;
}

/** Where each deadlocked thread waits: first those of the circle, then those that wait for one of them. */
function stuckLines({ deadlock, threads }: Run): ThreadLine[] {
  const names = new Map(threads.map(({ id, name }) => [id, name]));
  const inCircle = ({ thread }: StuckThread) => deadlock!.cycle.includes(thread);
  const stuck = deadlock?.threads.toSorted((a, b) => +inCircle(b) - +inCircle(a)) ?? [];
  return stuck.flatMap(({ thread: id, wants: { line } }) =>
    line === null ? [] : [{ line, thread: names.get(id) ?? "", colour: colourOf(id) }],
  );
}

export class Display {
  readonly #section: HTMLElement;
  readonly #words: Words;
  readonly #status: Status;
  readonly #panel: Panel;
  readonly #source: Source;
  readonly #output: Output;
  readonly #results: Results;
  readonly #shown: Shown;
  /** Output of the run at hand is shown while that is under way. */
  #live = false;

  constructor(
    section: HTMLElement,
    { language, words, status, panel, source }: Parts,
    name: () => string,
  ) {
    this.#section = section;
    this.#words = words;
    this.#status = status;
    this.#panel = panel;
    this.#source = source;
    this.#output = new Output(section, name, words);
    this.#results = new Results(this.#output.element, language, {
      onLine: (line) => this.#markEvent(line),
      onThreads: (lines) => {
        if (!this.#shown.isBefore || !lines.length) markThreads(source.lines, lines);
      },
    });
    const parts = { output: this.#output, results: this.#results, status };
    this.#shown = new Shown(section, parts, words, source.tested);
  }

  /** Whether what is shown is of another text than the one that stands there. */
  get isBefore(): boolean {
    return this.#shown.isBefore;
  }

  get isOfTested(): boolean {
    return this.#shown.isOf(this.#source.tested);
  }

  sentence(run: Run): string {
    return this.#results.sentence(run);
  }

  /** Something is under way now: what was marked goes. */
  begin(): void {
    this.#source.lines.mark("error", null);
    this.#source.lines.mark("event", null);
    markThreads(this.#source.lines, []);
    this.#live = false;
  }

  /** Output of a run that is under way. */
  add(chunks: readonly News[], of: string, caption: string): void {
    if (!this.#live) this.#open(of, caption);
    this.#live = true;
    this.#output.add(chunks);
  }

  /** There is nothing to show in the end but what it has printed until then; or not even that. */
  breakOff(): void {
    if (!this.#live) return this.clear();
    this.#results.clear(false);
    this.#output.close();
  }

  /** An empty pane for a text's output; a timeline that is of another goes. */
  #open(of: string, caption: string): void {
    if (!this.#shown.isOf(of)) this.#results.clear(false);
    this.#output.open(caption);
    this.#shown.belongsTo(of);
  }

  /** Show a run of a text: its output at the reader's pace, what came of it, its timeline. */
  async show(
    run: Run,
    of: string,
    caption: string,
    verdict: string,
    { signal, kind, ...known }: More,
  ): Promise<boolean> {
    this.#open(of, caption);
    const played = this.#output.play(
      run,
      this.#panel.pace,
      this.#words["nothing_printed"]!,
      signal,
    );
    if (isLong(run)) await painted(); // the output is there before the timeline is drawn
    if (!this.#output.isOpen) return false; // the reader has gone on meanwhile
    if (isSyntaxError(run))
      this.#results.clear(false); // there was no run to draw
    else if (!(await this.#results.show(run, known))) return false;
    this.#shown.mark();
    this.#status.text("");
    await played;
    if (!this.#output.isOpen) return false;
    this.#status.verdict(verdict, kind);
    this.#section.dataset["outcome"] = run.outcome;
    if (!this.#shown.isBefore) this.#markEnd(run);
    return true;
  }

  /** The line of the error, or where each thread is stuck. */
  #markEnd(run: Run): void {
    const { lines } = this.#source;
    const stuck = stuckLines(run);
    lines.mark("error", run.error?.line ?? null, this.#words["error_line"]!);
    markThreads(lines, stuck);
    const first = run.error?.line ?? stuck[0]?.line;
    if (first !== undefined) lines.reveal(first);
  }

  /** A verdict without a run: of what stood beneath before, nothing stays. */
  found(of: string, verdict: string, kind?: Kind): boolean {
    this.clear();
    this.#shown.belongsTo(of);
    this.#status.verdict(verdict, kind);
    return true;
  }

  /** Follow the run that is shown; whether there is one. */
  replay(): boolean {
    return this.#results.follow();
  }

  /** Something else marks the lines from now on: the run is not followed by itself any more. */
  pause(): void {
    this.#results.pause();
  }

  /** Show the timeline of this run of the tested text, and follow it. */
  async replayOf(run: Run, known: Known): Promise<void> {
    if (await this.#results.show(run, known)) this.#results.follow();
  }

  /** Of what was shown nothing stays: the recorded result is that of the page's own program alone. */
  clear(): void {
    const { text, tested, isStrange } = this.#source;
    this.#shown.clear(text, text === tested && !isStrange);
  }

  #markEvent(line: number | null): void {
    if (!this.#shown.isBefore) this.#source.lines.mark("event", line);
  }

  /** The reader has picked a line of the program. */
  pick(line: number): void {
    if (!this.#shown.isBefore) this.#results.pick(line);
  }

  /** The program's text has changed. */
  follow(): void {
    this.#shown.follow(this.#source.text);
  }

  destroy(): void {
    this.#results.clear(true);
  }
}
