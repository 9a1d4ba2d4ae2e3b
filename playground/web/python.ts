/**
 * The worker that Python runs in: started at the first wish, while the part of the playground that will lead it is
 * still fetched. Knows nothing of what is said to it.
 */

import { Sandbox } from "./sandbox.ts";

/** Started early, and not yet taken. */
let early: Sandbox | null = null;
let taken = false;

/** Whether this browser can switch stacks; asked before anything is fetched. */
export function supported(): boolean {
  const wasm = globalThis.WebAssembly as { Suspending?: unknown; promising?: unknown } | undefined;
  return Boolean(wasm?.Suspending && wasm.promising && globalThis.Worker);
}

/** A run is wished for, maybe the first. */
export function foresee(): void {
  if (early || taken || !supported()) return;
  const sandbox = (early = new Sandbox());
  sandbox.onerror = () => {
    // the next one will say it to whoever takes it
    sandbox.terminate();
    if (early === sandbox) early = null;
  };
}

/** One that nobody else has. */
export function take(): Sandbox {
  const sandbox = early ?? new Sandbox();
  early = null;
  taken = true;
  return sandbox;
}
