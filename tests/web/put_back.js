/**
 * What Pyodide does with a snapshot: reads the head, and copies the rest over what is there.
 * `node put_back.js SIZE HEAD` reads a sparse snapshot in base64 and prints what it puts back, or nothing.
 */
import { readFileSync } from "node:fs";
import { PAGE, pagesOf, pretend } from "../../playground/web/sparse.ts";

const [size, length] = process.argv.slice(2).map(Number);
const pages = pagesOf(new Uint8Array(Buffer.from(readFileSync(0, "utf8"), "base64")));
if (pages) {
  const memory = new Uint8Array(size).fill(7);
  const snapshot = new Uint8Array(PAGE);
  const at = (from, count) => memory.subarray(from, from + count);
  const compare = (a, b, count) => Buffer.compare(at(a, count), at(b, count));
  pretend(snapshot, pages, () => ({ bytes: memory, compare }));
  const head = snapshot.subarray(0, length);
  memory.set(snapshot.subarray(length));
  process.stdout.write(Buffer.concat([head, memory]).toString("base64"));
}
