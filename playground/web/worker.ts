/**
 * Carries messages between the page and the engine, and starts the engine.
 * Holds no logic: what is run, when and how, is decided by the page and by the engine.
 */

import { boot, type Engine } from "../simthreads/js/engine.js";
import { confine } from "./confine.ts";
import { remember } from "./intact.ts";
import { Parts } from "./parts.ts";
import type { FromWorker, Places, ToWorker } from "./protocol.ts";

const tell: (message: FromWorker) => void = globalThis.postMessage.bind(globalThis);
/** What this worker goes on using when the scope has lost their names: a program may get hold of one. */
const inUse = [
  Response, Headers, ReadableStream, ReadableStreamDefaultReader, ReadableStreamDefaultController, DecompressionStream,
  ...(globalThis.caches ? [Cache, CacheStorage] : []),
];

let engine: Engine | null | undefined;
let booting = false;
let intact = (): boolean => true;
let reply: (answer: any) => void = () => {};
let parts: Parts | undefined;
let unkept: Parts | undefined;

/** All files are asked for at once; Pyodide, which would ask for one after the other, is given them. */
function fetchParts(places: Places): Parts {
  let loaded = 0;
  const count = (bytes: number) => {
    loaded += bytes;
    if (!engine) tell({ kind: "bytes", loaded });
  };
  void import(`${places.pyodide}pyodide.asm.mjs`).catch(() => {}); // is imported again when the rest is there
  return new Parts(places, count);
}

async function start(places: Places): Promise<void> {
  if (!parts || parts.lost) parts = fetchParts(places);
  const [{ loadPyodide }, { default: createPyodideModule }, snapshot] = await Promise.all([
    import(`${places.pyodide}pyodide.mjs`), import(`${places.pyodide}pyodide.asm.mjs`), parts.snapshot(), parts.whole(),
  ]);
  parts.install();
  const options = { indexURL: places.pyodide, createPyodideModule }; // given, or each load would import it by its name
  engine = snapshot && (await boot({ loadPyodide, options, snapshot }).catch(() => null));
  engine ??= await boot({ loadPyodide, options, sources: await parts.sources() }); // without it: slower, and the same
  unkept = parts;
  intact = remember(inUse);
  tell({ kind: "ready" });
}

/** What is kept is what the next visit runs: not a step of it after a program's trap has gone off. */
function stillIntact(): void {
  if (!intact()) throw new Error("a program has left traces");
}

/** After the first answer, so that it does not wait for this. */
async function keepParts(): Promise<void> {
  const kept = unkept;
  unkept = undefined;
  await kept?.keep(stillIntact).catch(() => {}); // storage is full, or barred: the next visit fetches again
}

async function answer(work: Promise<any>): Promise<void> {
  const found = await work;
  const spent = !intact();
  tell({ kind: "done", answer: found, spent });
  if (!spent) void keepParts();
}

function ask(question: unknown): Promise<any> {
  tell({ kind: "question", question });
  return new Promise((resolve) => { reply = resolve; });
}

function report(stage: "load" | "run", work: Promise<void>): void {
  work.catch((error: unknown) => tell({ kind: "failed", stage, message: String(error) }));
}

// Pyodide keeps to itself that a file of its own did not come, and would be waited for in vain.
addEventListener("unhandledrejection", ({ reason }) => {
  if (!engine) tell({ kind: "failed", stage: "load", message: String(reason) });
});

addEventListener("message", ({ data, isTrusted }: MessageEvent<ToWorker>) => {
  if (!isTrusted) return; // a program's own
  switch (data.kind) {
    case "fetch":
      parts ??= fetchParts(data);
      return;
    case "boot":
      if (booting) return;
      booting = true;
      return report("load", start(data));
    case "run":
      return report("run", answer(engine!.run(data.request, null, (chunks) => tell({ kind: "output", chunks }))));
    case "explore":
      return report("run", answer(engine!.explore(data.request, (progress) => tell({ kind: "progress", progress }))));
    case "step":
      return report("run", answer(engine!.step(data.request, ask)));
    case "answer":
      return reply(data.answer);
    case "ping":
      return tell({ kind: "pong" });
    case "stop":
      engine?.stop();
      return reply({ thread: 0 }); // whoever waits for a choice waits no more
  }
});

confine((address) => {
  if (!parts) throw new TypeError("there is no network here");
  return parts.file(`${address}`);
});
