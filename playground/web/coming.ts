/**
 * A file on its way: read as it comes, so that how fast it comes is known, whoever takes it and when. Python's
 * interpreter, the longest, is asked for at the press on Run, while the part of the playground that will hand it on is
 * still fetched. Knows files and bytes, nothing of what they do.
 */

import { assetsAt, keptAs } from "./offline/places.ts";
import { Rate } from "./route.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export const INTERPRETER = "pyodide.asm.wasm.zstd";

export interface Coming {
  /** All of it is here; what it means may take longer to find out. False where it never will be. */
  readonly ended: Promise<boolean>;
  /** Where nothing comes, it says why. */
  readonly body: Promise<ReadableStream<Bytes>>;
  readonly rate: Rate;
  /** By the page's clock. */
  readonly began: number;
  stop(): void;
}

export function ask(url: string, cache: RequestCache = "default"): Coming {
  const [stopped, rate] = [new AbortController(), new Rate()];
  const { promise: ended, resolve: end } = Promise.withResolvers<boolean>();
  const body = fetch(url, { cache, signal: stopped.signal }).then((response) => {
    if (!response.ok || !response.body) throw new Error(`${response.status} ${url}`);
    return heard(response.body, rate, end);
  });
  body.catch(() => {
    rate.end(); // who takes it is told
    end(false);
  });
  return { body, rate, ended, began: performance.now(), stop: () => stopped.abort() };
}

function heard(
  body: ReadableStream<Bytes>,
  rate: Rate,
  end: (whole: boolean) => void,
): ReadableStream<Bytes> {
  return new ReadableStream({
    start: (controller) => {
      const passed = pass(body, rate, controller).then(
        () => true,
        (error: unknown) => {
          controller.error(error);
          return false;
        },
      );
      void passed.then(end).then(() => rate.end());
    },
  });
}

async function pass(
  body: ReadableStream<Bytes>,
  rate: Rate,
  to: ReadableStreamDefaultController<Bytes>,
): Promise<void> {
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    rate.count(next.value.byteLength);
    to.enqueue(next.value);
  }
  to.close();
}

let early: Promise<Coming | null> | null = null;

/** Ask for the interpreter now, unless it is kept. */
export function askEarly(): void {
  const url = new URL(PYODIDE + INTERPRETER, import.meta.url).href;
  const cacheName = assetsAt(new URL("../../", import.meta.url).pathname);
  early ??= caches
    .open(cacheName)
    .then((cache) => cache.keys(keptAs(url))) // a match would begin to read it
    .catch(() => []) // storage is barred
    .then((kept) => (kept.length ? null : ask(url)));
}

/** What was asked for early, once: null where nothing was. */
export function takeEarly(): Promise<Coming | null> {
  const taken = early ?? Promise.resolve(null);
  early = null;
  return taken;
}

/** Nobody will take it. */
export async function dropEarly(): Promise<void> {
  (await takeEarly())?.stop();
}
