/**
 * Carries messages between the page and the engine, and starts the engine.
 * Holds no logic: what is run, when and how, is decided by the page and by the engine.
 */

import { boot, type Engine } from "../simthreads/js/engine.js";
import { confine } from "./confine.ts";
import { Given } from "./given.ts";
import { remember } from "./intact.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

const tell: (message: FromWorker) => void = globalThis.postMessage.bind(globalThis);
const fetch = globalThis.fetch.bind(globalThis); // before the scope gets another
/** What this worker goes on using when the scope has lost its name: a program may get hold of one. */
const inUse = [Response];

const here = (path: string) => new URL(path, import.meta.url).href;
const pyodide = here(PYODIDE);
/** On their way while the rest of this starts, and while the parts come. */
const scripts: Promise<[any, any]> = Promise.all([import(`${pyodide}pyodide.mjs`), import(`${pyodide}pyodide.asm.mjs`)]);
const given = new Given();
let engine: Engine | undefined;
let intact = (): boolean => true;
let reply: (answer: any) => void = () => {};

async function start(): Promise<void> {
  const [{ loadPyodide }, { default: createPyodideModule }] = await scripts;
  given.install();
  const options = { indexURL: pyodide, createPyodideModule }; // given, or each load would import it by its name
  engine = await boot({ loadPyodide, options, snapshot: given.snapshot() }).catch(async () => {
    const sources = await (await fetch(here(`../${SOURCES}`))).json();
    return boot({ loadPyodide, options, sources }); // slower, and the same
  });
  tell({ kind: "ready" });
  intact = remember(inUse); // before the answer to that: nothing has run yet
}

async function answer(work: Promise<any>): Promise<void> {
  const found = await work;
  tell({ kind: "done", answer: found, spent: !intact() });
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
    case "part":
      return given.take(data.part);
    case "boot":
      return report("load", start());
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

confine((address) => given.file(`${address}`));
