/** Small helpers to make elements and sentences. Knows nothing of programs. */

import table from "strings-table";

export type Words = (typeof table)["en"];
export type Language = keyof typeof table;

export function wordsOf(language: Language): Words {
  return table[language];
}

/** Put values into a sentence: `fill("{done} of {of}", {done: 1, of: 2})`. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

type Attributes = Readonly<Record<string, string | number | boolean>>;

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

export function button(label: string, act: () => void): HTMLButtonElement {
  const made = make("button", { type: "button" }, label);
  made.addEventListener("click", act);
  return made;
}
