import assert from "node:assert/strict";
import { test } from "node:test";
import { Rate } from "../../playground/web/route.ts";

const KB = 1024;
const SIZE = 2900 * KB;

/** Bytes that have come of a file when the next is asked for; `rate` in bytes a millisecond. */
async function cameBefore(t, rate, answer, piece = 8 * KB) {
  let now = 1000;
  t.mock.method(performance, "now", () => now);
  const line = new Rate();
  let asked = false;
  line.nearly(SIZE).then(() => {
    asked = true;
  });
  now += answer;
  let came = 0;
  for (; came < SIZE && !asked; came += piece) {
    line.count(piece);
    now += piece / rate;
    await null;
    await null;
  }
  t.mock.restoreAll();
  return came;
}

test("the next file is asked for when the rest takes half as long as the first answer did", async (t) => {
  for (const [rate, answer] of [
    [1000, 330], // 8 Mbit/s
    [175, 1120],
    [6250, 40],
  ]) {
    const left = SIZE - (await cameBefore(t, rate, answer));
    assert.ok(Math.abs(left - (rate * answer) / 2) < 64 * KB, `${left} at ${rate}`);
  }
});

test("a burst at the beginning is no rate", async (t) => {
  assert.ok((await cameBefore(t, Infinity, 300)) >= 512 * KB);
});

test("nobody waits for a file that has ended, or fails", async () => {
  const line = new Rate();
  const before = line.nearly(SIZE);
  line.end();
  await Promise.all([before, line.nearly(SIZE)]);
});
