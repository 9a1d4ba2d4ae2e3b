// @ts-check
/**
 * The engine, for a page's worker and for Node alike: boot once, then run, explore, step; stop at any time.
 * Holds no scheduling: it moves JSON between its caller and Python.
 */
import { Fibers } from "./fibers.js";
import { Memory } from "./memory.js";

const ROOT = "/simthreads";
const BREATH = 40; // milliseconds of running between two looks at what the host wants
const realNow = performance.now.bind(performance);
const realDate = Date.now.bind(Date);
const SIGUSR1 = 10;

/**
 * Pyodide, loaded as the engine needs it: with fixed string hashes, and without finalizers, since an engine puts
 * memory back instead of freeing it, and a finalizer would then free what it does not own.
 * @param {(options: object) => Promise<any>} loadPyodide
 * @param {object} [options]
 */
export async function load(loadPyodide, options = {}) {
  const registry = globalThis.FinalizationRegistry;
  globalThis.FinalizationRegistry = /** @type {any} */ (class {
    register() {}
    unregister() {}
  });
  try {
    return await loadPyodide({ env: { PYTHONHASHSEED: "0" }, ...options });
  } finally {
    globalThis.FinalizationRegistry = registry;
  }
}

export class Engine {
  /**
   * @param {any} py what `loadPyodide` gave, loaded with PYTHONHASHSEED=0
   * @param {Record<string, string>} sources Python files by path, `playground/simthreads/kernel.py` and so on
   */
  constructor(py, sources) {
    const module = py._module;
    this.py = py;
    this.module = module;
    this.fibers = new Fibers(module);
    this.stopping = false;
    this.running = false;
    this.lastBreath = realNow();
    /** @type {(answer: string) => void} */
    this.finish = () => {};
    /** @type {((question: any) => Promise<string>) | null} */
    this.onQuestion = null;
    this.#load(sources);
    this.memory = new Memory(module);
  }

  /** @param {Record<string, string>} sources */
  #load(sources) {
    const { FS } = this.module;
    for (const [path, text] of Object.entries(sources)) {
      const full = `${ROOT}/${path}`;
      FS.mkdirTree(full.slice(0, full.lastIndexOf("/")));
      FS.writeFile(full, text);
    }
    this.py.runPython(`import sys; sys.path.append(${JSON.stringify(ROOT)}); sys.dont_write_bytecode = True`);
    this.inside = this.py.pyimport("playground.simthreads.inside");
    this.begin = this.inside.begin;
    this.stopped = this.inside.stopped;
    this.clock = this.inside.clock;
    this.fibers.body = this.inside.body;
    this.host = {
      gate: this.fibers.gate,
      breath: { then: (/** @type {() => void} */ resume) => this.#breathe(resume) },
      guard: () => this.fibers.guard(),
      end: (/** @type {string} */ answer) => { this.answer = answer; },
      ask: (/** @type {string} */ question) => this.#ask(question),
    };
    this.fibers.turn = this.inside.prepare(this.host);
    this.#tick();
  }

  /** Be asked by the interpreter, at its own check points, whether a signal has come. */
  #tick() {
    const engine = this;
    const buffer = {
      get length() { return 1; },
      get 0() {
        const now = realNow();
        if (!engine.fibers.inside || now - engine.lastBreath < BREATH) return 0;
        engine.lastBreath = now; // once: the handler itself passes check points
        return SIGUSR1;
      },
      set 0(_) {},
    };
    this.py.setInterruptBuffer(buffer);
  }

  /** @param {() => void} resume */
  #breathe(resume) {
    setTimeout(() => {
      this.lastBreath = realNow();
      if (this.stopping) this.finish(this.stopped());
      else resume();
    }, 0);
  }

  /** @param {string} question */
  #ask(question) {
    return { then: (/** @type {(answer: string) => void} */ resume) => {
      if (!this.onQuestion) throw new Error("nobody to ask");
      this.onQuestion(JSON.parse(question)).then((answer) => {
        if (this.stopping) this.finish(this.stopped());
        else resume(answer);
      });
    } };
  }

  /**
   * Run once. The request is plain JSON: source, filename, seed, policy, preempt, schedule, limits.
   * @param {object} request
   * @returns {Promise<any>} the record, or {unusable: why}
   */
  async run(request) {
    if (this.running) throw new Error("a run is under way");
    this.memory.restore();
    this.fibers.abandon();
    this.running = true;
    this.stopping = false;
    this.lastBreath = realNow();
    try {
      this.begin(JSON.stringify(request));
      const answer = await new Promise((resolve, reject) => {
        this.finish = resolve;
        this.fibers.onEnd = () => resolve(this.answer);
        this.fibers.onCrash = reject;
        this.fibers.resume(1);
      });
      return JSON.parse(answer);
    } finally {
      this.running = false;
      this.fibers.abandon();
    }
  }

  /** End the run that is under way; its promise resolves to a record with the outcome "stopped". */
  stop() {
    this.stopping = true;
  }
}
