/**
 * Says what happens in a run in the words of the page: the outcome in one sentence, a wait, a state, an event.
 * Pure text: `names` of the program's threads and things stand between backquotes. Knows no drawing.
 */

import { bounded, MOST } from "../bounds.ts";
import type { Run, RunEvent, StuckThread, WaitEvent } from "../../protocol/record.ts";
import { fill, follow, quoted, type Words } from "../words.ts";
import { circleOf, LOCKS } from "./circle.ts";
import type { LockLane } from "./holdings.ts";
import { isWait, type Stretch } from "./lanes.ts";
import { modelOf, type Model } from "./model.ts";
import { clock } from "./scale.ts";

/** A thread's name, as somebody else's words; empty where there is none. */
function who(thread: number | null, model: Model): string {
  const name = thread === null ? "" : (model.threadNames.get(thread) ?? "");
  return name && quoted(name);
}

/** The name of a lock or the like. */
function what(object: number | null, model: Model): string {
  const name = object === null ? "" : (model.objectNames.get(object) ?? "");
  return name && quoted(name);
}

export function outcomeSentence(given: Run, words: Words): string {
  const run = bounded(given);
  const time = clock(run.time);
  switch (run.outcome) {
    case "deadlock":
      return deadlockSentence(run, words);
    case "raised":
      return raisedSentence(run, words);
    case "limit":
      return cutOff(run, `limit_${run.limit ?? "steps"}`, words);
    case "stopped":
      return cutOff(run, "stopped", words);
    default: {
      const { exit_code: code, switches, threads } = run;
      return fill(words, code ? "exited" : "finished", {
        time,
        code,
        threads: threads.length,
        switches,
      });
    }
  }
}

/** A run that was cut off may have had threads that wait for each other, while others went on. */
function cutOff(run: Run, key: string, words: Words): string {
  const told = fill(words, key, { time: clock(run.time), steps: run.steps });
  const circle = circleOf(run);
  if (!circle.length) return told;
  const model = modelOf(run);
  const parts = partsOf(circle, model, words);
  const since = Math.max(...circle.map(({ wants }) => wants.since));
  return follow(told, fill(words, "circle", { time: clock(since), parts }));
}

/** Whether the program was not even begun: it is no Python. */
export function isSyntaxError({ error, steps }: Run): boolean {
  return steps === 0 && error !== null && /^(Syntax|Indentation|Tab)Error$/.test(error.type);
}

function raisedSentence(run: Run, words: Words): string {
  const { error } = run;
  const thread = who(error?.thread ?? 1, modelOf(run));
  const message = quoted(error?.message || error?.type || "?");
  const key = isSyntaxError(run) ? "not_python" : error?.line ? "raised" : "raised_nowhere";
  const told = fill(words, key, { thread, message, line: error?.line ?? 0 });
  const others = run.threads.filter(({ id, end }) => end === "died" && id !== error?.thread).length;
  return others ? told + fill(words, "raised_too", { count: others }) : told;
}

function deadlockSentence(run: Run, words: Words): string {
  const { deadlock } = run;
  if (!deadlock) return fill(words, "deadlock_bare", { time: clock(run.time) });
  const model = modelOf(run);
  const cycle = new Set(deadlock.cycle);
  const inCycle = deadlock.threads.filter(({ thread }) => cycle.has(thread));
  const told = inCycle.length ? inCycle : deadlock.threads;
  const parts = partsOf(told, model, words);
  return fill(words, "deadlock", { time: clock(deadlock.time), parts });
}

function partsOf(told: readonly StuckThread[], model: Model, words: Words): string {
  const parts = told.slice(0, MOST.stuck).map((stuck) => stuckWords(stuck, model, words));
  if (told.length > MOST.stuck)
    parts.push(fill(words, "more_threads", { count: told.length - MOST.stuck }));
  return parts.join(words["between"] ?? "; ");
}

