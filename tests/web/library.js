/**
 * `node library.js PYODIDE FOLDER` starts the engine with holes in the standard library, and runs programs that import
 * it. Prints as JSON where the start read in a hole, how many programs did, and which of them then did otherwise than
 * with the whole library.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import { boot } from "../../playground/simthreads/js/engine.js";
import { Library } from "../../playground/simthreads/js/library.js";

const [pyodide, folder] = process.argv.slice(2);
const read = (name) => new Uint8Array(fs.readFileSync(`${folder}/${name}`));
const { sources, lots, size } = JSON.parse(fs.readFileSync(`${folder}/order.json`, "utf8"));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
process.argv[1] = "simthreads";

const [begins, near, rest] = [read("start"), read("near"), read("rest")];
const library = new Library(size);
library.fill(begins);
const start = [];
let asked = (position) => start.push(position);
let holes = [];
const first = async (options) => {
  const py = await loadPyodide(options);
  if (!holes.length) {
    library.fill(near); // no sooner than Python has started
    holes = library.holes;
  }
  return py;
};
const engine = await boot({
  loadPyodide: first,
  options: { indexURL: `${pyodide}/` },
  sources,
  library,
  wantLibrary: (position) => {
    asked(position);
    library.fill(near);
    library.fill(rest);
  },
  nodeCrypto: crypto,
});
let waited = 0;
asked = () => {
  waited += 1;
};

const program = (names) =>
  names
    .map(
      (name) => `try:
    import ${name}
except BaseException as error:
    print("${name}", type(error).__name__, error)
else:
    print("${name}")
`,
    )
    .join("");
const different = [];
for (const names of lots) {
  library.fill(rest);
  const source = program(names);
  const whole = JSON.stringify(await engine.run({ source }));
  library.holes = holes;
  library.bytes.fill(0);
  library.fill(begins);
  library.fill(near);
  const answer = JSON.stringify(await engine.run({ source }));
  if (answer !== whole) different.push([names, whole.slice(0, 300), answer.slice(0, 300)]);
}
process.stdout.write(JSON.stringify({ start, waited, different }));
process.exit(0);
