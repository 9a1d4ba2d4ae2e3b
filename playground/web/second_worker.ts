/**
 * A second worker with Python in it, for a search that goes on for long: it tries what the first will probably ask.
 * Nobody waits for it, and it goes with the search, or where anything is wrong with it. Knows no job.
 */

import type { FromWorker, Places, Tried } from "../protocol/message.ts";
import { readMessage } from "../protocol/validate.ts";
import { EngineWorker } from "./engine_worker.ts";
import { isKept } from "./part_cache.ts";

/** Milliseconds of a search after which it is worth its start. */
const LONG = 1000;
/** So many that the page, the first worker and this one have one each. */
const CORES = 4;

export class SecondWorker {
  readonly #places: Places;
  readonly #tell: (tried: Tried) => void;
  readonly #start: ReturnType<typeof setTimeout>;
  #worker: EngineWorker | null = null;
  #ready = false;
  #wanted: readonly string[] | null = null;
  #isOver = false;

  constructor(places: Places, tell: (tried: Tried) => void) {
    this.#places = places;
    this.#tell = tell;
    this.#start = setTimeout(() => void this.#begin(), LONG);
  }

  /** What the search will probably ask: to be tried once there is a worker. */
  ask(requests: readonly string[]): void {
    this.#wanted = requests;
    this.#send();
  }

  end(): void {
    this.#isOver = true;
    clearTimeout(this.#start);
    this.#worker?.end();
  }

  /** From what is kept alone: what a reader waits for is not fetched twice. */
  async #begin(): Promise<void> {
    if (navigator.hardwareConcurrency < CORES || !(await isKept(this.#places)) || this.#isOver)
      return;
    const fails = () => this.end();
    this.#worker = new EngineWorker(this.#places, {
      message: (given) => this.#read(given),
      bytes: () => {},
      failed: fails,
      lacks: fails,
    });
    this.#worker.boot();
  }

  #read(given: unknown): void {
    try {
      this.#hear(readMessage(given));
    } catch {
      this.end();
    }
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.#ready = true;
        return this.#send();
      case "sources":
        return this.#worker?.giveSources();
      case "library":
        return void this.#worker?.giveLibrary().catch(() => this.end());
      case "tried": {
        const { request, answer, last, spent } = message;
        if (spent) return this.end();
        return this.#tell({ kind: "tried", request, answer, last });
      }
      case "failed":
        return this.end();
    }
  }

  #send(): void {
    if (!this.#ready || !this.#wanted) return;
    this.#worker?.post({ kind: "try", requests: this.#wanted });
    this.#wanted = null;
  }
}
