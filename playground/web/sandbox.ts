/**
 * A worker behind two walls that hold whatever runs in it: a sandboxed frame, whose origin nobody shares, so that there
 * is no storage, no channel to another tab and no page; and a `blob:`, so that the frame's policy (hooks/playground.py)
 * is the worker's too: no network, and no script but this one. What the worker needs comes by message.
 *
 * Is used like a `Worker`, and knows nothing of what is said to it.
 */

import { only } from "./trusted.ts";

/** The frame's page; its policy of Trusted Types can be made but once. */
let page: unknown;

export class Sandbox {
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((message: string) => void) | null = null;
  readonly #frame = document.createElement("iframe");
  readonly #port: MessagePort;
  readonly #stopped = new AbortController();

  constructor() {
    const talk = new MessageChannel();
    const errors = new MessageChannel();
    this.#port = talk.port1;
    talk.port1.onmessage = (event) => this.onmessage?.(event);
    errors.port1.onmessage = ({ data }) => this.onerror?.(`${data}`);
    Promise.all([fetchScript(this.#stopped.signal), this.#opened()]).then(
      ([script]) => this.#frame.contentWindow?.postMessage(script, "*", [talk.port2, errors.port2]), // it has no origin
      (error: unknown) => {
        if (!this.#stopped.signal.aborted) this.onerror?.(String(error));
      },
    );
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  /** At once, whatever runs in there. */
  terminate(): void {
    this.#stopped.abort();
    this.#port.close();
    this.#frame.remove();
  }

  #opened(): Promise<unknown> {
    const frame = this.#frame;
    frame.hidden = true;
    frame.setAttribute("sandbox", "allow-scripts");
    page ??= only(FRAME);
    frame.srcdoc = page as string;
    const opened = new Promise((resolve) => {
      frame.onload = resolve;
    });
    document.body.append(frame);
    return opened;
  }
}

/** The worker's script in its parts, from the site; each is what its digest says. */
async function fetchScript(signal: AbortSignal): Promise<Blob> {
  const scripts: readonly (readonly [string, string])[] = JSON.parse(WORKER_SCRIPTS);
  const parts = scripts.map(async ([path, integrity]) => {
    const ask = async (cache: RequestCache) => {
      const response = await fetch(new URL(path, import.meta.url), { integrity, signal, cache });
      if (!response.ok) throw new Error(`${response.status} ${response.url}`);
      return response.blob();
    };
    return ask("default").catch(() => ask("reload")); // the browser's own cache may hold what it should not
  });
  // Chromium starts no module there; so that the scripts' own names are not the scope's, a function goes around them
  return new Blob(["(()=>{", ...(await Promise.all(parts)), "})()"], { type: "text/javascript" });
}
