/** What a run came to, drawn: the door to the timeline. Knows where it stands in the page, not how it is drawn. */

import type { Run } from "../../protocol/record.ts";
import { mountTimeline, outcomeSentence } from "../timeline/index.ts";
import { modelOf } from "../timeline/model.ts";
import type { Words } from "../words.ts";
import type { Language } from "../language.ts";
import { breath, make, wordsOf } from "./dom.ts";

export class Results {
  readonly #after: HTMLElement;
  readonly #words: Words;
  readonly #onLine: (line: number | null) => void;
  #host: HTMLElement | null = null;
  #turn = 0;
  #timeline: { markLine(line: number | null): void; destroy(): void } | null = null;

  constructor(after: HTMLElement, language: Language, onLine: (line: number | null) => void) {
    this.#after = after;
    this.#words = wordsOf(language, "timeline");
    this.#onLine = onLine;
  }

  /** Whether it is shown: something else may have taken its place meanwhile. */
  async show(run: Run): Promise<boolean> {
    this.#turn += 1;
    const turn = this.#turn;
    modelOf(run); // a long one takes a while to make, and to draw
    await breath();
    if (turn !== this.#turn) return false;
    this.clear(false); // not before: where nothing stands for a moment, what is below would move
    this.#host = make("div", { class: "pg-results" });
    this.#after.after(this.#host);
    this.#timeline = mountTimeline(this.#host, run, {
      strings: this.#words,
      onLine: this.#onLine,
    });
    return true;
  }

  sentence(run: Run): string {
    return outcomeSentence(run, this.#words);
  }

  /** The reader has picked a line of the program. */
  pick(line: number): void {
    this.#timeline?.markLine(line);
  }

  /** Nothing of a run, or the timeline of the recorded one. */
  clear(atRest: boolean): void {
    this.#turn += 1;
    this.#timeline?.destroy();
    this.#timeline = null;
    this.#host?.remove();
    this.#host = null;
    this.#atRest(atRest);
  }

  /** The timeline of the recorded run makes room for that of a new one. */
  #atRest(shown: boolean): void {
    const rest = this.#after.parentElement?.querySelector<HTMLElement>(".timeline-rest");
    if (rest) rest.hidden = !shown;
  }
}
