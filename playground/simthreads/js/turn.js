// @ts-check
/** Lets the host have a turn between two pieces of work. Knows neither. */

/** Settled once the host has had one: it may have news. A timer would be late, where it is one of many in a row. */
export const turn = (() => {
  const { setImmediate } = /** @type {any} */ (globalThis); // Node's
  if (typeof setImmediate === "function") return () => new Promise((done) => setImmediate(done));
  const { port1, port2 } = new MessageChannel();
  /** @type {(() => void)[]} */
  const waiting = [];
  port1.onmessage = () => waiting.shift()?.();
  const post = port2.postMessage.bind(port2, null);
  return () =>
    new Promise((/** @type {(value?: unknown) => void} */ done) => {
      waiting.push(done);
      post();
    });
})();
