/**
 * Carries messages between the page and the engine, and counts the bytes that come in.
 * Holds no logic: what is run, when and how, is decided by the page and by the engine.
 */

import { boot, type Engine } from "../simthreads/js/engine.js";
import type { Boot, FromWorker, ToWorker } from "./protocol.ts";

declare const self: {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  onunhandledrejection: ((event: PromiseRejectionEvent) => void) | null;
};

let engine: Engine | undefined;
let reply: (answer: any) => void = () => {};

function tell(message: FromWorker): void {
  self.postMessage(message);
}

/** `fetch`, telling the page of each piece that arrives. */
function countBytes(): void {
  const plain = globalThis.fetch;
  let loaded = 0;
  globalThis.fetch = async (...request) => {
    const response = await plain(...request);
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.url}`);
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, through) {
        loaded += piece.byteLength;
        tell({ kind: "bytes", loaded });
        through.enqueue(piece);
      },
    });
    return new Response(response.body.pipeThrough(counter), { headers: response.headers });
  };
}

async function unzipped(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  const plain = response.body!.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

async function start({ pyodide, snapshot }: Boot): Promise<void> {
  countBytes();
  const [{ loadPyodide }, memory] = await Promise.all([import(`${pyodide}pyodide.mjs`), unzipped(snapshot)]);
  engine = await boot({ loadPyodide, options: { indexURL: pyodide }, snapshot: memory });
  tell({ kind: "ready" });
}

async function answer(work: Promise<any>): Promise<void> {
  tell({ kind: "done", answer: await work });
}

function ask(question: unknown): Promise<any> {
  tell({ kind: "question", question });
  return new Promise((resolve) => { reply = resolve; });
}

function report(stage: "load" | "run", work: Promise<void>): void {
  work.catch((error: unknown) => tell({ kind: "failed", stage, message: String(error) }));
}

// Pyodide keeps to itself that a file of its own did not come, and would be waited for in vain.
self.onunhandledrejection = ({ reason }) => {
  if (!engine) tell({ kind: "failed", stage: "load", message: String(reason) });
};

self.onmessage = ({ data }) => {
  switch (data.kind) {
    case "boot":
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
};
