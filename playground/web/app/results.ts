/** What a run came to, drawn: the door to the timeline. Knows where it stands in the page, not how it is drawn. */

import type { Run } from "../record.ts";
import { mountTimeline, outcomeSentence } from "../timeline/index.ts";
import type { Words } from "../words.ts";
import { type Language, make, wordsOf } from "./dom.ts";
import type { Lines } from "./lines.ts";

export class Results {
  readonly #after: HTMLElement;
  readonly #words: Words;
  readonly #lines: () => Lines;
  #host: HTMLElement | null = null;
  #timeline: { markLine(line: number | null): void; destroy(): void } | null = null;

  constructor(after: HTMLElement, language: Language, lines: () => Lines) {
    this.#after = after;
    this.#words = wordsOf(language, "timeline");
    this.#lines = lines;
  }

  show(run: Run): void {
    this.clear();
    this.#host = make("div", { class: "pg-results" });
    this.#after.after(this.#host);
    this.#atRest(false);
    this.#timeline = mountTimeline(this.#host, run, {
      strings: this.#words,
      onLine: (line) => this.#lines().mark("event", line),
    });
  }

  sentence(run: Run): string {
    return outcomeSentence(run, this.#words).replaceAll("`", "");
  }

  /** The reader has picked a line of the program. */
  pick(line: number): void {
    this.#timeline?.markLine(line);
  }

  clear(): void {
    this.#timeline?.destroy();
    this.#timeline = null;
    this.#host?.remove();
    this.#host = null;
    this.#atRest(true);
  }

  /** The timeline of the recorded run makes room for that of a new one. */
  #atRest(shown: boolean): void {
    const rest = this.#after.parentElement?.querySelector<HTMLElement>(".timeline-rest");
    if (rest) rest.hidden = !shown;
  }
}
