// From standard input, as JSON: {site, theirs, ours, absent, composed}: a folder, two lists of style sheets, beginnings of
// names, and regular expressions of names that a script puts together.
// To standard output: one sheet of them all, in this order, without the rules of `theirs` that nothing in the site's pages
// and scripts names; a script's name that begins with one of `absent` does not count, if no page has such a name.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const NAME = /[A-Za-z_-][A-Za-z0-9_-]*/g;
const TAG = /<[^>]+>/g;
const LONGEST = 60; // letters of a name; what is longer is data

const { site, theirs, ours, absent, composed } = JSON.parse(readFileSync(0, "utf8"));
const read = (paths) => paths.map((path) => readFileSync(path, "utf8")).join("\n");

/** The texts of all files with this ending. */
function* texts(ending, folder = site) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* texts(ending, path);
    else if (entry.name.endsWith(ending)) yield readFileSync(path, "utf8");
  }
}

function* named(text) {
  for (const [name] of text.matchAll(NAME)) if (name.length <= LONGEST) yield name;
}

const names = new Set();
for (const page of texts(".html"))
  for (const [tag] of page.matchAll(TAG)) for (const name of named(tag)) names.add(name);
const begins = (name, beginnings) => beginnings.some((one) => name.startsWith(one));
const missing = absent.filter((one) => ![...names].some((name) => name.startsWith(one)));
for (const script of texts(".js"))
  for (const name of named(script)) if (!begins(name, missing)) names.add(name);
const variables = [...names, ...named(read(ours))].filter((name) => name.startsWith("--"));
names.delete("rtl"); // no language of ours is written from the right
const [{ css }] = await new PurgeCSS().purge({
  content: [{ raw: [...names].join(" "), extension: "txt" }],
  css: [{ raw: read(theirs) }],
  variables: true,
  safelist: { standard: composed.map((one) => new RegExp(one)), variables },
});
const { code } = await transform(`${css}\n${read(ours)}`, {
  loader: "css",
  minify: true,
  charset: "utf8",
});
process.stdout.write(code);
