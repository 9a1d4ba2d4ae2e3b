/**
 * What makes the editor pleasant to write in: Tab, brackets, find, completion, faults, and keys for a finger. Knows the
 * editor's own libraries; knows no program.
 */

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { indentLess, indentMore, indentWithTab, redo, undo } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { type Command, keymap, showPanel, tooltips } from "@codemirror/view";
import type { Language } from "../language.ts";
import type { Words } from "../words.ts";
import { type Sign, sign } from "../signs.ts";
import { completeNames } from "./complete.ts";
import { hanging } from "./hanging.ts";
import { syntaxMarks } from "./syntax.ts";

export function comforts(language: Language, words: Words): Extension {
  return [
    closeBrackets(),
    tooltips({ parent: document.querySelector("main") ?? document.body }), // no pane cuts them off
    autocompletion({ icons: false, maxRenderedOptions: 40 }),
    completeNames(language),
    search({ top: true }),
    EditorState.phrases.of(phrases(words)),
    syntaxMarks(words["fault"]!),
    hanging,
    keys(words),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, indentWithTab]),
  ];
}

/** What the libraries say in English, in the page's language; their keys are those sentences. */
function phrases(words: Words): Record<string, string> {
  const table = {
    Find: "find_what",
    Replace: "replace_with",
    next: "find_next",
    previous: "find_previous",
    all: "find_all",
    "match case": "find_case",
    regexp: "find_regexp",
    "by word": "find_word",
    replace: "replace",
    "replace all": "replace_all",
    close: "find_close",
    "current match": "find_current",
    "on line": "find_line",
    "replaced match on line $": "replaced_line",
    "replaced $ matches": "replaced_count",
    Completions: "completions",
    "Go to line": "go_to_line",
    go: "go",
  };
  return Object.fromEntries(Object.entries(table).map(([said, key]) => [said, words[key] ?? said]));
}

/** A row of keys that a screen's keyboard does not have; shown where a finger is the pointer. */
function keys(words: Words): Extension {
  const row: readonly [Sign, string, Command][] = [
    ["indent", "indent", indentMore],
    ["outdent", "outdent", indentLess],
    ["undo", "undo_edit", undo],
    ["redo", "redo_edit", redo],
  ];
  return showPanel.of((view) => {
    const dom = document.createElement("div");
    dom.className = "pg-keys";
    dom.setAttribute("role", "group");
    dom.setAttribute("aria-label", words["keys"]!);
    for (const [name, key, command] of row) {
      const made = document.createElement("button");
      made.type = "button";
      made.append(sign(name));
      made.title = words[key]!;
      made.setAttribute("aria-label", words[key]!);
      made.addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays open
      made.addEventListener("click", () => command(view));
      dom.append(made);
    }
    return { dom };
  });
}
