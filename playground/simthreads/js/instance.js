// @ts-check
/** One interpreter and the fibres in it: begins a run, and can end it at any time with its fibres as they stand. */
import { beginRun, elapsed } from "./determinism.js";
import { Fibers } from "./fibers.js";
import { Memory } from "./memory.js";
import { remember } from "./unchanged.js";

/** Milliseconds of running between two looks at what the host wants. */
export const CHECK_INTERVAL = 40;
/** How the answer of `entry.py` begins where the simulation itself failed. */
const BROKE_DOWN = '{"unusable": "the simulation broke down';
/** A run that took more memory than this is followed by a fresh interpreter. */
const MAX_GROWTH = 96 * 1024 * 1024;

/** @param {unknown} reason */
const firstLine = (reason) => `${reason}`.split("\n", 1)[0];

export class Instance {
  /**
   * @param {any} py Pyodide, loaded from the engine's snapshot
   * @param {import("./loader.js").Host} host the object that was given to the loader
   */
  constructor(py, host) {
    this.py = py;
    this.entry = py.pyimport("playground.simthreads.entry");
    this.fibers = new Fibers(py._module);
    this.fibers.body = this.entry.body;
    this.fibers.inBody = this.entry.in_body_address;
    this.clockAddress = this.entry.clock_address;
    this.startOfTime = this.entry.START_MS;
    this.stopping = false;
    this.broken = false;
    this.checkInterval = CHECK_INTERVAL;
    this.lastCheck = 0;
    this.deadline = Infinity;
    this.answer = "";
    /** @type {any} asked by the fibre that is parked for an answer */
    this.question = null;
    /** @type {string[]} output that nobody has been told of */
    this.news = [];
    /** @type {((chunks: any[]) => void) | null} */
    this.onOutput = null;
    /** @type {(answer: string) => void} */
    this.finish = () => {};
    /** @type {((question: any) => Promise<unknown>) | null} */
    this.onQuestion = null;
    this.#bind(host);
    const nowhere = { write: (/** @type {Uint8Array} */ bytes) => bytes.length };
    py.setStdin({ error: true });
    py.setStdout(nowhere);
    py.setStderr(nowhere);
    host.doors.open(...this.entry.doors.toJs());
    host.parking.open(this.entry.in_body_address);
    host.callers.open();
    host.quick.open(this.entry.quick_address);
    this.cutShort = this.entry.cut;
    this.begin = this.entry.begin;
    this.entry.seal(host);
    this.fibers.disown();
    this.memory = new Memory(py, host.doors.exports, this.startOfTime);
    /** Are Pyodide's own objects what they were? */
    this.unchanged = remember(py);
    host.setUmask = (/** @type {number} */ mask) => this.memory.files.setUmask(mask);
  }

  /** @param {import("./loader.js").Host} host */
  #bind(host) {
    host.suspend = (/** @type {number} */ following) => this.fibers.suspend(following);
    host.interruptCheck = { due: () => this.#isCheckDue(), take: () => this.#takeCheck() };
    host.guard = () => this.fibers.guard();
    host.end = (/** @type {string} */ answer) => {
      this.answer = answer;
    };
    host.tell = (/** @type {string} */ news) => {
      if (this.onOutput) this.news.push(news);
    };
    host.ask = (/** @type {string} */ question) => {
      this.question = JSON.parse(question);
    };
    host.reply.then = (
      /** @type {(answer: string) => void} */ resume,
      /** @type {() => void} */ end,
    ) => this.#ask({ resume, end });
    this.py.setInterruptBuffer([0]); // have the interpreter ask at its check points
  }

  /** The program's wall clock in milliseconds. */
  clock() {
    return this.startOfTime + this.py._module.HEAPF64[this.clockAddress >> 3] / 1e6;
  }

