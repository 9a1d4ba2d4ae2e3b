/**
 * Searches with the help of another engine, which comes at once, late, for some alone or never, and says whether the
 * verdict is the same as without. Arguments: the engine's folder, Pyodide's, a snapshot; reads {name: request}
 * and prints {name: {timing: [same?, how many answers were of use]}}.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

const [folder, pyodide, snapshotPath] = process.argv.slice(2);
process.argv[1] = "simthreads";
const { boot } = await import(pathToFileURL(`${folder}/js/engine.js`).href);
const { Ahead } = await import(pathToFileURL(`${folder}/js/ahead.js`).href);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const options = { indexURL: `${pyodide}/` };
const snapshot = new Uint8Array(fs.readFileSync(snapshotPath));
const engine = await boot({ loadPyodide, options, snapshot, nodeCrypto: crypto });

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
const requests = JSON.parse(fs.readFileSync(0, "utf8"));
let used = 0;
const { take } = Ahead.prototype;
Ahead.prototype.take = function (request) {
  const answer = take.call(this, request);
  used += answer !== undefined;
  return answer;
};

/** What the search without help has asked for, and was answered. */
const known = new Map();
const { run } = engine.instance;
engine.instance.run = async function (request, seconds) {
  const answer = await run.call(this, request, seconds);
  known.set(JSON.stringify(request), answer);
  return answer;
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
for (const [name, request] of Object.entries(requests)) {
  const alone = JSON.stringify(await engine.explore(request));
  found[name] = {};
  for (const [timing, helper] of Object.entries(TIMINGS)) {
    used = 0;
    const helped = JSON.stringify(await engine.explore(request, () => {}, helper));
    found[name][timing] = [helped === alone, used];
  }
}
process.stdout.write(JSON.stringify(found));
process.exit(0);
