/** What a run came to, drawn: the door to the timeline. Knows where it stands in the page, not how it is drawn. */

import type { Run } from "../../protocol/record.ts";
import { type Context, type Mounted, mountTimeline, outcomeSentence } from "../timeline/index.ts";
import { modelOf } from "../timeline/model.ts";
import type { Words } from "../words.ts";
import type { Language } from "../language.ts";
import { nextTask, make, wordsOf } from "./dom.ts";

/** Events of a run whose timeline is drawn within a frame. */
const AT_ONCE = 200;

/** Whether a run takes a while to be drawn: what else there is to show is to be seen before. */
export function isLong(run: Run): boolean {
  return run.events.length > AT_ONCE;
}

/** What a timeline marks in the code. */
export type Marks = Pick<Context, "onLine" | "onThreads">;
/** What is known of a run beside its record. */
export type Known = Pick<Context, "accesses" | "values">;

export class Results {
  readonly #after: HTMLElement;
  readonly #words: Words;
  readonly #marks: Marks;
  #host: HTMLElement | null = null;
  #turn = 0;
  #timeline: Mounted | null = null;

  constructor(after: HTMLElement, language: Language, marks: Marks) {
    this.#after = after;
    this.#words = wordsOf(language, "timeline");
    this.#marks = marks;
  }

  /** Whether it is shown: something else may have taken its place meanwhile. */
  async show(run: Run, known: Known): Promise<boolean> {
    this.#turn += 1;
    const turn = this.#turn;
    if (isLong(run)) {
      modelOf(run); // which takes a while to make, and then to draw
      await nextTask();
      if (turn !== this.#turn) return false;
    }
    this.clear(false); // not before: where nothing stands for a moment, what is below would move
    this.#host = make("div", { class: "pg-results" });
    this.#after.after(this.#host);
    this.#timeline = mountTimeline(this.#host, run, {
      strings: this.#words,
      ...known,
      ...this.#marks,
    });
    return true;
  }

  /** Follow the run whose timeline is shown; whether there is one. */
  follow(): boolean {
    this.#timeline?.follow();
    return this.#timeline !== null;
  }

  /** Something else marks the lines from now on. */
  pause(): void {
    this.#timeline?.pause();
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
