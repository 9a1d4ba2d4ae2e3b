// What variables held at a moment of a run, and how much of it is believed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventKey, fitting, Held, outputKey } from "../../playground/web/timeline/held.ts";
import { handover } from "./samples.js";

const set = (thread, name, value) => ({ thread, name, value });
const values = [
  { of: "event", at: 0, changes: [set(null, "total", "0"), set(1, "seen", "0")] },
  { of: "output", at: 0, changes: [] },
  { of: "event", at: 1, changes: [set(null, "total", "1"), set(1, "seen", null)] },
];
const run = {
  events: [
    { time: 0, thread: 1, kind: "run" },
    { time: 2e-6, thread: 1, kind: "done" },
  ],
  output: [{ time: 1e-6, thread: 1, stream: "stdout", text: "a\nb\n" }],
};
const at = (held, key) =>
  Object.fromEntries(
    [...(held.at(key) ?? [["unknown", []]])].map(([scope, all]) => [
      scope,
      all.map(({ name, value }) => `${name}=${value}`).join(),
    ]),
  );

test("at each entry, whatever came before it has happened", () => {
  const held = new Held(values, run);
  assert.deepEqual(at(held, eventKey(0)), { null: "total=0", 1: "seen=0" });
  assert.deepEqual(at(held, outputKey(run.output[0])), { null: "total=0", 1: "seen=0" });
  assert.deepEqual(at(held, eventKey(1)), { null: "total=1", 1: "" });
});

test("of an entry that nobody looked at nothing is said", () => {
  assert.deepEqual(at(new Held(values, run), eventKey(2)), { unknown: "" });
  assert.deepEqual(at(new Held([], run), eventKey(0)), { unknown: "" });
});

test("the same run once more is believed as far as it is the same", () => {
  const places = (again) => fitting(run, again).length;
  assert.equal(places({ ...run, values }), 3);
  assert.equal(places({ ...run, values: undefined }), 0);
  const [first, last] = run.events;
  assert.equal(places({ ...run, values, events: [first] }), 2);
  for (const other of [{ time: 3e-6 }, { thread: 2 }, { kind: "died" }])
    assert.equal(places({ ...run, values, events: [first, { ...last, ...other }] }), 2);
  assert.equal(places({ ...run, values, output: [{ ...run.output[0], thread: 2 }] }), 1);
});

test("what a program calls its variables stays within bounds", () => {
  const name = "a\u202e".repeat(500);
  const many = Array.from({ length: 5_000 }, (_, index) => set(null, `v${index}`, name));
  const hostile = [{ of: "event", at: 0, changes: [...many, set(null, name, name)] }];
  const [scope] = new Held(hostile, handover).at(eventKey(0)).values();
  assert.ok(scope.length <= 100);
  for (const one of scope)
    assert.ok(!/\u202e/.test(one.name + one.value) && one.value.length < 2_000);
});
