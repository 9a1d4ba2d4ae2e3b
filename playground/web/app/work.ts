/**
 * What a program has under way: one thing at a time, with Stop in the place of Run, and its failure said in the
 * reader's language. Knows not what is done.
 */

import type { Hooks } from "../job.ts";
import { ClientError } from "../client_error.ts";
import type { Status } from "./status.ts";

/** Whether there is something to show of it in the end; `isCurrent` whether it is still of the program that is there. */
export type Doing<More extends unknown[] = []> = (
  hooks: Hooks,
  isCurrent: () => boolean,
  ...more: More
) => Promise<boolean>;

export class Work {
  readonly #section: HTMLElement;
  readonly #run: HTMLElement;
  readonly #stop: HTMLElement;
  readonly #status: Status;
  #abort: AbortController | null = null;
  /** Counts up when the program is replaced: what was under way then has nothing to show any more. */
  #turn = 0;

  constructor(section: HTMLElement, run: HTMLElement, stop: HTMLElement, status: Status) {
    this.#section = section;
    this.#run = run;
    this.#stop = stop;
    this.#status = status;
  }

  get underWay(): boolean {
    return this.#abort !== null;
  }

  /** Whether the program is still the one of now. */
  asOfNow(): () => boolean {
    const turn = this.#turn;
    return () => turn === this.#turn;
  }

  stop(): void {
    this.#abort?.abort();
  }

  /** The program is replaced. */
  leave(): void {
    this.#turn += 1;
    this.stop();
  }

  /** `inVain`: nothing is to be shown of it. Of what has been replaced, nothing is said. */
  async begin(work: Doing, inVain: () => void): Promise<void> {
    const abort = (this.#abort = new AbortController());
    const isCurrent = this.asOfNow();
    let shown = false;
    this.#show(true);
    try {
      shown = await work(this.#hooks(abort.signal), isCurrent);
    } catch (error) {
      if (isCurrent()) {
        if (!(error instanceof ClientError)) throw error;
        this.#status.error(error);
      }
    } finally {
      this.#abort = null;
      this.#show(false);
    }
    if (!shown && isCurrent()) inVain();
  }

  #hooks(signal: AbortSignal): Hooks {
    return {
      signal,
      onStage: (stage) => this.#status.stage(stage),
      onProgress: (progress) => this.#status.search(progress),
    };
  }

  #show(busy: boolean): void {
    const focused = document.activeElement;
    this.#stop.hidden = !busy;
    this.#run.hidden = busy;
    if (busy && focused === this.#run) this.#stop.focus();
    if (!busy && focused === this.#stop) this.#run.focus();
    this.#section.setAttribute("aria-busy", String(busy));
  }
}
