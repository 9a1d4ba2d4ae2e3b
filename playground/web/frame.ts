/**
 * All that runs in the frame around the worker (sandbox.ts): takes the worker's script and its way to the page from the
 * page, once, starts the worker, and hears nobody after that. Knows no Python and no message.
 *
 * The frame has an origin that nobody shares, and its policy: a worker from a `blob:` inherits both.
 */

import { blobsOnly } from "./trusted.ts";

/** From the page: the worker's script; ports for what the page and the worker say, and for what the worker throws. */
function start({ source, data, ports }: MessageEvent<Blob>): void {
  if (source !== parent) return; // another window that found this one
  removeEventListener("message", start);
  const [talk, errors] = ports as [MessagePort, MessagePort];
  const address = blobsOnly()(URL.createObjectURL(data));
  const worker = new Worker(address as string, { name: "python" });
  worker.onerror = (event) => {
    event.preventDefault();
    errors.postMessage(event.message ?? "");
  };
  worker.postMessage(null, [talk]);
}

addEventListener("message", start);
