/** The editor in the site's colours, its panels and lists too; both schemes by the page's own variables. */

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--md-code-hl-keyword-color)" },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.definition(tags.variableName)),
      tags.definition(tags.className),
    ],
    color: "var(--md-code-hl-function-color)",
  },
  { tag: [tags.bool, tags.null, tags.self], color: "var(--md-code-hl-constant-color)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--md-code-hl-string-color)" },
  { tag: tags.number, color: "var(--md-code-hl-number-color)" },
  { tag: tags.comment, color: "var(--md-code-hl-comment-color)" },
]);

const theme = EditorView.theme({
  "&": {
    color: "var(--md-code-fg-color)",
    backgroundColor: "var(--md-code-bg-color)",
    fontSize: "0.68rem",
  },
  "&.cm-focused": { outline: "0.1rem solid var(--md-accent-fg-color)", outlineOffset: "-0.1rem" },
  ".cm-scroller": { fontFamily: "var(--md-code-font-family), monospace", lineHeight: "1.4" },
  ".cm-content": { padding: "0.77em 0", caretColor: "var(--md-code-fg-color)" },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: "var(--md-default-fg-color--light)",
    border: "none",
    minWidth: "1.6rem", // as beside the code at rest
  },
  ".cm-lineNumbers": { flex: 1 },
  ".cm-cursor": { borderLeftColor: "var(--md-code-fg-color)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground":
    {
      backgroundColor: "var(--md-accent-fg-color--transparent)",
    },
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

export const look: Extension = [syntaxHighlighting(colours), theme];
