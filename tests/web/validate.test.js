// What the engine writes passes the page's schemas as it is.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import {
  MOST_PARTS,
  readMessage,
  readRun,
  readShared,
} from "../../playground/protocol/validate.ts";

test("nothing of a recorded run is refused or left out", () => {
  const files = globSync(`${import.meta.dirname}/../../recorded/*/*.json`);
  assert.ok(files.length > 100);
  for (const file of files) {
    const run = JSON.parse(readFileSync(file, "utf8"));
    assert.deepEqual(readRun(run), run, file);
  }
});

test("a link is read by its own schema", () => {
  const shared = { version: 1, source: "", name: "a.py" };
  for (const more of [
    {},
    { seed: 2 ** 32 - 1 },
    { schedule: "1.line.2@c3" },
    { policy: "round-robin" },
  ]) {
    assert.deepEqual(readShared({ ...shared, ...more }), { ...shared, ...more });
  }
  for (const more of [
    { name: "a/b" },
    { seed: 2 ** 32 },
    { seed: 0.5 },
    { schedule: "x y" },
    { policy: "pct" },
    { version: "1" },
  ]) {
    assert.throws(() => readShared({ ...shared, ...more }));
  }
});

/** An entry that tells when it is looked into. */
const watched = (looks) =>
  new Proxy({}, { get: () => looks.push(1), getOwnPropertyDescriptor: () => looks.push(1) });
const listOf = (length, one) => new Array(length).fill(one);
const answer = JSON.parse(
  readFileSync(globSync(`${import.meta.dirname}/../../recorded/*/*.json`)[0], "utf8"),
);
const done = (more) => ({ kind: "done", spent: false, answer: { ...answer, ...more } });
const deadlock = (threads) => ({ time: 0, threads, cycle: [] });
const circle = { kind: "done" };
circle.answer = { circle };

/** Where a program that forges its record, or speaks for its worker, may put more than can be read. */
const FORGED = {
  ...Object.fromEntries(
    ["output", "events", "threads", "objects"].map((list) => [
      list,
      (one) => done({ [list]: listOf(MOST_PARTS, one) }),
    ]),
  ),
  "a deadlock's threads": (one) => done({ deadlock: deadlock(listOf(MOST_PARTS, one)) }),
  "locks of each thread": (one) =>
    done({ deadlock: deadlock(listOf(5_000, { thread: 1, holds: listOf(5_000, one) })) }),
  chunks: (one) => ({ kind: "output", chunks: listOf(MOST_PARTS, one) }),
  "a list that has nothing": () => done({ output: new Array(2 ** 32 - 1) }),
  "what no schema names": (one) => ({ kind: "pong", more: { more: listOf(MOST_PARTS, one) } }),
};

test("what is too long to be read is refused before an entry is looked into", () => {
  for (const [name, forged] of Object.entries(FORGED)) {
    const looks = [];
    assert.throws(() => readMessage(forged(watched(looks))), /more than 500000 parts/, name);
    assert.equal(looks.length, 0, name);
  }
});

test("a message that contains itself is read to its end", () => {
  assert.throws(() => readMessage({ ...circle }), /cannot be read/);
});

test("the longest record that the engine writes is read", () => {
  const events = listOf(20_000, answer.events[0]);
  const output = listOf(100_000, { time: 0, thread: 1, stream: "stdout", text: "x" });
  assert.equal(readMessage(done({ events, output })).answer.output.length, output.length);
});
