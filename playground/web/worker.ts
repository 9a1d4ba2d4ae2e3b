/**
 * Carries messages between the page and the engine, and counts the bytes that come in.
 * Holds no logic: what is run, when and how, is decided by the page and by the engine.
 */

import { boot, type Engine } from "../simthreads/js/engine.js";
import { confine } from "./confine.ts";
import { remember } from "./intact.ts";
import type { Boot, FromWorker, ToWorker } from "./protocol.ts";

const tell: (message: FromWorker) => void = globalThis.postMessage.bind(globalThis);
const plainFetch = globalThis.fetch.bind(globalThis);
const { Response, TransformStream, DecompressionStream } = globalThis;

let engine: Engine | undefined;
let booting = false;
let intact = (): boolean => true;
let reply: (answer: any) => void = () => {};
let loaded = 0;
/** What was asked for until Python had come up; a fresh interpreter asks for the same, and nobody for more. */
const known: Record<string, true> = Object.create(null);

/** All that is left of `fetch`: tells the page of each piece that arrives. */
async function fetchKnown(given: unknown): Promise<Response> {
  const address = `${given}`;
  if (!engine) known[address] = true;
  if (known[address] !== true) throw new TypeError("there is no network here");
  const response = await plainFetch(address);
  if (!response.ok || !response.body) throw new Error(`${response.status} ${response.url}`);
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, through) {
      loaded += piece.byteLength;
      if (!engine) tell({ kind: "bytes", loaded });
      through.enqueue(piece);
    },
  });
  return new Response(response.body.pipeThrough(counter), { headers: response.headers });
}

async function unzipped(address: string): Promise<Uint8Array> {
  const response = await fetchKnown(address);
  const plain = response.body!.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

async function start({ pyodide, snapshot }: Boot): Promise<void> {
  const [{ loadPyodide }, { default: createPyodideModule }, memory] = await Promise.all([
    import(`${pyodide}pyodide.mjs`), import(`${pyodide}pyodide.asm.mjs`), unzipped(snapshot),
  ]);
  const options = { indexURL: pyodide, createPyodideModule }; // given, or each load would import it by its name
  engine = await boot({ loadPyodide, options, snapshot: memory });
  intact = remember();
  tell({ kind: "ready" });
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
    case "stop":
      engine?.stop();
      return reply({ thread: 0 }); // whoever waits for a choice waits no more
  }
});

confine(fetchKnown);
