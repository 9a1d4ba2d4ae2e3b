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
import { type Command, EditorView, keymap, showPanel, tooltips } from "@codemirror/view";
import type { Language } from "../language.ts";
import type { Words } from "../words.ts";
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
    look,
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
  const row: readonly [string, string, Command][] = [
    ["⇥", "indent", indentMore],
    ["⇤", "outdent", indentLess],
    ["↶", "undo_edit", undo],
    ["↷", "redo_edit", redo],
  ];
  return showPanel.of((view) => {
    const dom = document.createElement("div");
    dom.className = "pg-keys";
    dom.setAttribute("role", "group");
    dom.setAttribute("aria-label", words["keys"]!);
    for (const [sign, key, command] of row) {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = sign;
      made.title = words[key]!;
      made.setAttribute("aria-label", words[key]!);
      made.addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays open
      made.addEventListener("click", () => command(view));
      dom.append(made);
    }
    return { dom };
  });
}

const look = EditorView.theme({
  ".cm-panels": {
    backgroundColor: "var(--md-default-bg-color)",
    color: "var(--md-default-fg-color)",
    fontFamily: "var(--md-text-font-family)",
  },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--md-default-fg-color--lightest)" },
  ".cm-panel.cm-search": { fontSize: "0.64rem", padding: "0.3rem 1.6rem 0.3rem 0.4rem" },
  ".cm-panel.cm-search :is(input, button, label)": { font: "inherit", color: "inherit" },
  ".cm-textfield, .cm-button": {
    backgroundColor: "var(--md-default-bg-color)",
    backgroundImage: "none",
    color: "inherit",
    border: "1px solid var(--md-default-fg-color--light)",
    borderRadius: "0.2rem",
  },
  ".cm-searchMatch": { backgroundColor: "#b8860b55" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--md-accent-fg-color)" },
  ".cm-fault": { textDecoration: "underline wavy #d32f2f", textUnderlineOffset: "0.2em" },
  ".cm-tooltip": {
    zIndex: 5,
    color: "var(--md-default-fg-color)",
    backgroundColor: "var(--md-default-bg-color)",
    border: "1px solid var(--md-default-fg-color--light)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--md-code-font-family)",
    fontSize: "0.66rem",
    maxHeight: "11em",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--md-default-bg-color)",
    backgroundColor: "var(--md-primary-fg-color--dark)",
  },
  ".cm-completionDetail": { fontStyle: "normal", opacity: 1 },
  ".cm-completionInfo": { fontSize: "0.64rem", whiteSpace: "pre-line", maxWidth: "22rem" },
});
