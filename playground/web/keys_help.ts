/** What the keyboard can do, in a dialog: opened by "?". Knows the words; what the keys do stands elsewhere. */

import table from "strings-table";
import type { Language } from "./language.ts";

/** The keys, and the word for what they do, from the group `keyboard`. */
const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["?"], "help"],
  [["/", "S", "F"], "search"],
  [["N", "."], "next"],
  [["P", ","], "previous"],
  [["Ctrl+Enter"], "run"],
  [["←", "→", "Home", "End"], "bar"],
  [["Tab", "Shift+Tab"], "indent"],
  [["Escape", "Tab"], "leave"],
  [["Ctrl+F"], "find"],
  [["Ctrl+Space"], "complete"],
  [["←", "→", "↑", "↓"], "timeline"],
  [["+", "−", "0"], "zoom"],
  [["1", "…", "9"], "step"],
  [["Backspace"], "back"],
];

export function showKeys(language: Language): void {
  const words = table[language]?.["keyboard"] ?? {};
  const dialog = document.createElement("dialog");
  dialog.className = `keys-help ${THEME_PROSE}`;
  dialog.setAttribute("aria-labelledby", "keys-help-title");
  const title = document.createElement("h2");
  title.id = "keys-help-title";
  title.textContent = words["title"] ?? "";
  const list = document.createElement("dl");
  for (const [keys, what] of KEYS) list.append(term(keys), said(words[what] ?? what));
  const close = document.createElement("button");
  close.className = THEME_BUTTON;
  close.textContent = words["close"] ?? "";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, list, close);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

function term(keys: readonly string[]): HTMLElement {
  const element = document.createElement("dt");
  for (const key of keys) {
    const one = document.createElement("kbd");
    one.textContent = key;
    element.append(one, " ");
  }
  return element;
}

function said(text: string): HTMLElement {
  const element = document.createElement("dd");
  element.textContent = text;
  return element;
}
