/**
 * Searches with the help of another engine, which comes at once, late, for some alone or never, and says whether the
 * verdict is the same as without. Is given {name: request}
 * and answers {name: {timing: [same?, how many answers were of use]}}.
 */
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { Ahead } from "../../playground/simthreads/js/ahead.js";
import { answer, engine, given } from "./booted.js";

if (!isMainThread) {
  for (;;) {
    const asked = await new Promise((hear) => parentPort.once("message", hear));
    const answers = [];
    for (const request of asked) answers.push([request, await engine.attempt(request)]);
    parentPort.postMessage(answers);
  }
}

const other = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
let last = Promise.resolve();
/** One after the other: a search that is over may still wait for some. */
const attempts = (asked) => {
  last = last.then(() => {
    other.postMessage(asked);
    return new Promise((hear) => other.once("message", hear));
  });
  return last;
};
let used = 0;
const { take } = Ahead.prototype;
Ahead.prototype.take = function (request) {
  const taken = take.call(this, request);
  used += taken !== undefined;
  return taken;
};

/** What the search without help has asked for, and was answered. */
const known = new Map();
const { run } = engine.instance;
engine.instance.run = async function (request, seconds) {
  const record = await run.call(this, request, seconds);
  known.set(JSON.stringify(request), record);
  return record;
};

const turns = async (count) => {
  for (let turn = 0; turn < count; turn++) await new Promise((done) => setImmediate(done));
};
const TIMINGS = {
  "known before": async (asked, tell) => {
    for (const request of asked) if (known.has(request)) tell(request, known.get(request));
  },
  "one a turn": async (asked, tell) => {
    for (const request of asked) {
      for (const each of await attempts([request])) tell(...each);
      await turns(2);
    }
  },
  "late, every third, from the last": async (asked, tell) => {
    const some = (await attempts(asked)).filter((_, at) => at % 3 === 0);
    await turns(10);
    for (const [request, answer] of some.reverse()) tell(request, answer);
  },
  never: () => new Promise(() => {}),
};

const found = {};
for (const [name, request] of Object.entries(given())) {
  const alone = JSON.stringify(await engine.explore(request));
  found[name] = {};
  for (const [timing, helper] of Object.entries(TIMINGS)) {
    used = 0;
    const helped = JSON.stringify(await engine.explore(request, () => {}, helper));
    found[name][timing] = [helped === alone, used];
  }
}
answer(found);
