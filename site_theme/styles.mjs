// From standard input, as JSON: {site, theirs, ours}, a folder and two lists of style sheets. To standard output: one
// sheet of them all, in this order, without the rules of `theirs` that nothing in the site's pages and scripts names.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

// Names that Material's script puts together, so that they stand nowhere whole.
const COMPOSED = [/^md-source__fact/, /^data-md-color-/];
const NAME = /[A-Za-z_-][A-Za-z0-9_-]*/g;
const TAG = /<[^>]+>/g;
const LONGEST = 60; // letters of a name; what is longer is data

const { site, theirs, ours } = JSON.parse(readFileSync(0, "utf8"));
const read = (paths) => paths.map((path) => readFileSync(path, "utf8")).join("\n");

function* namesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* namesIn(path);
    else if (entry.name.endsWith(".js")) yield* readFileSync(path, "utf8").match(NAME) ?? [];
    else if (entry.name.endsWith(".html")) for (const tag of readFileSync(path, "utf8").match(TAG) ?? []) yield* tag.match(NAME) ?? [];
  }
}

const names = new Set();
for (const name of namesIn(site)) if (name.length <= LONGEST) names.add(name);
const [{ css }] = await new PurgeCSS().purge({
  content: [{ raw: [...names].join(" "), extension: "txt" }],
  css: [{ raw: read(theirs) }],
  variables: true,
  safelist: { standard: COMPOSED, variables: [...names].filter((name) => name.startsWith("--")) },
});
const { code } = await transform(`${css}\n${read(ours)}`, { loader: "css", minify: true, charset: "utf8" });
process.stdout.write(code);
