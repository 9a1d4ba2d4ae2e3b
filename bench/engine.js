// @ts-check
/**
 * What the engine costs on Node: start-up, a switch, preempted code; for `python -m bench`. Prints one JSON line.
 * Arguments: the folder of Pyodide, a snapshot.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { boot } from "../playground/simthreads/js/engine.js";

const [pyodide, snapshotPath] = process.argv.slice(2);
process.argv[1] = "simthreads";
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const options = { indexURL: `${pyodide}/`, stdout() {}, stderr() {} };
const ROUNDS = 5;

/** @param {number[]} times */
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  return median(times);
}

const cold = await timed(() => loadPyodide(options));
const py = await loadPyodide(options);
const snapshot = new Uint8Array(fs.readFileSync(snapshotPath));
const warm = await timed(() => boot({ loadPyodide, options, snapshot, nodeCrypto: crypto }));
const engine = await boot({ loadPyodide, options, snapshot, nodeCrypto: crypto });

const LOOP = "total = 0\nfor i in range(200_000):\n    total += i * 2\n";
const plain = await timed(async () => py.runPython(LOOP));
/** @type {Record<string, number>} */
const preempted = {};
for (const preempt of ["bytecode", "line", "call"]) {
  const request = { source: LOOP, preempt, lean: true, max_steps: 1e9 };
  preempted[preempt] = await timed(() => engine.run(request));
}

const SUSPENDS = 5_000;
py.globals.set("tick", () => Promise.resolve());
const bare = await timed(() =>
  py.runPythonAsync(
    `from pyodide.ffi import run_sync\nfor _ in range(${SUSPENDS}): run_sync(tick())`,
  ),
);
const SWITCHES = `
import threading
a, b = threading.Semaphore(0), threading.Semaphore(1)
def play(mine, other):
    for _ in range(${SUSPENDS / 2}):
        mine.acquire()
        other.release()
threads = [threading.Thread(target=play, args=pair) for pair in ((a, b), (b, a))]
for t in threads: t.start()
for t in threads: t.join()
`;
let switches = 0;
const game = await timed(async () => {
  const record = await engine.run({
    source: SWITCHES,
    preempt: "call",
    policy: "round-robin",
    lean: true,
  });
  switches = record.switches;
});
const NOTHING = { source: "", lean: true };
const nothing = await timed(() => engine.run(NOTHING));
await engine.run({ source: "bytearray(16 << 20)", lean: true });
const grown = await timed(() => engine.run(NOTHING));

process.stdout.write(
  `${JSON.stringify({ cold, warm, plain, preempted, bare: bare / SUSPENDS, switch: (game - nothing) / switches, nothing, grown })}\n`,
);
process.exit(0);
