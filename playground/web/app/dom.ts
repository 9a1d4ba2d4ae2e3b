/** Small helpers to make elements, and the words by group. Knows nothing of programs. */

import table from "strings-table";
import type { Language } from "../language.ts";
import type { Words } from "../words.ts";

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** One group of words/, below `playground:`. */
export function wordsOf(language: Language, group: string): Words {
  return table[language]?.[group] ?? {};
}

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

/** The button beneath a program that does this. */
export function controlOf(section: HTMLElement, action: string): HTMLElement {
  return section.querySelector<HTMLElement>(`.pg-bar [data-action=${action}]`)!;
}

export function button(label: string, act: () => void): HTMLButtonElement {
  const made = make("button", { type: "button" }, label);
  made.addEventListener("click", act);
  return made;
}

/** A sentence in which names stand between backquotes, as text and code. */
export function code(sentence: string): (string | HTMLElement)[] {
  return sentence.split("`").map((piece, index) => (index % 2 ? make("code", {}, piece) : piece));
}

/** Resolves when all else that waits has had its turn. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Resolves when what has been changed is on the screen; in a tab that is hidden, soon. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const soon = setTimeout(resolve, 100);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(soon);
        resolve();
      }),
    );
  });
}
