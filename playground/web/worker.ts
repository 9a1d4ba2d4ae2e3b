/**
 * Carries messages between the page and the engine, and starts the engine.
 * Holds no logic: what is run, when and how, is decided by the page and by the engine.
 */

import { boot, type Engine } from "../simthreads/js/engine.js";
import { confine } from "./confine.ts";
import { PyodideFiles } from "./pyodide_files.ts";
import { remember } from "./tamper_check.ts";
import { type Snapshot, shipped } from "./sparse.ts";
import type { FromWorker, ToWorker, Tried } from "../protocol/message.ts";
import type { Question } from "../protocol/question.ts";
import { nothing } from "./trusted.ts";

/** Pyodide's two scripts, which stand before this one: see sitebuild/assets/engine.py. */
declare const Pyodide: {
  loadPyodide: (options: object) => Promise<any>;
  createPyodideModule: unknown;
};

/** What this worker goes on using when the scope has lost its name: a program may get hold of one. */
const inUse = [Response];
/** Pyodide makes addresses with it, which `PyodideFiles` answers to. */
const indexURL = "pyodide:///";

const given = new PyodideFiles();
const { Blob } = globalThis; // before the worker lets go of it
/** The way to the page: the frame hands it over, and nobody else is heard. */
let tell: (message: FromWorker) => void = () => {};
let engine: Engine | undefined;
let isUntampered = (): boolean => true;
let reply: (answer: any) => void = () => {};
let hearTried: (tried: Tried) => void = () => {};

async function start(snapshot: boolean): Promise<void> {
  const { loadPyodide, createPyodideModule } = Pyodide;
  given.install();
  const options = { indexURL, createPyodideModule }; // given, or each load would import it by its name
  const wantLibrary = () => tell({ kind: "library" });
  const parts = { loadPyodide, options, library: given.library, wantLibrary };
  const plainly = async () => {
    const made = await boot({ ...parts, sources: given.sources() }); // slower, and the same
    const pieces = shipped(made.snapshot as Snapshot, given.initial);
    tell({ kind: "image", content: new Blob(pieces) }); // nobody waits until its bytes are there
    return made;
  };
  engine = snapshot
    ? await boot({ ...parts, snapshot: given.snapshot(), writesItself: true }).catch(() => {
        tell({ kind: "sources" });
        return plainly();
      })
    : await plainly();
  tell({ kind: "ready" });
  isUntampered = remember(inUse); // before the answer to that: nothing has run yet
}

async function answer(work: Promise<any>): Promise<void> {
  const found = await work;
  tell({ kind: "done", answer: found, spent: !isUntampered() });
}

function ask(question: Question): Promise<any> {
  tell({ kind: "question", question });
  return new Promise((resolve) => {
    reply = resolve;
  });
}

/** Another worker may try them, or nobody. */
function ahead(requests: string[], hear: (request: string, answer: string) => void): Promise<void> {
  tell({ kind: "ahead", requests });
  return new Promise((resolve) => {
    hearTried = ({ request, answer, last }) => {
      hear(request, answer);
      if (last) resolve();
    };
  });
}

async function attempt(requests: readonly string[]): Promise<void> {
  for (const request of requests) {
    const answer = await engine!.attempt(request);
    const last = request === requests.at(-1);
    tell({ kind: "tried", request, answer, last, spent: !isUntampered() });
  }
}

function report(stage: "load" | "run", work: Promise<void>): void {
  work.catch((error: unknown) => tell({ kind: "failed", stage, message: String(error) }));
}

// Pyodide keeps to itself that a file of its own did not come, and would be waited for in vain.
addEventListener("unhandledrejection", ({ reason }) => {
  if (!engine) tell({ kind: "failed", stage: "load", message: String(reason) });
});

function hear({ data, isTrusted }: MessageEvent<ToWorker>): unknown {
  if (!isTrusted) return; // a program's own
  switch (data.kind) {
    case "part":
      return given.take(data.part);
    case "boot":
      return report("load", start(data.snapshot));
    case "run":
      return report(
        "run",
        answer(engine!.run(data.request, null, (chunks) => tell({ kind: "output", chunks }))),
      );
    case "explore":
      return report(
        "run",
        answer(
          engine!.explore(data.request, (progress) => tell({ kind: "progress", progress }), ahead),
        ),
      );
    case "step":
      return report("run", answer(engine!.step(data.request, ask)));
    case "answer":
      return reply(data.answer);
    case "try":
      return report("run", attempt(data.requests));
    case "tried":
      return hearTried(data);
    case "ping":
      return tell({ kind: "pong" });
    case "stop":
      engine?.stop();
      return reply({ thread: 0 }); // whoever waits for a choice waits no more
  }
}

// Pyodide keeps that to itself, too.
given.compiled.catch((error: unknown) =>
  tell({ kind: "failed", stage: "load", message: String(error) }),
);

addEventListener(
  "message",
  ({ ports: [page] }) => {
    tell = page!.postMessage.bind(page);
    page!.onmessage = hear;
  },
  { once: true },
);

nothing();
confine((address) => given.file(`${address}`));
