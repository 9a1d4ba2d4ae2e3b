/** Runs the program of stdin in Pyodide as it is shipped, without the engine: what C itself says. Argument: Pyodide's folder. */
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${pyodide}/`, stdout: console.log });
python.runPython(fs.readFileSync(0, "utf8"));
