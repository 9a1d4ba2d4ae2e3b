// What is told of races on a page, in both languages: the sentences of the terminal.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toldOfRaces } from "../../playground/web/app/races.ts";

const words = {
  race: "Race: {one}, {other}. {cure}",
  read: "{thread} reads {what} ({line})",
  write: "{thread} writes {what} ({line})",
  call: "{thread} calls {what} ({line})",
  lock: "One lock.",
  lock_too: "Hold {lock} too.",
  none: "None in {runs}.",
  not_seen: "Not: {reasons}.",
  files: "files",
  more: "; ",
  lock_order: "Order: {takings}.",
  taking: "{thread} has {holds} ({holds_line}), takes {wants} ({wants_line})",
  why: "{steps}: {pattern}.",
  why_read_value: "{thread} read {what} ({line}) = {value}",
  why_write: "{thread} wrote {what} ({line})",
  lost_update: "lost",
  circle: "A circle.",
  see_races: "Races.",
  see_condition: "Condition.",
  missed_notify: "missed",
  why_notify: "{thread} notified {what} ({line})",
  why_wait: "{thread} waited for {what} ({line})",
  wait_without_loop: "{thread} waits once for {what} ({line}).",
  see_deadlock: "Deadlock.",
};
const none = {
  races: [],
  harmless: [],
  lock_orders: [],
  misuses: [],
  not_seen: [],
  runs: 3,
  threads: { 1: "main", 2: "A" },
};
const side = (thread, kind, source, holds = []) => ({ thread, line: 7, kind, source, holds });
const race = {
  sides: [side(1, "read", "total"), side(2, "write", "xs.append(1)", ["guard"])],
  cure: "lock_too",
};

test("a race is told with both sides, and what would order them", () => {
  assert.equal(
    toldOfRaces({ ...none, races: [race] }, null, words),
    "Race: `main` reads total (7), `A` calls xs.append(1) (7). Hold guard too.",
  );
});

test("nothing seen is said of so many runs, and not of one thread alone", () => {
  assert.equal(toldOfRaces(none, null, words), "None in 3.");
  assert.equal(toldOfRaces({ ...none, threads: { 1: "main" } }, null, words), "");
  assert.equal(
    toldOfRaces({ ...none, not_seen: ["files"] }, null, words),
    "None in 3.\nNot: files.",
  );
});

test("a use that goes wrong is told, and a notify that was missed, with its chapter", () => {
  const misuse = { kind: "wait_without_loop", thread: 2, line: 4, what: "ready" };
  assert.equal(
    toldOfRaces({ ...none, misuses: [misuse] }, null, words),
    "`A` waits once for ready (4).\nNone in 3.",
  );
  const step = (thread, kind) => ({ thread, line: 7, step: 1, kind, what: "ready", value: null });
  const why = { pattern: "missed_notify", steps: [step(1, "notify"), step(2, "wait")] };
  assert.equal(
    toldOfRaces(none, why, words).replaceAll("\n", " "),
    "`main` notified ready (7); `A` waited for ready (7): missed. Condition.",
  );
});

test("a circle of locks is told unless a gate excuses it", () => {
  const takings = [
    { thread: 1, holds: "a", holds_line: 1, wants: "b", wants_line: 2 },
    { thread: 2, holds: "b", holds_line: 3, wants: "a", wants_line: 4 },
  ];
  assert.match(
    toldOfRaces({ ...none, races: [race], lock_orders: [{ gate: null, takings }] }, null, words),
    /Order: `main` has a \(1\), takes b \(2\); `A` has b \(3\), takes a \(4\)\.$/,
  );
  assert.equal(
    toldOfRaces({ ...none, lock_orders: [{ gate: "g", takings }] }, null, words),
    "None in 3.",
  );
});

test("why it failed comes first, with values where they are known", () => {
  const steps = [
    { thread: 1, line: 7, kind: "read", what: "n", value: "0" },
    { thread: 2, line: 8, kind: "write", what: "n", value: null },
  ];
  assert.equal(
    toldOfRaces(none, { pattern: "lost_update", steps }, words),
    "`main` read n (7) = `0`; `A` wrote n (8): lost. Races.",
  );
  assert.equal(
    toldOfRaces(none, { pattern: "lock_order", steps: [] }, words),
    "A circle. Deadlock.",
  );
});