/** "A holds `left`, wants `right` (line 7)". */
function stuckWords(stuck: StuckThread, model: Model, words: Words): string {
  const { holds, wants } = stuck;
  const held = [...new Set(holds.slice(0, MOST.stuck).map(({ object }) => what(object, model)))];
  const values = {
    thread: who(stuck.thread, model),
    held: held.join(words["and"] ?? ", "),
    wants: waitingFor(wants.operation, wants.object, wants.held_by, model, words, false),
  };
  const sentence = fill(words, held.length ? "stuck_holding" : "stuck", values);
  return wants.line ? fill(words, "at_line", { what: sentence, line: wants.line }) : sentence;
}

const SAID: ReadonlyMap<string, string> = new Map([
  ["time.sleep", "wait_sleep"],
  ["busy", "wait_busy"],
  ["Thread.start", "wait_start"],
  ["end of program", "wait_end"],
  ["pool worker", "wait_work"],
]);

/** What a wait is for: "wants `right`, held by B", "is in `Queue.get` on `jobs`". */
export function waitingFor(
  operation: string,
  object: number | null,
  owner: number | null,
  model: Model,
  words: Words,
  withOwner = true,
): string {
  const name = what(object, model);
  const thread = who(owner, model);
  const said = SAID.get(operation);
  if (said) return fill(words, said, { name });
  if (operation === "Thread.join") return fill(words, "wait_join", { thread: thread || name });
  if (!LOCKS.test(operation)) {
    const call = quoted(operation);
    return name ? fill(words, "wait_call_on", { call, name }) : fill(words, "wait_call", { call });
  }
  const key = thread && withOwner ? "wait_lock_of" : "wait_lock";
  return fill(words, key, { name, thread });
}

export function waitWords(wait: WaitEvent, model: Model, words: Words): string {
  const what = waitingFor(wait.operation, wait.object, wait.on, model, words);
  return wait.timeout === null ? what : fill(words, "at_most", { what, time: clock(wait.timeout) });
}

/** What a stretch is: its state's name, or what the thread waits for. */
export function stateWords(stretch: Stretch, model: Model, words: Words): string {
  const { state, wait } = stretch;
  if (!wait) return fill(words, `${state}`);
  const what = waitWords(wait, model, words);
  return state === "stuck" ? fill(words, "stuck_in", { what }) : what;
}

/** One line about a stretch, for the pointer and the keyboard. */
export function stretchWords(stretch: Stretch, model: Model, words: Words): string {
  const what = stateWords(stretch, model, words);
  const values = {
    thread: who(stretch.thread, model),
    what: stretch.line ? fill(words, "at_line", { what, line: stretch.line }) : what,
    when: span(stretch, words),
  };
  return fill(words, "stretch", values);
}

export function holdingWords(lane: LockLane, index: number, model: Model, words: Words): string {
  const holding = lane.holdings[index]!;
  return fill(words, "holding", {
    name: quoted(lane.name),
    thread: who(holding.thread, model),
    when: span(holding, words),
  });
}

/** From when to when; at what time and for how long, where the two read alike. */
function span({ from, to }: { readonly from: number; readonly to: number }, words: Words): string {
  const [begin, end] = [clock(from), clock(to)];
  if (begin !== end) return fill(words, "from_to", { from: begin, to: end });
  return fill(words, "at_for", { at: begin, span: clock(to - from) });
}

/** What an event is, without who and when. `before` is the thread's state until then. */
export function eventWords(event: RunEvent, before: string, model: Model, words: Words): string {
  if (isWait(event)) return waitWords(event, model, words);
  switch (event.kind) {
    case "start":
      return fill(words, "event_start", { thread: who(event.child, model) });
    case "run":
      return fill(words, "event_run");
    case "ready":
      if (before === "run") return fill(words, "event_preempted");
      if (event.by === null) return fill(words, "event_time_up");
      return fill(words, "event_woken", { thread: who(event.by, model) });
    case "acquire":
    case "release":
      return fill(words, `event_${event.kind}`, { name: what(event.object, model) });
    case "deadlock":
      return fill(words, "event_deadlock", { circle: quoted(circle(event.cycle, model)) });
    default:
      return fill(words, `event_${event.kind}`);
  }
}

export function circle(cycle: readonly number[], model: Model): string {
  const told = cycle.slice(0, MOST.stuck).map((id) => model.threadNames.get(id) ?? "");
  if (cycle.length > told.length) told.push("…");
  return [...told, ...told.slice(0, 1)].join(" → ");
}
