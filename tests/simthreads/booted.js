/**
 * What the scripts of these tests begin and end with: an engine of their own, of a snapshot that is there, what they are
 * given, and their answer. Arguments: Pyodide's folder, a snapshot, a file of JSON.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { boot } from "../../playground/simthreads/js/engine.js";

const [pyodide, snapshotPath, givenPath] = process.argv.slice(2);
process.argv[1] = "simthreads"; // as the engine itself is called on Node: Python keeps the name in its memory
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const options = { indexURL: `${pyodide}/` };
const snapshot = new Uint8Array(fs.readFileSync(snapshotPath));

export const engine = await boot({ loadPyodide, options, snapshot, nodeCrypto: crypto });

export function given() {
  return JSON.parse(fs.readFileSync(givenPath, "utf8"));
}

/** And that is all. */
export function answer(found) {
  fs.writeSync(1, JSON.stringify(found));
  process.exit(0);
}
