/** The editor in the site's colours, its panels and lists too; both schemes by the page's own variables. */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--editor-code-keyword)" },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.definition(tags.variableName)),
      tags.definition(tags.className),
    ],
    color: "var(--editor-code-function)",
  },
  { tag: [tags.bool, tags.null, tags.self], color: "var(--editor-code-constant)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--editor-code-string)" },
  { tag: tags.number, color: "var(--editor-code-number)" },
  { tag: tags.comment, color: "var(--editor-code-comment)" },
]);

const theme = EditorView.theme({
  "&": {
    color: "var(--editor-code-text)",
    backgroundColor: "var(--editor-code-background)",
    fontSize: "0.68rem",
  },
  "&.cm-focused": { outline: "0.1rem solid var(--editor-accent)", outlineOffset: "-0.1rem" },
  ".cm-scroller": { fontFamily: "var(--editor-code-font), monospace", lineHeight: "1.4" },
  ".cm-content": { padding: "0.77em 0", caretColor: "var(--editor-code-text)" },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: "var(--editor-faint-text)",
    border: "none",
    minWidth: "1.6rem", // as beside the code at rest
  },
  ".cm-lineNumbers": { flex: 1 },
  ".cm-cursor": { borderLeftColor: "var(--editor-code-text)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground":
    {
      backgroundColor: "var(--editor-faint-accent)",
    },
  ".cm-panels": {
    backgroundColor: "var(--editor-background)",
    color: "var(--editor-text)",
    fontFamily: "var(--editor-font)",
  },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--editor-line)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "none" }, // it is empty, and above the completions
  ".cm-panel.cm-search": { fontSize: "0.64rem", padding: "0.3rem 1.6rem 0.3rem 0.4rem" },
  ".cm-panel.cm-search :is(input, button, label)": { font: "inherit", color: "inherit" },
  ".cm-textfield, .cm-button": {
    backgroundColor: "var(--editor-background)",
    backgroundImage: "none",
    color: "inherit",
    border: "1px solid var(--editor-faint-text)",
    borderRadius: "0.2rem",
  },
  ".cm-searchMatch": { backgroundColor: "#b8860b55" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--editor-accent)" },
  ".cm-fault": { textDecoration: "underline wavy #d32f2f", textUnderlineOffset: "0.2em" },
  ".cm-tooltip": {
    zIndex: 5,
    color: "var(--editor-text)",
    backgroundColor: "var(--editor-background)",
    border: "1px solid var(--editor-faint-text)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--editor-code-font)",
    fontSize: "0.66rem",
    maxHeight: "11em",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--editor-chosen-text)",
    backgroundColor: "var(--editor-chosen)",
  },
  ".cm-completionDetail": { fontStyle: "normal", opacity: 1 },
  ".cm-completionInfo": { fontSize: "0.64rem", whiteSpace: "pre-line", maxWidth: "22rem" },
});

export const look: Extension = [syntaxHighlighting(colours), theme];
