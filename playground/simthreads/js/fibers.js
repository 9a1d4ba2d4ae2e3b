// @ts-check
/**
 * Fibres over JavaScript Promise Integration: many Python stacks in one interpreter, one running at a time.
 * Knows Pyodide's private API (so Pyodide is pinned exactly) and nothing of threads or schedules.
 */

import { NATIVE_THREAD_ID, THREAD_ID } from "./interpreter.js";

/**
 * What Pyodide gives to a fibre of its host's thread state, and a thread has not: the dictionary, the hooks of
 * asynchronous generators, the context, the dictionary of locals and its sentinel, the running event loop.
 */
const INHERITED = [80, 112, 116, 120, 176, 180, 720];

/** Of a PyThreadState: how deep it is in what is not traced, and its own profiler and tracer. */
const TRACING = 44,
  PROFILE = 56,
  TRACE = 60;

/** C stack of one fibre. Small, so that CPython's own check ends a deep recursion before the engine's stack does. */
export const STACK_SIZE = 256 * 1024;

/**
 * Thrown through a stack that will not go on: the browser frees one that has ended, never one that is only left.
 * Pyodide lets an error with this mark pass, so that no Python sees it.
 */
const OVER = { pyodide_fatal_error: true };

/** @typedef {{resume: (answer?: any) => void, end: (reason: unknown) => void}} Parked */

export class Fibers {
  /** @param {any} module Pyodide's `_module` */
  constructor(module) {
    this.module = module;
    /** address of a number: whether a fibre is in its body */
    this.inBody = 0;
    /** entry point in Python: a PyProxy of `body(number) -> number` */
    this.body = /** @type {any} */ (null);
    /** @type {Map<number, Parked>} */
    this.parked = new Map();
    /** @type {Map<number, Promise<void>>} settled when the fibre's stack is no more */
    this.stacks = new Map();
    this.running = 0;
    /** @type {(error: unknown) => void} */
    this.onCrash = () => {};
    /** @type {() => void} */
    this.onEnd = () => {};
    /** Told when there is no memory for another stack. @type {() => void} */
    this.onFull = () => {};
    this.base = module.stackSave();
    this.region = 0;
    /** @type {Map<number, number>} */
    this.regions = new Map();
    this.started = 0;
    // The interpreter's entry frames lie on the C stack and a garbage collection walks them while their
    // fibre is parked, so that fibres must not overlap, as Pyodide's own tasks do: each has a region of
    // its own, and an empty slice for Pyodide to save.
    Object.defineProperty(module, "stackStop", { get: () => module.stackSave(), set() {} });
  }

  /** Is a fibre in its body, so that it may be disturbed? */
  get inside() {
    return this.module.HEAP32[this.inBody >> 2] === 1;
  }

  /** What runs from here on is not a fibre's doing, though it left in the middle. */
  leaveBody() {
    this.module.HEAP32[this.inBody >> 2] = 0;
  }

  /**
   * The running fibre parks, and `following` goes on; nobody, if that is 0.
   * @param {number} following @returns {Promise<void>}
   */
  suspend(following) {
    return new Promise((resume, end) => {
      this.parked.set(this.running, { resume, end });
      if (following === 0) this.onEnd();
      else this.resume(following);
    });
  }

  /** @param {number} number */
  resume(number) {
    this.running = number;
    const waiting = this.parked.get(number);
    if (waiting === undefined) {
      // not on the stack of whoever starts it
      this.stacks.set(
        number,
        Promise.resolve().then(() => this.#start(number)),
      );
    } else {
      this.parked.delete(number);
      this.module.validSuspender.value = true;
      waiting.resume();
    }
  }

  /**
   * The running fibre pauses in the middle of its work.
   * @param {Parked} pausing @returns {(answer?: unknown) => void} has it go on
   */
  pause(pausing) {
    const { running } = this;
    this.parked.set(running, pausing);
    return (answer) => {
      this.parked.delete(running);
      pausing.resume(answer);
    };
  }

  /** @param {number} number */
  async #start(number) {
    const { module } = this;
    const parked = this.parked;
    this.started += 1;
    const region = module._malloc(STACK_SIZE);
    const failure = module._malloc(4);
    if (!region || !failure) {
      this.onFull();
      return;
    }
    module.stackRestore((region + STACK_SIZE) & ~15);
    this.regions.set(number, region);
    this.region = region;
    const pointer = module.PyProxy_getPtr(this.body);
    // who traces all threads traces the host as well, and a thread would begin with that
    const host = module._PyThreadState_Get();
    if (module.HEAP32[(host + PROFILE) >> 2]) module._PyEval_SetProfile(0, 0);
    if (module.HEAP32[(host + TRACE) >> 2]) module._PyEval_SetTrace(0, 0);
    try {
      module._check_gil();
      const [following] = await module.promisingApply(pointer, [number], 1, [], 0, failure);
      if (typeof following !== "number") {
        this.leaveBody();
        module._PyErr_SetRaisedException(module.HEAPU32[failure >> 2]);
        module._pythonexc2js();
      }
      if (parked !== this.parked) return; // a fibre of a run that is over
      module.stackRestore(this.base);
      module._free(region);
      this.regions.delete(number);
      this.stacks.delete(number);
      module._free(failure);
      this.resume(following);
    } catch (error) {
      if (parked === this.parked) this.onCrash(error);
    }
  }

  /** Called by a new fibre about itself: it has the interpreter's thread state of its own, as a new thread has it. */
  guard() {
    const { module } = this;
    const state = module._PyThreadState_Get();
    module._PyUnstable_ThreadState_SetStackProtection(state, this.region, STACK_SIZE);
    for (const offset of [THREAD_ID, NATIVE_THREAD_ID])
      module.HEAP32[(state + offset) >> 2] = this.running;
    module.HEAP32[(state + TRACING) >> 2] = 1; // but for the program, which the engine calls
    for (const offset of INHERITED) {
      const object = module.HEAP32[(state + offset) >> 2];
      module.HEAP32[(state + offset) >> 2] = 0;
      if (object) module._Py_DecRef(object);
    }
  }

  /** What the host does by itself is no thread's doing, and nobody traces it. */
  disown() {
    const { module } = this;
    const state = module._PyThreadState_Get();
    for (const offset of [THREAD_ID, NATIVE_THREAD_ID]) module.HEAP32[(state + offset) >> 2] = 0;
    module.HEAP32[(state + TRACING) >> 2] = 1;
  }

  /** End all that is parked. Its memory is about to be overwritten, so nothing of it may run. */
  async abandon() {
    const { parked, stacks } = this;
    this.parked = new Map();
    this.stacks = new Map();
    this.regions = new Map();
    for (const { end } of parked.values()) end(OVER);
    await Promise.all([...parked.keys()].map((number) => stacks.get(number)));
    this.reset();
  }

  /** Be as if no fibre had ever been. */
  reset() {
    this.module.validSuspender.value = false;
    this.module.stackRestore(this.base);
  }
}
