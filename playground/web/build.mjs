// Bundles the TypeScript for the site: `node build.mjs OPTIONS`, esbuild's own as JSON. Prints which files went into it,
// and by entry which it consists of. Knows no file names.
import { basename } from "node:path";
import { buildSync } from "esbuild";

/** @param {string} path @param {Record<string, any>} outputs @param {Set<string>} known */
function needs(path, outputs, known) {
  if (known.has(path)) return known;
  known.add(path);
  for (const one of outputs[path].imports)
    if (one.kind === "import-statement") needs(one.path, outputs, known);
  return known;
}

try {
  const { metafile } = buildSync({ ...JSON.parse(process.argv[2]), metafile: true });
  const { inputs, outputs } = metafile;
  const entries = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint);
  const made = entries.map(([path, { entryPoint }]) => [
    entryPoint,
    [...needs(path, outputs, new Set())].map((one) => basename(one)),
  ]);
  const told = { inputs: Object.keys(inputs), files: Object.fromEntries(made) };
  process.stdout.write(JSON.stringify(told));
} catch {
  process.exitCode = 1; // esbuild has said why
}
