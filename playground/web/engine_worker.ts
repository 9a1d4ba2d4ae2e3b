/**
 * One worker with Python in it: hands it the files that it is made of as they come, and knows how far that is. Knows no
 * job and no message but those of the loading.
 */

import type { Part, Places, ToWorker } from "../protocol/message.ts";
import { Download } from "./download.ts";
import type { Stage } from "./job.ts";
import { take } from "./python.ts";
import { secondsLeft } from "./route.ts";
import type { Sandbox } from "./sandbox.ts";

/** Told of a worker as long as that is not over. */
export interface Heard {
  message(given: unknown): void;
  /** More bytes have come. */
  bytes(): void;
  failed(message: string): void;
  /** What it is made of does not come. */
  lacks(message: string): void;
}

export class EngineWorker {
  readonly #sandbox: Sandbox;
  readonly #download: Download;
  #loaded = 0;
  #isBooted = false;
  #isKept = false;
  #isOver = false;

  constructor(places: Places, heard: Heard) {
    const sandbox = (this.#sandbox = take());
    sandbox.onmessage = (event) => {
      if (!this.#isOver) heard.message(event.data);
    };
    sandbox.onerror = (message) => {
      if (!this.#isOver) heard.failed(message);
    };
    // all files are asked for at once, while the worker starts; Pyodide would ask for one after the other
    const count = (bytes: number) => {
      this.#loaded += bytes;
      if (!this.#isOver) heard.bytes();
    };
    this.#download = new Download(places, count, (part) => this.#give(part));
    this.#download.whole.catch((error: unknown) => {
      if (!this.#isOver) heard.lacks(String(error));
    });
  }

  #give(part: Part): void {
    const { content } = part;
    this.#sandbox.postMessage(
      { kind: "part", part } satisfies ToWorker,
      content instanceof ArrayBuffer ? [content] : [],
    );
  }

  post(message: ToWorker): void {
    if (!this.#isOver) this.#sandbox.postMessage(message);
  }

  /** Start Python, though not all of its parts are there yet. */
  boot(): void {
    if (this.#isBooted) return;
    this.#isBooted = true;
    void this.#download.fromSnapshot.then((snapshot) => this.post({ kind: "boot", snapshot }));
  }

  /** How far the loading is. */
  get stage(): Stage {
    const { total, began } = this.#download;
    const loaded = this.#loaded;
    const seconds = secondsLeft(total - loaded, loaded, began);
    return loaded < total ? { at: "loading", loaded, total, seconds } : { at: "starting" };
  }

  /** The snapshot cannot be used. */
  giveSources(): void {
    this.#download.giveSources();
  }

  giveLibrary(): Promise<void> {
    return this.#download.giveLibrary();
  }

  /** Tells, whenever it is asked, how much of the standard library has come since now. */
  libraryStage(): () => Stage {
    const [began, before] = [performance.now(), this.#download.library().loaded];
    return () => {
      const { loaded, total } = this.#download.library();
      const seconds = secondsLeft(total - loaded, loaded - before, began);
      return { at: "loading", loaded, total, seconds };
    };
  }

  takeImage(content: Blob): void {
    this.#download.takeImage(content);
  }

  /** What it took, for the next visit; after an answer is shown, so that this does not wait. */
  keep(resting: () => Promise<void>): void {
    if (this.#isKept) return;
    this.#isKept = true;
    setTimeout(() => this.#download.keep(resting).catch(() => {})); // storage is full, or barred: the next visit fetches again
  }

  /** It is over; with `leave`, what is on its way still comes: the next try need not fetch it. */
  end(leave = false): void {
    this.#isOver = true;
    this.#sandbox.terminate();
    if (leave) void this.#download.dropDamaged();
    else this.stop();
  }

  /** Nobody waits for what has not come yet. */
  stop(): void {
    this.#download.stop();
  }
}
