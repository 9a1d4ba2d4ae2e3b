// Records as the engine writes them, cut down to what the tests look at.
import { readFileSync } from "node:fs";

export const words = JSON.parse(readFileSync(process.env.WORDS, "utf8"));

const base = {
  version: 1,
  limit: null,
  exit_code: 0,
  seed: 0,
  policy: "random",
  preempt: "bytecode",
  schedule: "1.bytecode",
  steps: 100,
  switches: 4,
  preemptions: 0,
  output: [],
  error: null,
  deadlock: null,
  objects: [],
  events_dropped: 0,
};
const thread = (id, name, end, parent = 1) => ({
  id,
  name,
  daemon: false,
  parent: id === 1 ? null : parent,
  started: 0,
  ended: null,
  end,
});
const at = (time, threadId, kind, more = {}) => ({
  time,
  thread: threadId,
  kind,
  line: null,
  ...more,
});
const wait = (time, threadId, operation, object, on, line, timeout = null) =>
  at(time, threadId, "wait", { operation, object, on, line, timeout });

/** A holds `left` and wants `right`, B the other way round; main has waited for A and given up. */
export const deadlock = {
  ...base,
  program: "two_locks.py",
  outcome: "deadlock",
  time: 0.4,
  threads: [thread(1, "MainThread", "done"), thread(2, "A", "stuck"), thread(3, "B", "stuck")],
  objects: [
    { id: 1, kind: "Lock", name: "left" },
    { id: 2, kind: "Lock", name: "right" },
  ],
  output: [{ time: 0.39, thread: 1, stream: "stdout", text: "still <waiting>\n" }],
  events: [
    at(1e-5, 1, "start", { child: 2, line: 20 }),
    at(1.2e-5, 1, "start", { child: 3, line: 20 }),
    at(2e-5, 1, "join", { operation: "Thread.join", object: null, on: 2, line: 21, timeout: 0.3 }),
    at(2e-5, 2, "run"),
    at(3e-5, 2, "acquire", { object: 1, line: 5 }),
    at(4e-5, 2, "ready", { by: null, line: 6 }),
    at(4e-5, 3, "run"),
    at(5e-5, 3, "acquire", { object: 2, line: 5 }),
    wait(6e-5, 3, "Lock.acquire", 1, 2, 7),
    at(6e-5, 2, "run", { line: 6 }),
    wait(7e-5, 2, "Lock.acquire", 2, 3, 7),
    at(7e-5, 2, "deadlock", { cycle: [2, 3], line: 7 }),
    at(0.30002, 1, "ready", { by: null, line: 21 }),
    at(0.30002, 1, "run", { line: 21 }),
  ],
  deadlock: {
    time: 7e-5,
    cycle: [2, 3],
    threads: [
      {
        thread: 2,
        holds: [{ object: 1, line: 5, time: 3e-5 }],
        wants: { operation: "Lock.acquire", object: 2, line: 7, since: 7e-5, held_by: 3 },
      },
      {
        thread: 3,
        holds: [{ object: 2, line: 5, time: 5e-5 }],
        wants: { operation: "Lock.acquire", object: 1, line: 7, since: 6e-5, held_by: 2 },
      },
    ],
  },
};

/** Two threads that take one lock in turn; the second sleeps, and then dies. */
export const handover = {
  ...base,
  program: "handover.py",
  outcome: "raised",
  time: 0.1001,
  threads: [thread(1, "MainThread", "done"), thread(2, "worker", "died")],
  objects: [
    { id: 1, kind: "Lock", name: "lock" },
    { id: 2, kind: "Queue", name: "jobs" },
  ],
  output: [
    { time: 2e-5, thread: 1, stream: "stdout", text: "one\n" },
    { time: 0.10005, thread: 2, stream: "stderr", text: "Traceback\n" },
  ],
  error: { thread: 2, type: "ValueError", message: "ValueError: `x` < 3", traceback: "", line: 9 },
  events: [
    at(1e-6, 1, "start", { child: 2, line: 3 }),
    at(1e-5, 1, "acquire", { object: 1, line: 4 }),
    at(3e-5, 1, "release", { object: 1, by: 1, line: 4 }),
    wait(3.1e-5, 1, "Queue.get", 2, null, 5),
    at(3.1e-5, 2, "run"),
    at(3.2e-5, 2, "acquire", { object: 1, line: 8 }),
    at(3.3e-5, 2, "sleep", {
      operation: "time.sleep",
      object: null,
      on: null,
      timeout: 0.1,
      line: 8,
    }),
    at(0.100033, 2, "ready", { by: null, line: 8 }),
    at(0.100033, 2, "run", { line: 8 }),
    at(0.10004, 2, "release", { object: 1, by: 2, line: 8 }),
    at(0.10006, 1, "ready", { by: 2, line: 5 }),
    at(0.10007, 2, "died", { line: 9 }),
    at(0.10007, 1, "run", { line: 5 }),
  ],
};

/** A record with as many events as the engine keeps. */
export function long(count = 20_000) {
  const events = [at(0, 1, "start", { child: 2, line: 1 })];
  for (let i = 1; events.length < count; i++) {
    events.push(
      at(i * 1e-6, 1 + (i % 2), "ready", { by: null, line: 2 }),
      at(i * 1e-6, 2 - (i % 2), "run", { line: 2 }),
    );
  }
  return {
    ...base,
    program: "long.py",
    outcome: "limit",
    limit: "steps",
    time: count * 1e-6,
    events,
    events_dropped: 5,
    threads: [thread(1, "MainThread", "stopped"), thread(2, "spinner", "abandoned")],
  };
}