  /** Not before the program's first step, which moves its clock: a run that has not begun leaves no record. */
  #isCheckDue() {
    return (
      this.fibers.inside &&
      elapsed() - this.lastCheck >= this.checkInterval &&
      this.clock() > this.startOfTime
    );
  }

  /** @returns {Promise<void>} settled only if the run is to go on */
  #takeCheck() {
    const { parked } = this.fibers;
    return new Promise((resume, end) => {
      const goOn = this.fibers.pause({ resume, end });
      setTimeout(() => {
        if (parked !== this.fibers.parked) return; // of a run that is over
        this.lastCheck = elapsed();
        if (this.news.length) this.onOutput?.(this.news.splice(0).map((text) => JSON.parse(text)));
        if (this.stopping) this.#leave("stopped", null);
        else if (this.lastCheck > this.deadline) this.#leave("limit", "time");
        else goOn();
      }, 0);
    });
  }

  /** End the run in the middle of a fibre's work. @param {string} outcome @param {string | null} limit */
  #leave(outcome, limit) {
    this.py._module._captureThreadState(); // takes the fibre's frames off: what follows is not called by them
    this.#tryToCut(outcome, limit); // nobody awaits a timer
  }

  /** @param {string} outcome @param {string | null} limit */
  #tryToCut(outcome, limit) {
    try {
      this.#cut(outcome, limit);
    } catch (error) {
      this.#crash(error);
    }
  }

  /** @param {import("./fibers.js").Parked} waiting */
  async #ask(waiting) {
    const { parked } = this.fibers;
    const goOn = this.fibers.pause(waiting);
    const answer = await this.onQuestion?.(this.question);
    if (parked !== this.fibers.parked) return; // of a run that is over
    if (this.stopping) this.#cut("stopped", null);
    else goOn(JSON.stringify(answer));
  }

  /** End the run with its fibres as they stand. @param {string} outcome @param {string | null} limit */
  #cut(outcome, limit) {
    this.fibers.leaveBody();
    this.py._module.stackRestore(this.fibers.base);
    this.finish(this.cutShort(outcome, limit));
  }

  /** @param {unknown} error */
  #crash(error) {
    this.broken = true;
    this.py._module.validSuspender.value = false;
    this.py._module.stackRestore(this.fibers.base);
    const overflow = error instanceof RangeError || /stack|out of bounds/.test(String(error));
    const full = /** @type {any} */ (error)?.type === "MemoryError"; // while it began a thread
    try {
      if (!overflow && !full) throw error;
      this.#cut("limit", full ? "memory" : "stack");
    } catch (reason) {
      this.finish(JSON.stringify({ unusable: `the interpreter broke down: ${firstLine(reason)}` }));
    }
  }

  /**
   * One step of a search; see `entry.py`.
   * @param {string} request @param {string} state @param {string} result @param {boolean} stopping
   * @returns {string}
   */
  search(request, state, result, stopping) {
    this.memory.untouched = false;
    return this.entry.search(request, state, result, stopping);
  }

  /**
   * What a search in that state will probably ask next; see `explore/search_ahead.py`.
   * @param {string} request @param {string} state @param {number} count
   * @returns {string}
   */
  foresee(request, state, count) {
    this.memory.untouched = false;
    return this.entry.foresee(request, state, count);
  }

  /**
   * @param {object} request plain JSON
   * @param {number} [seconds] of real time after which the run is cut off
   * @returns {Promise<string>} the record as JSON
   */
  async run(request, seconds = Infinity) {
    const { fibers, memory } = this;
    memory.restore();
    fibers.reset();
    this.stopping = false;
    this.news = [];
    this.lastCheck = elapsed();
    this.deadline = this.lastCheck + seconds * 1000;
    beginRun({ inside: () => fibers.inside, clock: () => this.clock() });
    this.begin(JSON.stringify(request ?? null));
    try {
      const answer = await new Promise((resolve, reject) => {
        this.finish = resolve;
        fibers.onEnd = () => resolve(this.answer);
        fibers.onFull = () => this.#tryToCut("limit", "memory");
        fibers.onCrash = (error) => {
          try {
            this.#crash(error);
          } catch (second) {
            reject(second);
          }
        };
        fibers.resume(1);
      });
      if (answer.startsWith(BROKE_DOWN)) this.broken = true; // whatever it was: no later run is to meet it
      return answer;
    } finally {
      await fibers.abandon();
      if (memory.grown > MAX_GROWTH) this.broken = true;
    }
  }
}
