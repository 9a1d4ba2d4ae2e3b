/**
 * The worker that Python runs in: started at the first wish, while the part of the playground that will lead it is
 * still fetched. Knows nothing of what is said to it.
 */

const ADDRESS = new URL("./worker.js", import.meta.url);

/** Started early, and not yet taken. */
let early: Worker | null = null;
let taken = false;

/** Whether this browser can switch stacks; asked before anything is fetched. */
export function supported(): boolean {
  const wasm = globalThis.WebAssembly as { Suspending?: unknown; promising?: unknown } | undefined;
  return Boolean(wasm?.Suspending && wasm.promising && globalThis.Worker);
}

/** A run is wished for, maybe the first. */
export function foresee(): void {
  if (early || taken || !supported()) return;
  const worker = (early = started());
  worker.onerror = () => { if (early === worker) early = null; }; // the next one will say it to whoever takes it
}

/** One that nobody else has. */
export function take(): Worker {
  const worker = early ?? started();
  early = null;
  taken = true;
  return worker;
}

function started(): Worker {
  return new Worker(ADDRESS, { type: "module", name: "python" });
}
