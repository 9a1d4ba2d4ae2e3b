/** One line and one bar: how the work stands. Knows the client's stages and reasons; knows no program. */

import { label } from "../bounds.ts";
import type { Stage } from "../job.ts";
import { ClientError } from "../client_error.ts";
import type { SearchProgress } from "../../protocol/verdict.ts";
import { fill, quoted, type Words } from "../words.ts";
import { code, make } from "./dom.ts";
import { Fold } from "./fold.ts";

const PHASES: Readonly<Record<SearchProgress["phase"], string>> = {
  search: "searching",
  orders: "ordering",
  races: "racing",
  shrink: "shortening",
  merge: "shortening",
  fewer: "shortening",
  show: "shortening",
  why: "racing",
  outcomes: "searching",
};

export class Status {
  readonly #line: HTMLElement;
  readonly #bar: HTMLProgressElement;
  readonly #words: Words;
  readonly #fold: Fold;
  /** What was found out about a text, while that is what the line says; it may be another text by now. */
  #verdict = "";
  #kind = "";
  #before = false;
  #isOfText = false;
  /** What is said of the work under way, while that is what the line says; it may be of another text by now. */
  #work = "";
  #workBefore = false;

  readonly #chapters: ReadonlyMap<string, string>;

  /** `chapters`: sentences that name one, and its address. */
  constructor(line: HTMLElement, words: Words, chapters: ReadonlyMap<string, string> = new Map()) {
    this.#line = line;
    this.#chapters = chapters;
    this.#words = words;
    this.#bar = make("progress", { class: "pg-progress", hidden: true });
    this.#fold = new Fold(line, words);
    line.after(this.#bar);
  }

  /** Entry `key` of the words; `text` sets a sentence that is whole already. */
  say(key: string, values: Readonly<Record<string, string | number>> = {}): void {
    this.text(fill(this.#words, key, values));
  }

  /** The same, of the text that stands there; it goes with that. */
  ofText(key: string): void {
    this.say(key);
    this.#isOfText = true;
  }

  /** Another text stands there now. */
  changed(): void {
    if (this.#isOfText) this.text("");
  }

  text(sentence: string): void {
    this.#verdict = this.#kind = this.#work = "";
    this.#isOfText = false;
    this.#put(sentence);
  }

  /** What has been done beside, beneath what was found out: that stays true. */
  add(key: string): void {
    if (!this.#verdict) return this.say(key);
    this.#put(`${this.#told}\n${fill(this.#words, key)}`);
  }

  /**
   * What was found out about the program; names and messages of its own stand between backquotes. A `kind` has a sign and
   * a colour of its own.
   */
  verdict(sentence: string, kind = ""): void {
    this.#verdict = sentence;
    this.#isOfText = false;
    this.#work = "";
    this.#kind = kind;
    this.#put(this.#told);
  }

  /** Whether the text is another than the one that was found out about. */
  before(before: boolean): void {
    this.#before = before;
    if (this.#verdict) this.#put(this.#told);
  }

  /** Whether the text is another than the one that the work under way is for. */
  workBefore(before: boolean): void {
    this.#workBefore = before;
    if (!this.#work) return;
    const { hidden } = this.#bar;
    this.#put(this.#of(this.#work, before));
    this.#bar.hidden = hidden;
    this.#nameBar();
  }

  /** How the work for a text stands. */
  #working(key: string, values: Readonly<Record<string, string | number>> = {}): void {
    const sentence = fill(this.#words, key, values);
    this.text(this.#of(sentence, this.#workBefore));
    this.#work = sentence;
  }

  get #told(): string {
    return this.#of(this.#verdict, this.#before);
  }

  #of(sentence: string, before: boolean): string {
    return before ? fill(this.#words, "verdict_before", { verdict: sentence }) : sentence;
  }

  #put(sentence: string): void {
    this.#bar.hidden = true;
    this.#line.dataset["verdict"] = this.#before ? "" : this.#kind;
    if (this.#line.textContent === sentence.replaceAll("`", "")) return;
    this.#line.replaceChildren(...this.#linked(sentence));
    this.#fold.close();
  }

  /** Names as code, and what names a chapter as a link to it. */
  #linked(sentence: string): (string | HTMLElement)[] {
    return sentence.split("\n").flatMap((line, index) => {
      const said = [...this.#chapters].find(([one]) => line.endsWith(one));
      const [before, link] = said
        ? [line.slice(0, -said[0].length), [make("a", { href: said[1] }, said[0])]]
        : [line, []];
      return [...(index ? ["\n"] : []), ...code(before), ...link];
    });
  }

  stage(stage: Stage): void {
    switch (stage.at) {
      case "loading": {
        const { loaded, total, seconds } = stage;
        const said = { loaded: mega(Math.min(loaded, total)), total: mega(total) };
        if (seconds === null) this.say("loading", said);
        else this.say("loading_left", { ...said, seconds: Math.ceil(seconds) });
        return this.#progress(loaded, total);
      }
      case "starting":
        this.say("starting");
        return this.#progress(null, 1);
      default:
        return this.#working(stage.at);
    }
  }

  search({ schedules, of, phase }: SearchProgress): void {
    this.#working(PHASES[phase], { done: schedules, of });
    this.#progress(phase === "search" ? schedules : null, of);
  }

  error(error: unknown): void {
    const reason = error instanceof ClientError ? error.reason : "crash";
    const why = label(
      (error instanceof Error ? error.message : String(error)).split("\n")[0]!,
      200,
    );
    const key = { load: "load_failed", crash: "crashed" }[reason as string] ?? reason;
    const values = { why: quoted(why) };
    if (reason === "unusable") this.#working(key, values);
    else this.say(key, values);
  }

  #progress(value: number | null, of: number): void {
    this.#bar.hidden = false;
    this.#bar.max = of;
    this.#nameBar();
    if (value === null) this.#bar.removeAttribute("value");
    else this.#bar.value = Math.min(value, of);
  }

  #nameBar(): void {
    this.#bar.setAttribute("aria-label", this.#line.textContent ?? "");
  }
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
