/**
 * Carries messages between the page and the engine, and counts the bytes that come in.
 * Holds no logic: what is run, when and how, is decided by the page and by the engine.
 */

import { Engine } from "../simthreads/js/engine.js";
import type { Boot, FromWorker, ToWorker } from "./protocol.ts";

declare const self: {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

let engine: Engine;
let reply: (answer: string) => void = () => {};

function tell(message: FromWorker): void {
  self.postMessage(message);
}

/** `fetch`, telling the page of each piece that arrives. */
function countBytes(): void {
  const plain = globalThis.fetch;
  let loaded = 0;
  globalThis.fetch = async (...request) => {
    const response = await plain(...request);
    if (!response.ok || !response.body) return response;
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

async function boot({ pyodide, sources }: Boot): Promise<void> {
  countBytes();
  const given = fetch(sources).then((response) => {
    if (!response.ok) throw new Error(`${response.status} ${sources}`);
    return response.json() as Promise<Record<string, string>>;
  });
  const { loadPyodide } = (await import(/* @vite-ignore */ `${pyodide}pyodide.mjs`)) as typeof import("pyodide");
  const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" } });
  tell({ kind: "starting" });
  engine = new Engine(python, await given);
  engine.onQuestion = (question: unknown) => {
    tell({ kind: "question", question });
    return new Promise((resolve) => { reply = resolve; });
  };
  tell({ kind: "ready" });
}

function report(stage: "load" | "run", work: Promise<void>): void {
  work.catch((error: unknown) => tell({ kind: "failed", stage, message: String(error) }));
}

self.onmessage = ({ data }) => {
  switch (data.kind) {
    case "boot":
      return report("load", boot(data));
    case "run":
      return report("run", engine.run(data.request).then((answer) => tell({ kind: "done", answer })));
    case "explore":
      return;
    case "answer":
      return reply(data.answer);
    case "stop":
      return engine.stop();
  }
};
