/**
 * One engine for the whole visit: starts its worker at the first wish, tells how the loading stands, takes
 * one job at a time in the order of asking, and starts a new worker when the old one does not let go.
 * Knows the worker's messages; knows no button, no page and no scheduling.
 */

import type { FromWorker, Places, ToWorker } from "../protocol/message.ts";
import type { Run } from "../protocol/record.ts";
import type { ExploreRequest, RunRequest } from "../protocol/request.ts";
import { readMessage } from "../protocol/validate.ts";
import type { Exploration } from "../protocol/verdict.ts";
import { ClientError } from "./client_error.ts";
import {
  type Asked,
  answers,
  type Choose,
  type Client,
  type Hooks,
  type Job,
  plain,
  type Stage,
} from "./job.ts";
import { EngineWorker } from "./engine_worker.ts";
import { Pulse } from "./pulse.ts";
import { supported } from "./python.ts";
import { SecondWorker } from "./second_worker.ts";

/** How long a soft stop may take before the worker is ended. */
const PATIENCE = 500;
/** And how long nobody has asked for anything before what nobody waits for is done. */
const REST = 1000;
/** How often it is told how much has come: each time, the page is laid out anew. */
const TELL_EVERY = 50;

export class WorkerClient implements Client {
  readonly #places: Places;
  readonly #queue: Job[] = [];
  #worker: EngineWorker | null = null;
  /** One that was given up since its files did not all come: those that are on their way may still. */
  #left: EngineWorker | null = null;
  /** Of the search under way. */
  #second: SecondWorker | null = null;
  /** Told of what comes while a run waits for it. */
  #hearBytes: (() => void) | null = null;
  #ready = false;
  #job: Job | null = null;
  #stage: Stage = { at: "queued" };
  readonly #pulse = new Pulse(
    () => this.#post({ kind: "ping" }),
    (silent) => this.#tell({ at: silent ? "silent" : "running" }),
  );
  #force: ReturnType<typeof setTimeout> | undefined;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(places: Places) {
    this.#places = places;
  }

  run(request: RunRequest, hooks: Hooks = {}): Promise<Run> {
    return this.#ask({ kind: "run", request }, hooks, null) as Promise<Run>;
  }

  explore(request: ExploreRequest, hooks: Hooks = {}): Promise<Exploration> {
    return this.#ask({ kind: "explore", request }, hooks, null) as Promise<Exploration>;
  }

  step(request: RunRequest, choose: Choose, hooks: Hooks = {}): Promise<Run> {
    return this.#ask({ kind: "step", request }, hooks, choose) as Promise<Run>;
  }

  #ask(given: Asked, hooks: Hooks, choose: Choose | null): Promise<Run | Exploration> {
    if (!supported()) return Promise.reject(new ClientError("unsupported"));
    let message: ToWorker;
    try {
      message = plain(given);
    } catch (error) {
      return Promise.reject(new ClientError("unusable", (error as Error).message));
    }
    return new Promise((resolve, reject) => {
      const job: Job = { message, hooks, choose, resolve, reject };
      if (hooks.signal?.aborted) return reject(new ClientError("cancelled"));
      hooks.signal?.addEventListener("abort", () => this.#abort(job), { once: true });
      this.#queue.push(job);
      this.#next();
      if (job !== this.#job) hooks.onStage?.({ at: "queued" });
    });
  }

  #next(): void {
    if (this.#job || this.#queue.length === 0) return;
    this.#job = this.#queue.shift() ?? null;
    if (!this.#worker) this.#spawn();
    this.#worker?.boot();
    if (this.#ready) this.#begin();
    else this.#tell(this.#stage);
  }

  #begin(): void {
    if (!this.#job) return;
    this.#post(this.#job.message);
    this.#job.hooks.onStage?.({ at: "running" });
    this.#pulse.start();
  }

  #tell(stage: Stage): void {
    this.#stage = stage;
    this.#job?.hooks.onStage?.(stage);
  }

  /** More bytes have come for a worker. */
  #hearOf(worker: EngineWorker): void {
    this.#telling = undefined;
    if (worker !== this.#worker) return;
    if (this.#ready) this.#hearBytes?.();
    else this.#tell(worker.stage);
  }

  #post(message: ToWorker): void {
    this.#worker?.post(message);
  }

  /** Begin to fetch what a run will need. */
  prepare(): void {
    if (!this.#worker && supported()) this.#spawn();
  }

  #spawn(): void {
    this.#ready = false;
    this.#left?.stop();
    this.#left = null;
    const worker = new EngineWorker(this.#places, {
      message: (given) => this.#read(given),
      bytes: () => {
        this.#telling ??= setTimeout(() => this.#hearOf(worker), TELL_EVERY);
      },
      failed: (message) => this.#fail(this.#ready ? "crash" : "load", message),
      lacks: (message) => this.#fail("load", message),
    });
    this.#worker = worker;
    this.#stage = worker.stage;
  }

  #read(given: unknown): void {
    let message: FromWorker;
    try {
      message = readMessage(given);
    } catch (error) {
      return this.#fail("crash", (error as Error).message);
    }
    this.#hear(message);
  }

  #hear(message: FromWorker): void {
    const job = this.#job;
    this.#pulse.heard();
    switch (message.kind) {
      case "pong":
        return;
      case "ready":
        if (this.#ready) return this.#misfit("it was ready");
        this.#ready = true;
        return this.#begin();
      case "output":
        return job?.hooks.onOutput?.(message.chunks);
      case "progress":
        return job?.hooks.onProgress?.(message.progress);
      case "question":
        if (!job?.choose) return this.#misfit("nobody is asked");
        job.choose(message.question).then(
          (answer) => {
            if (job === this.#job) this.#post({ kind: "answer", answer });
          },
          () => this.#abort(job),
        );
        return;
      case "ahead":
        if (job?.message.kind !== "explore") return this.#misfit("nothing is searched for");
        this.#second ??= new SecondWorker(this.#places, (tried) => this.#post(tried));
        return this.#second.ask(message.requests);
      case "tried":
        return this.#misfit("nobody has asked for that");
      case "sources":
        return this.#worker?.giveSources();
      case "library":
        return void this.#waitForLibrary();
      case "image":
        if (this.#ready) return this.#misfit("something has run");
        return this.#worker?.takeImage(message.content as unknown as Blob);
      case "failed":
        return this.#fail(message.stage === "load" ? "load" : "crash", message.message);
      case "done":
        if (!answers(message.answer, job?.message.kind))
          return this.#misfit("it answers another question");
        this.#worker?.keep(() => this.#resting());
        if (message.spent) this.#end();
        return this.#settle((done) =>
          "unusable" in message.answer
            ? done.reject(new ClientError("unusable", message.answer.unusable))
            : done.resolve(message.answer),
        );
    }
  }

  /** A message that can be read, but not now: a program has sent it. */
  #misfit(why: string): void {
    this.#fail("crash", `the record cannot be read: ${why}`);
  }

  async #resting(): Promise<void> {
    do await new Promise((resolve) => setTimeout(resolve, REST));
    while (this.#job);
  }

  /** A run reads what has not come yet: it goes on by itself when that is there. */
  async #waitForLibrary(): Promise<void> {
    const [worker, job] = [this.#worker, this.#job];
    if (!worker || !job) return;
    const stage = worker.libraryStage();
    const tell = () => {
      if (job === this.#job) this.#tell(stage());
    };
    this.#hearBytes = tell;
    tell();
    try {
      await worker.giveLibrary();
      if (job === this.#job) this.#tell({ at: "running" });
    } catch (error) {
      if (worker === this.#worker) this.#fail("load", String(error));
    } finally {
      if (this.#hearBytes === tell) this.#hearBytes = null;
    }
  }

  /** The job at hand is over; the next one begins. */
  #settle(tell: (job: Job) => void): void {
    clearTimeout(this.#force);
    this.#pulse.stop();
    this.#second?.end();
    this.#second = null;
    this.#stage = { at: "queued" };
    const job = this.#job;
    this.#job = null;
    if (job) tell(job);
    this.#next();
  }

  #end(leave = false): void {
    this.#worker?.end(leave);
    this.#worker = null;
    this.#ready = false;
  }

  /** Give the worker up: the next job starts another. */
  #fail(reason: ClientError["reason"], message: string): void {
    const files = reason === "load";
    if (files) this.#left = this.#worker;
    this.#end(files);
    this.#settle((job) => job.reject(new ClientError(reason, message)));
  }

  #abort(job: Job): void {
    const place = this.#queue.indexOf(job);
    if (place >= 0) {
      this.#queue.splice(place, 1);
      job.reject(new ClientError("cancelled"));
    } else if (job !== this.#job) {
      return;
    } else if (this.#ready) {
      this.#post({ kind: "stop" });
      clearTimeout(this.#force);
      this.#force = setTimeout(() => this.#fail("cancelled", ""), PATIENCE);
    } else {
      this.#fail("cancelled", "");
    }
  }
}
