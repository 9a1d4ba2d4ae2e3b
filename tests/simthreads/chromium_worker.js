/** A worker with the engine in it and nothing else: {id, what to do, what with} in, {id, answer} out. */
import { boot } from "/playground/simthreads/js/engine.js";
import { loadPyodide } from "/node_modules/pyodide/pyodide.mjs";
let engine;
globalThis.onmessage = async ({ data: [id, what, ...given] }) => {
  try {
    if (what === "boot") {
      const snapshot = new Uint8Array(await (await fetch(given[0])).arrayBuffer());
      engine = await boot({
        loadPyodide,
        options: { indexURL: "/node_modules/pyodide/" },
        snapshot,
      });
      postMessage([id, "ready"]);
    } else if (what === "stop") {
      engine.stop();
    } else {
      const last = async (question) => ({ thread: question.runnable.at(-1), granularity: "line" });
      const work = {
        run: () => engine.run(given[0]),
        "run and stop": () => engine.run(given[0]),
        explore: () => engine.explore(given[0]),
        step: () => engine.step(given[0], last),
      };
      postMessage([id, await work[what]()]);
    }
  } catch (error) {
    postMessage([id, { failed: String(error) }]);
  }
};
