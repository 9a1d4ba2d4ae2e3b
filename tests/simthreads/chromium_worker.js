/** A worker with the engine in it and nothing else: {id, what to do, what with} in, {id, answer} out. */
import { boot } from "/playground/simthreads/js/engine.js";
let engine;
globalThis.onmessage = async ({ data: [id, what, ...given] }) => {
  try {
    if (what === "boot") {
      const [path, indexURL] = given;
      const { loadPyodide } = await import(`${indexURL}pyodide.mjs`);
      const snapshot = new Uint8Array(await (await fetch(path)).arrayBuffer());
      engine = await boot({ loadPyodide, options: { indexURL }, snapshot });
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
