// A search says what it found; if nothing, what it looked for and what it saw.
import assert from "node:assert/strict";
import { test } from "node:test";
import { found, notFound } from "../../playground/web/app/verdict.ts";

const words = {
  not_found: "{done} tried, one output.",
  not_found_outputs: "{done} tried, {outputs} outputs.",
  not_found_ended: "{done} tried, none ended.",
  not_found_endless: "{endless} did not end.",
};
const said = (tally, outputs) =>
  notFound({ found: false, schedules: 9, tally, outputs, stopped: false }, words);

test("what was seen is told: how many outputs, and how many runs that did not end", () => {
  assert.equal(said({ fine: 9 }, 1), "9 tried, one output.");
  assert.equal(said({ fine: 9 }, 4), "9 tried, 4 outputs.");
  assert.equal(
    said({ fine: 6, "limit steps": 2, "limit output": 1 }, 1),
    "9 tried, one output. 3 did not end.",
  );
  assert.equal(said({ "limit steps": 9 }, 0), "9 tried, none ended.");
});

test("what was not tried has a reason, or is not said at all", () => {
  const keys = {
    ...words,
    not_all: "Not all: {reasons}.",
    unseen_more: ", ",
    unseen_stopped: "stopped",
    unseen_loop: "a loop",
    unseen: "{what}",
  };
  const orders = (unseen) => ({
    exhausted: false,
    orders: 1,
    redundant: 0,
    runs: 1,
    unseen,
    timed: [],
  });
  const told = (unseen, stopped) =>
    notFound(
      { found: false, schedules: 9, tally: {}, outputs: 1, stopped, orders: orders(unseen) },
      keys,
    );
  assert.equal(told(["loop"], false), "9 tried, one output. Not all: a loop.");
  assert.equal(told([], true), "9 tried, one output. Not all: stopped.");
  assert.equal(told(["loop"], true), "9 tried, one output. Not all: a loop, stopped.");
  assert.equal(told([], false), "9 tried, one output.");
});

test("a failure that no schedule could change is not said to be one schedule's", () => {
  const keys = {
    found: "schedule {done}",
    found_output: "output {done}",
    found_alone: "alone",
  };
  const told = (threads, steps, type, failure = "raised") =>
    found(
      {
        failure,
        schedules: 7,
        preemptions: 1,
        record: { threads, steps, error: type && { type } },
      },
      keys,
    );
  assert.equal(told([1, 2], 90, "AssertionError"), "schedule 7");
  assert.equal(told([1, 2], 90, null, "output"), "output 7");
  assert.equal(told([1], 90, "NameError"), "alone");
  assert.equal(told([1], 90, "SyntaxError"), "alone"); // of a text that the program compiled
  for (const type of ["SyntaxError", "IndentationError", "TabError"])
    assert.equal(told([1], 0, type), ""); // what the run says is all
});
