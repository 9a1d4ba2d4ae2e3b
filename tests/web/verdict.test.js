// A search that found nothing says what it looked for and what it saw.
import assert from "node:assert/strict";
import { test } from "node:test";
import { notFound } from "../../playground/web/app/verdict.ts";

const words = {
  not_found: "{done} tried, one output.",
  not_found_outputs: "{done} tried, {outputs} outputs.",
  not_found_ended: "{done} tried, none ended.",
  not_found_endless: "{endless} did not end.",
};
const said = (tally, outputs) => notFound({ found: false, schedules: 9, tally, outputs, stopped: false }, words);

test("what was seen is told: how many outputs, and how many runs that did not end", () => {
  assert.equal(said({ fine: 9 }, 1), "9 tried, one output.");
  assert.equal(said({ fine: 9 }, 4), "9 tried, 4 outputs.");
  assert.equal(said({ fine: 6, "limit steps": 2, "limit output": 1 }, 1), "9 tried, one output. 3 did not end.");
  assert.equal(said({ "limit steps": 9 }, 0), "9 tried, none ended.");
});
