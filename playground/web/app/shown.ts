/**
 * What stands beneath a program belongs to one text of it: output, timeline, verdict, marks. Says so as soon as the text
 * is another one, and takes away what belongs to none. Knows where results stand; knows no run.
 */

import type { Words } from "../words.ts";
import { make } from "./dom.ts";
import type { Output } from "./output.ts";
import type { Results } from "./results.ts";
import type { Status } from "./status.ts";

const PARTS = "figure.program-output:not(:empty), .timeline-rest, .pg-results";

export class Shown {
  readonly #section: HTMLElement;
  readonly #output: Output;
  readonly #results: Results;
  readonly #status: Status;
  readonly #words: Words;
  readonly #tested: string;
  /** The text that the results are of; at rest, these are the recorded ones. */
  #of: string;
  #text: string;

  constructor(
    section: HTMLElement,
    parts: { output: Output; results: Results; status: Status },
    words: Words,
    tested: string,
  ) {
    this.#section = section;
    this.#output = parts.output;
    this.#results = parts.results;
    this.#status = parts.status;
    this.#words = words;
    this.#tested = this.#of = this.#text = tested;
  }

  /** Whether what is shown is of another text than the one that stands there. */
  get isBefore(): boolean {
    return this.#of !== this.#text;
  }

  /** The program's text is this one now. */
  follow(text: string): void {
    const before = this.isBefore;
    this.#text = text;
    if (before !== this.isBefore) this.mark();
  }

  /** What is shown from now on is of this text. */
  belongsTo(text: string): void {
    this.#of = text;
    this.mark();
  }

  isOf(text: string): boolean {
    return this.#of === text;
  }

  /** Of what was shown nothing stays. Beneath the page's own program its recorded result is there again. */
  clear(text: string, own: boolean): void {
    this.#text = text;
    this.#results.clear(own);
    if (own) this.#output.restore();
    else this.#output.empty();
    delete this.#section.dataset["outcome"];
    delete this.#section.dataset["verdict"];
    this.belongsTo(text);
  }

  mark(): void {
    for (const note of this.#section.querySelectorAll(".pg-before")) note.remove();
    this.#section.toggleAttribute("data-before", this.isBefore);
    this.#status.before(this.isBefore);
    if (!this.isBefore) return;
    const said = this.#words[this.#of === this.#tested ? "of_page" : "of_before"]!;
    for (const part of this.#section.querySelectorAll(PARTS)) {
      const caption = part.querySelector(":scope > figcaption");
      (caption ?? part).prepend(make("p", { class: "pg-before" }, said));
    }
  }
}
