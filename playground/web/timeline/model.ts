/**
 * From a record to what a timeline shows: for each thread the stretches it spent in one state, for each lock
 * who held it when. Pure; knows no drawing and no language.
 */

import type { Run, RunEvent, ThreadEnd, WaitEvent } from "../record.ts";

export type State = "running" | "ready" | "waiting" | "joining" | "sleeping" | "stuck";
export const STATES: readonly State[] = ["running", "ready", "waiting", "joining", "sleeping", "stuck"];

/** One thread in one state. `event` is where it begins in the record; -1 for the start of main. */
export interface Stretch {
  readonly thread: number;
  readonly state: State;
  readonly from: number;
  readonly to: number;
  readonly line: number | null;
  readonly wait: WaitEvent | null;
  readonly event: number;
}

export interface Lane {
  readonly thread: number;
  readonly name: string;
  readonly daemon: boolean;
  readonly end: ThreadEnd;
  readonly stretches: readonly Stretch[];
}

/** One lock in one thread's hands. */
export interface Holding {
  readonly thread: number;
  readonly from: number;
  readonly to: number;
  readonly line: number | null;
  readonly event: number;
}

export interface LockLane {
  readonly object: number;
  readonly name: string;
  readonly holdings: readonly Holding[];
}

export interface Model {
  readonly run: Run;
  /** Where the drawing ends, in seconds. */
  readonly end: number;
  readonly lanes: readonly Lane[];
  readonly locks: readonly LockLane[];
  readonly threadNames: ReadonlyMap<number, string>;
  readonly objectNames: ReadonlyMap<number, string>;
}

export function modelOf(run: Run): Model {
  const end = endOf(run);
  return {
    run,
    end,
    lanes: lanesOf(run, end),
    locks: locksOf(run, end),
    threadNames: named(run.threads.map(({ id, name }) => [id, name])),
    objectNames: objectNames(run),
  };
}

const MOMENT = 20e-6; // seconds

/** Who is stuck from the last moment on would not be seen to be: what stands still is drawn for a moment more. */
function endOf(run: Run): number {
  const stuck = new Set(run.threads.filter(({ end }) => end === "stuck").map(({ id }) => id));
  const late = run.events.some((event) => event.time === run.time && isWait(event) && stuck.has(event.thread));
  return late ? run.time + MOMENT : run.time;
}

/** Names as shown: two things of one name get a number each. */
function named(pairs: readonly (readonly [number, string])[]): Map<number, string> {
  const all = new Map<string, number>();
  for (const [, name] of pairs) all.set(name, (all.get(name) ?? 0) + 1);
  const told = new Map<string, number>();
  return new Map(pairs.map(([id, name]) => {
    const place = (told.get(name) ?? 0) + 1;
    told.set(name, place);
    return [id, all.get(name)! > 1 ? `${name} #${place}` : name];
  }));
}

export function objectNames(run: Run): Map<number, string> {
  return named(run.objects.map(({ id, kind, name }) => [id, name || kind]));
}

const BEGINS: Readonly<Partial<Record<RunEvent["kind"], State>>> = {
  run: "running",
  ready: "ready",
  wait: "waiting",
  join: "joining",
  sleep: "sleeping",
};

function lanesOf(run: Run, end: number): Lane[] {
  const open = new Map<number, Omit<Stretch, "to">>();
  const lists = new Map<number, Stretch[]>(run.threads.map(({ id }) => [id, []]));
  const close = (thread: number, to: number): void => {
    const begun = open.get(thread);
    if (begun && to >= begun.from) lists.get(thread)?.push({ ...begun, to });
    open.delete(thread);
  };
  const begin = (thread: number, state: State, event: number, facts?: RunEvent): void => {
    const from = facts?.time ?? 0;
    close(thread, from);
    const wait = facts && isWait(facts) ? facts : null;
    open.set(thread, { thread, state, from, line: facts?.line ?? null, wait, event });
  };
  begin(run.threads[0]?.id ?? 1, "running", -1);
  run.events.forEach((event, index) => {
    const state = BEGINS[event.kind];
    if (event.kind === "start") begin(event.child, "ready", index, event);
    else if (state) begin(event.thread, state, index, event);
    else if (event.kind === "done" || event.kind === "died") close(event.thread, event.time);
  });
  for (const thread of [...open.keys()]) close(thread, end);
  return run.threads.map(({ id, name, daemon, end }) => {
    const stretches = (lists.get(id) ?? []).filter(({ from, to }) => to > from);
    return { thread: id, name, daemon, end, stretches: end === "stuck" ? stuckAtEnd(stretches) : stretches };
  });
}

/** What a deadlocked thread does last is no mere waiting. */
function stuckAtEnd(stretches: Stretch[]): Stretch[] {
  const last = stretches.at(-1);
  return last?.wait ? [...stretches.slice(0, -1), { ...last, state: "stuck" }] : stretches;
}

export function isWait(event: RunEvent): event is WaitEvent {
  return event.kind === "wait" || event.kind === "join" || event.kind === "sleep";
}

function locksOf(run: Run, end: number): LockLane[] {
  const names = objectNames(run);
  const held = new Map<number, Omit<Holding, "to">>();
  const lanes = new Map<number, Holding[]>();
  const close = (object: number, to: number): void => {
    const begun = held.get(object);
    if (begun) lanes.get(object)?.push({ ...begun, to });
    held.delete(object);
  };
  run.events.forEach((event, index) => {
    if (event.kind === "acquire") {
      if (!lanes.has(event.object)) lanes.set(event.object, []);
      close(event.object, event.time);
      held.set(event.object, { thread: event.thread, from: event.time, line: event.line, event: index });
    } else if (event.kind === "release") close(event.object, event.time);
  });
  for (const object of [...held.keys()]) close(object, end);
  return [...lanes].map(([object, holdings]) => ({ object, name: names.get(object) ?? "", holdings }));
}

/** The stretch of a thread at a moment; of two that meet there, the later. */
export function stretchAt(lane: Lane, time: number): Stretch | undefined {
  return lane.stretches.findLast(({ from, to }) => from <= time && time <= to);
}
