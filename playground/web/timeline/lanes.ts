/** The stretches that each thread of a run spent in one state. Pure; knows no drawing and no language. */

import { MOST } from "../bounds.ts";
import type { Run, RunEvent, StuckThread, ThreadEnd, WaitEvent } from "../../protocol/record.ts";

export type State = "running" | "ready" | "waiting" | "joining" | "sleeping" | "stuck";
export const STATES: readonly State[] = [
  "running",
  "ready",
  "waiting",
  "joining",
  "sleeping",
  "stuck",
];

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

/**
 * What each deadlocked thread does last: its last wait; where the events end before that, what the report says. It may
 * have no length, if nothing happens after it.
 */
export function lastWaits(run: Run): Map<number, WaitEvent> {
  const stuck = new Set(run.threads.filter(({ end }) => end === "stuck").map(({ id }) => id));
  const last = new Map<number, RunEvent>();
  for (const event of run.events)
    if (stuck.has(event.thread) && event.kind in BEGINS) last.set(event.thread, event);
  const reports = new Map(run.deadlock?.threads.map((one) => [one.thread, one]));
  const found = new Map<number, WaitEvent>();
  for (const thread of stuck) {
    const event = last.get(thread);
    const report = reports.get(thread);
    if (event && isWait(event)) found.set(thread, event);
    else if (report) found.set(thread, reported(report, event?.time ?? 0));
  }
  return found;
}

function reported({ thread, wants }: StuckThread, least: number): WaitEvent {
  const { operation, object, line, since, held_by } = wants;
  const kind = operation === "Thread.join" ? "join" : "wait";
  return {
    kind,
    thread,
    time: Math.max(since, least),
    line,
    operation,
    timeout: null,
    object,
    on: held_by,
  };
}

const BEGINS: Readonly<Partial<Record<RunEvent["kind"], State>>> = {
  run: "running",
  ready: "ready",
  wait: "waiting",
  join: "joining",
  sleep: "sleeping",
};

/** The threads that have a lane: where there are too many, those that came to a bad end before all others. */
function drawn({ threads }: Run): Run["threads"] {
  if (threads.length <= MOST.lanes) return threads;
  const bad = threads
    .filter(({ end }) => end === "stuck" || end === "died")
    .slice(0, MOST.lanes - 1);
  const chosen = new Set([threads[0]!, ...bad]);
  for (const thread of threads) if (chosen.size < MOST.lanes) chosen.add(thread);
  return threads.filter((thread) => chosen.has(thread));
}

export function lanesOf(run: Run, waits: ReadonlyMap<number, WaitEvent>, end: number): Lane[] {
  const threads = drawn(run);
  const open = new Map<number, Omit<Stretch, "to">>();
  const lists = new Map<number, Stretch[]>(threads.map(({ id }) => [id, []]));
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
  return threads.map(({ id, name, daemon, end: how }) => {
    const wait = waits.get(id);
    const stretches = wait ? stuckAtEnd(lists.get(id) ?? [], wait, end) : (lists.get(id) ?? []);
    return {
      thread: id,
      name,
      daemon,
      end: how,
      stretches: stretches.filter(({ from, to }) => to > from),
    };
  });
}

/** What a deadlocked thread does last is no mere waiting, and it does not end. */
function stuckAtEnd(stretches: readonly Stretch[], wait: WaitEvent, end: number): Stretch[] {
  const before = stretches
    .filter(({ from, wait: own }) => own !== wait && from <= wait.time)
    .map((stretch) => ({ ...stretch, to: Math.min(stretch.to, wait.time) }));
  const event = stretches.find(({ wait: own }) => own === wait)?.event ?? -1;
  const { thread, line, time } = wait;
  return [...before, { thread, state: "stuck", from: time, to: end, line, wait, event }];
}

export function isWait(event: RunEvent): event is WaitEvent {
  return event.kind === "wait" || event.kind === "join" || event.kind === "sleep";
}

/** The stretch of a thread at a moment; of two that meet there, the later. */
export function stretchAt(lane: Lane, time: number): Stretch | undefined {
  return lane.stretches.findLast(({ from, to }) => from <= time && time <= to);
}
