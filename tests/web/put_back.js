/**
 * What Pyodide does with a snapshot: reads the head, and copies the rest over what is there.
 * `node put_back.js SIZE HEAD INITIAL` reads a sparse snapshot in base64 and prints what it puts back, and how the page
 * would ship that, or nothing. INITIAL is the memory of a new interpreter, in base64.
 */
import { readFileSync } from "node:fs";
import { PAGE, scanner } from "../../playground/simthreads/js/pages.js";
import { pagesOf, pretend, shipped } from "../../playground/web/sparse.ts";

const [size, length] = process.argv.slice(2).map(Number);
const initial = new Uint8Array(Buffer.from(process.argv[4], "base64"));
const pages = pagesOf(new Uint8Array(Buffer.from(readFileSync(0, "utf8"), "base64")));
if (pages) {
  const given = new WebAssembly.Memory({ initial: Math.ceil(size / PAGE) });
  const memory = new Uint8Array(given.buffer, 0, size).fill(7);
  const snapshot = new Uint8Array(PAGE);
  const view = () => ({ bytes: memory, isZero: scanner(given) });
  pretend(snapshot, pages, view, () => initial);
  const head = snapshot.subarray(0, length);
  memory.set(snapshot.subarray(length));
  const whole = Buffer.concat([head, memory]);
  const again = Buffer.concat(shipped(new Uint8Array(whole), initial));
  process.stdout.write(`${whole.toString("base64")} ${again.toString("base64")}`);
}
