// @ts-check
/**
 * The engine, for a page's worker and for Node alike: boot once, then run, explore or step; stop at any time.
 * Holds no scheduling: it moves JSON between its caller and Python.
 */
import { Ahead } from "./ahead.js";
import { install } from "./determinism.js";
import { CHECK_INTERVAL, Instance } from "./instance.js";
import { loadSnapshot, makeHost, makeSnapshot } from "./loader.js";
import { turn } from "./turn.js";

/**
 * @typedef {Record<string, string>} Sources the Python files by path
 * @typedef {object} Boot
 * @property {(options: object) => Promise<any>} loadPyodide
 * @property {object} [options] for `loadPyodide`
 * @property {Uint8Array} [snapshot] made by `makeSnapshot`; all machines that share it see the same bytes. It may be
 * filled while Pyodide starts, until it has its standard library
 * @property {boolean} [writesItself] the snapshot; see `writing` in `pages.js`
 * @property {Sources | Promise<Sources>} [sources] instead of a snapshot; they may come while Pyodide starts
 * @property {import("./library.js").Library} [library] where the standard library has yet to come in part
 * @property {(position: number) => void} [wantLibrary] told where it is read and is not there
 * @property {any} [nodeCrypto] in Node, its crypto module
 */

/** Can this browser do it? Ask before any download. */
export function supported() {
  return (
    typeof WebAssembly === "object" && "Suspending" in WebAssembly && "promising" in WebAssembly
  );
}

/** @param {Boot} given @returns {Promise<Engine>} */
export async function boot(given) {
  const { loadPyodide, options = {}, sources = {}, library, wantLibrary } = given;
  install(given.nodeCrypto);
  const make = () => {
    /** @type {Promise<any>} a Pyodide that cannot start would say nothing */
    const touched = new Promise((resolve) => {
      if (library) library.onTouch = () => resolve(undefined);
    });
    return Promise.race([makeSnapshot(loadPyodide, options, sources, library), touched]);
  };
  const snapshot = given.snapshot ?? (await withLibrary(make, library, wantLibrary));
  const engine = new Engine(snapshot, async () => {
    const host = makeHost();
    const itself = given.writesItself ?? false;
    const py = await loadSnapshot(loadPyodide, options, snapshot, itself, host, library);
    return new Instance(py, host);
  });
  engine.library = library;
  engine.wantLibrary = wantLibrary;
  await engine.ready();
  return engine;
}

/**
 * Does it again, from the start, when it has read what is not there yet and that has come.
 * @template T
 * @param {() => Promise<T>} work
 * @param {import("./library.js").Library | undefined} library
 * @param {(position: number) => void} [want]
 * @returns {Promise<T>}
 */
async function withLibrary(work, library, want) {
  if (!library) return work();
  for (;;) {
    library.touched = null;
    const done = await work().catch((error) => {
      if (library.touched === null) throw error;
      return /** @type {T} */ (undefined);
    });
    const { touched } = library;
    if (touched === null) return done;
    want?.(touched);
    while (library.isMissing(touched)) await library.more();
  }
}

/**
 * What a run says and asks until it is begun anew is said and asked once.
 * @param {((question: any) => Promise<unknown>) | null} onQuestion
 * @param {((chunks: any[]) => void) | null} onOutput
 */
function once(onQuestion, onOutput) {
  /** @type {unknown[]} */
  const answers = [];
  let said = 0;
  return () => {
    let [asked, saying] = [0, 0];
    const question =
      onQuestion &&
      (async (/** @type {any} */ state) => {
        if (asked === answers.length) answers.push(await onQuestion(state));
        return answers[asked++];
      });
    const output =
      onOutput &&
      ((/** @type {any[]} */ chunks) => {
        const news = chunks.slice(Math.max(0, said - saying));
        saying += chunks.length;
        said = Math.max(said, saying);
        if (news.length) onOutput(news);
      });
    return { question, output };
  };
}

/**
 * A step back goes the same way in all, down to where its objects lie, since the program's side is asked as before.
 * @param {any[]} answers to the first questions, which the caller does not see
 * @param {(state: any) => Promise<unknown>} onChoice asked from then on
 * @returns {(state: any) => Promise<unknown>}
 */
function answering(answers, onChoice) {
  let asked = 0;
  /** @type {any[]} */
  const unseen = [];
  return async (state) => {
    if (asked < answers.length) {
      unseen.push(...state.output);
      return answers[asked++];
    }
    return onChoice({ ...state, output: [...unseen.splice(0), ...state.output] });
  };
}

