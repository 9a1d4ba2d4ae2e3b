// @ts-check
/**
 * The engine on Node, driven by one JSON command a line: {id, do: run | explore | step | answer | stop, request}.
 * Answers one JSON line each: {id, result} or {id, progress}, {id, question}, {id, error}.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { install } from "./determinism.js";
import { boot } from "./engine.js";
import { CHECK_INTERVAL } from "./instance.js";
import { makeSnapshot } from "./loader.js";

const [pyodide, snapshotPath, sourcesPath] = process.argv.slice(2);
process.argv[1] = "simthreads"; // Python keeps the program's name in its memory: the same on all machines
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const options = { indexURL: `${pyodide}/` };

/** @param {object} message */
function say(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

if (sourcesPath) {
  install(crypto);
  const sources = JSON.parse(fs.readFileSync(sourcesPath, "utf8"));
  const bytes = await makeSnapshot(loadPyodide, options, sources);
  const part = path.join(path.dirname(snapshotPath), `.part-${process.pid}`); // as playground/cache.py calls it
  fs.writeFileSync(part, bytes);
  fs.renameSync(part, snapshotPath); // whole or not at all
}
const snapshot = new Uint8Array(fs.readFileSync(snapshotPath));
const engine = await boot({ loadPyodide, options, snapshot, nodeCrypto: crypto });

/** @type {Map<number, (answer: any) => void>} */
const waiting = new Map();

/** @param {any} command */
async function obey({ id, do: what, request, seconds, interval }) {
  engine.seconds = seconds ?? Infinity;
  engine.checkInterval = interval ?? CHECK_INTERVAL;
  const ask = (/** @type {any} */ question) => {
    say({ id, question });
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  if (what === "run") return engine.run(request, ask);
  if (what === "explore") return engine.explore(request, (progress) => say({ id, progress }));
  if (what === "step") return engine.step(request, ask);
  throw new Error(`cannot do ${what}`);
}

let last = Promise.resolve();
let begun = last;
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  if (command.do === "stop") {
    await begun; // what it is to stop
    engine.stop();
    waiting.get(command.id)?.({ thread: 0 });
  } else if (command.do === "answer") {
    waiting.get(command.id)?.(command.answer);
  } else {
    begun = last;
    last = last.then(async () => {
      try {
        say({ id: command.id, result: await obey(command) });
      } catch (error) {
        say({ id: command.id, error: String(error) });
      }
    });
  }
}
await last;
process.exit(0);
