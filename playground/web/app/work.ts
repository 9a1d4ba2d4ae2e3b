/**
 * What a program has under way: one thing at a time, with Stop in the place of Run, and its failure said in the
 * reader's language. Knows not what is done.
 */

import type { Hooks } from "../job.ts";
import { ClientError } from "../client_error.ts";
import type { Status } from "./status.ts";

export class Work {
  readonly #section: HTMLElement;
  readonly #run: HTMLElement;
  readonly #stop: HTMLElement;
  readonly #status: Status;
  #abort: AbortController | null = null;

  constructor(section: HTMLElement, run: HTMLElement, stop: HTMLElement, status: Status) {
    this.#section = section;
    this.#run = run;
    this.#stop = stop;
    this.#status = status;
  }

  get underWay(): boolean {
    return this.#abort !== null;
  }

  stop(): void {
    this.#abort?.abort();
  }

  async begin(work: (hooks: Hooks) => Promise<void>): Promise<void> {
    const abort = (this.#abort = new AbortController());
    this.#show(true);
    try {
      await work({
        signal: abort.signal,
        onStage: (stage) => this.#status.stage(stage),
        onProgress: (progress) => this.#status.search(progress),
      });
    } catch (error) {
      if (error instanceof ClientError) this.#status.error(error);
      else throw error;
    } finally {
      this.#abort = null;
      this.#show(false);
    }
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
