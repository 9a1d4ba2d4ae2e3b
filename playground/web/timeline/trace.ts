/**
 * A record as Chrome Trace Event JSON, which Perfetto opens. The same as `simthreads/record/trace.py` makes of it, so
 * that a recorded run can be exported before Python is loaded; a test compares the two.
 */

import type { Run, RunEvent } from "../../protocol/record.ts";
import { isWait } from "./lanes.ts";

type Piece = Record<string, unknown>;

const STATES: Readonly<Record<string, string>> = {
  run: "running",
  ready: "ready",
  wait: "waiting",
  sleep: "sleeping",
  join: "joining",
};
const THREADS = 1;
const LOCKS = 2;

const microseconds = (seconds: number): number => Math.round(seconds * 1e9) / 1e3;

export function chromeTrace(run: Run): { traceEvents: Piece[]; displayTimeUnit: "ms" } {
  const names = new Map(run.objects.map(({ id, kind, name }) => [id, name || `${kind} ${id}`]));
  const traceEvents = [
    meta(THREADS, 0, "process_name", run.program),
    meta(LOCKS, 0, "process_name", "locks"),
    ...run.threads.map(({ id, name }) => meta(THREADS, id, "thread_name", name)),
    ...threadSlices(run, names),
    ...lockSlices(run, names),
    ...flows(run),
  ];
  return { traceEvents, displayTimeUnit: "ms" };
}

function meta(pid: number, tid: number, name: string, of: string): Piece {
  return { ph: "M", pid, tid, name, args: { name: of } };
}

function slice(
  pid: number,
  tid: number,
  name: string,
  from: number,
  to: number,
  args: Piece,
): Piece {
  return { ph: "X", pid, tid, name, ts: microseconds(from), dur: microseconds(to - from), args };
}

function threadSlices(run: Run, names: ReadonlyMap<number, string>): Piece[] {
  type Open = { from: number; label: string; line: number | null };
  const open = new Map<number, Open>([[1, { from: 0, label: "running", line: null }]]);
  const slices: Piece[] = [];
  const close = (thread: number, at: number): void => {
    const begun = open.get(thread);
    open.delete(thread);
    if (begun && at > begun.from)
      slices.push(slice(THREADS, thread, begun.label, begun.from, at, { line: begun.line }));
  };
  for (const event of run.events) {
    const { kind, thread, time, line } = event;
    if (kind === "start") open.set(event.child, { from: time, label: "ready", line: null });
    const state = STATES[kind];
    if (!state && kind !== "done" && kind !== "died") continue;
    close(thread, time);
    if (state) open.set(thread, { from: time, label: labelled(state, event, names), line });
  }
  for (const thread of [...open.keys()]) close(thread, run.time);
  return slices;
}

function labelled(state: string, event: RunEvent, names: ReadonlyMap<number, string>): string {
  if (!isWait(event) || !event.operation) return state;
  return `${event.operation} ${names.get(event.object ?? 0) ?? ""}`.trim();
}

function lockSlices(run: Run, names: ReadonlyMap<number, string>): Piece[] {
  const threads = new Map(run.threads.map(({ id, name }) => [id, name]));
  const taken = new Map<number, { from: number; owner: number }>();
  const slices: Piece[] = [];
  const used = new Set<number>();
  const close = (object: number, at: number): void => {
    const held = taken.get(object);
    if (!held) return;
    taken.delete(object);
    used.add(object);
    slices.push(slice(LOCKS, object, threads.get(held.owner) ?? "", held.from, at, {}));
  };
  for (const event of run.events) {
    if (event.kind === "acquire") {
      taken.delete(event.object);
      taken.set(event.object, { from: event.time, owner: event.thread });
    } else if (event.kind === "release") close(event.object, event.time);
  }
  for (const object of [...taken.keys()]) close(object, run.time);
  const tracks = [...used].sort((a, b) => a - b);
  return [...tracks.map((id) => meta(LOCKS, id, "thread_name", names.get(id) ?? "")), ...slices];
}

/** An arrow from each release to the acquisition that it made possible. */
function flows(run: Run): Piece[] {
  const released = new Map<number, RunEvent>();
  const found: Piece[] = [];
  for (const event of run.events) {
    if (event.kind === "release") released.set(event.object, event);
    if (event.kind !== "acquire") continue;
    const before = released.get(event.object);
    released.delete(event.object);
    if (!before || before.thread === event.thread) continue;
    const id = found.length / 2 + 1;
    for (const [ph, end] of [
      ["s", before],
      ["f", event],
    ] as const) {
      const ts = microseconds(end.time);
      found.push({ ph, id, pid: THREADS, tid: end.thread, name: "handed on", cat: "lock", ts });
    }
  }
  return found;
}
