// What the engine writes passes the page's schemas as it is.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { readRun, readShared } from "../../playground/protocol/validate.ts";

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
