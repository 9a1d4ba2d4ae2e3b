/**
 * What Pyodide does with a snapshot: reads the head, and copies the rest over what is there.
 * `node put_back.js SIZE HEAD` reads a sparse snapshot in base64 and prints what it puts back, or nothing.
 */
import { readFileSync } from "node:fs";
import { scanner } from "../../playground/simthreads/js/memory.js";
import { PAGE, pagesOf, pretend } from "../../playground/web/sparse.ts";

const [size, length] = process.argv.slice(2).map(Number);
const pages = pagesOf(new Uint8Array(Buffer.from(readFileSync(0, "utf8"), "base64")));
if (pages) {
  const whole = new WebAssembly.Memory({ initial: Math.ceil(size / PAGE) });
  const memory = new Uint8Array(whole.buffer, 0, size).fill(7);
  const snapshot = new Uint8Array(PAGE);
  pretend(snapshot, pages, () => ({ bytes: memory, isZero: scanner(whole) }));
  const head = snapshot.subarray(0, length);
  memory.set(snapshot.subarray(length));
  process.stdout.write(Buffer.concat([head, memory]).toString("base64"));
}