export class Engine {
  /** @param {Uint8Array} snapshot @param {() => Promise<Instance>} start */
  constructor(snapshot, start) {
    this.snapshot = snapshot;
    this.start = start;
    /** @type {Instance | null} */
    this.instance = null;
    this.running = false;
    this.unlooked = false;
    this.stopping = false;
    this.seconds = Infinity;
    this.checkInterval = CHECK_INTERVAL;
    /** @type {import("./library.js").Library | undefined} */
    this.library = undefined;
    /** @type {((position: number) => void) | undefined} */
    this.wantLibrary = undefined;
  }

  /** Has what ran last changed Pyodide itself? */
  #look() {
    if (this.unlooked && this.instance && !this.instance.unchanged()) this.instance.broken = true;
    this.unlooked = false;
  }

  /** Do ahead what the next run begins with. */
  #settle() {
    this.#look();
    if (!this.running && this.instance && !this.instance.broken) this.instance.memory.putBack();
  }

  /** The interpreter, a fresh one if the last run broke it. */
  async ready() {
    this.#look();
    if (!this.instance || this.instance.broken) this.instance = await this.start();
    return this.instance;
  }

  /** @template T @param {() => Promise<T>} work */
  async #alone(work) {
    if (this.running) throw new Error("a run is under way");
    this.running = true;
    this.stopping = false;
    try {
      return await work();
    } finally {
      this.running = false;
      this.unlooked = true;
      setTimeout(() => this.#settle(), 0); // whoever waits for the answer does not wait for this
    }
  }

  /**
   * @param {object} request
   * @param {((question: any) => Promise<unknown>) | null} onQuestion
   * @param {((chunks: any[]) => void) | null} onOutput
   */
  async #once(request, onQuestion = null, onOutput = null) {
    const { library } = this;
    const ways = once(onQuestion, onOutput);
    const attempt = async () => {
      const instance = await this.ready();
      const { question, output } = ways();
      instance.onQuestion = question;
      instance.onOutput = output;
      instance.checkInterval = this.checkInterval;
      if (library)
        library.onTouch = () => {
          instance.stopping = true;
        };
      const answer = instance.run(request, this.seconds);
      if (this.stopping) instance.stopping = true;
      return answer;
    };
    return withLibrary(attempt, library, this.wantLibrary);
  }

  /**
   * Run once. Request: source; and if wanted filename, seed, policy, preempt, schedule, max_steps, max_output,
   * max_threads.
   * @param {object} request
   * @param {((question: any) => Promise<unknown>) | null} [onQuestion] for programs that ask their host
   * @param {((chunks: any[]) => void) | null} [onOutput] output of a run that takes its time, as it comes
   * @returns {Promise<any>} the record, or {unusable: why}
   */
  run(request, onQuestion = null, onOutput = null) {
    return this.#alone(async () => JSON.parse(await this.#once(request, onQuestion, onOutput)));
  }

  /**
   * Try schedules until one fails, then shorten it. Request: as for `run`, and schedules, expect, same_output.
   * @param {object} request
   * @param {(progress: any) => void} [onProgress]
   * @param {import("./ahead.js").Helper} [helper] another engine
   * @returns {Promise<any>} the verdict, which is the same with a helper and without
   */
  explore(request, onProgress = () => {}, helper = () => new Promise(() => {})) {
    const asked = JSON.stringify(request ?? null);
    const ahead = new Ahead(helper);
    return this.#alone(async () => {
      let state = "";
      let result = "";
      for (;;) {
        const instance = await this.ready();
        const next = JSON.parse(instance.search(asked, state, result, this.stopping));
        if (next.verdict) return next.verdict;
        onProgress(next.progress);
        state = JSON.stringify(next.state);
        const answer = ahead.take(next.request);
        if (next.progress.phase === "search")
          ahead.look((count) => JSON.parse(instance.foresee(asked, state, count)));
        result = answer ?? (await this.#once(next.request));
        await turn(); // a stop may arrive here
      }
    });
  }

  /**
   * One run for a search that goes on in another engine.
   * @param {string} request @returns {Promise<string>} the record as JSON
   */
  attempt(request) {
    return this.#alone(() => this.#once(JSON.parse(request)));
  }

  /**
   * Run with the caller as the scheduler.
   * @param {object} request as for `run`, and choices: answers given in advance, for stepping back
   * @param {(state: any) => Promise<{thread: number, granularity?: "bytecode" | "line" | "run"}>} onChoice
   * @returns {Promise<any>} the record
   */
  step(request, onChoice) {
    const { choices, ...rest } = Object(request);
    const given = Array.isArray(choices) ? choices : [];
    const sent = { ...rest, policy: "step", ...(given === choices ? {} : { choices }) }; // what is no list is refused
    return this.run(sent, answering(given, onChoice));
  }

  /** End what is under way: its promise resolves to a record with the outcome "stopped", or to a verdict. */
  stop() {
    this.stopping = true;
    if (this.instance) this.instance.stopping = true;
  }
}
