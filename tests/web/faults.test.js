// What the editor's grammar takes amiss, without an editor: of each program of the site, nothing.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { python } from "@codemirror/lang-python";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { faultsIn } from "../../playground/web/editor/syntax.ts";

const LONG = 60_000; // milliseconds that reading a text may take here
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The lines in which a fault is marked. */
function faulty(source) {
  const state = EditorState.create({ doc: source, extensions: [python()] });
  assert(ensureSyntaxTree(state, source.length, LONG)); // read to its end on a busy machine, too
  return faultsIn(state).map(({ from }) => state.doc.lineAt(from).text);
}

test("no program of the site has a fault", () => {
  const programs = globSync("snippets/*/*.py", { cwd: ROOT });
  assert(programs.length > 200);
  const found = programs.map((name) => [name, faulty(readFileSync(ROOT + name, "utf8"))]);
  assert.deepEqual(
    found.filter(([, lines]) => lines.length),
    [],
  );
});

test("a fault at the end of any of them is marked", () => {
  for (const name of globSync("snippets/*/*.py", { cwd: ROOT }))
    assert.deepEqual(faulty(`${readFileSync(ROOT + name, "utf8")}x = = 2\n`), ["x = = 2"], name);
});
