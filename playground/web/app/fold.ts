/** A text whose style gives it so many lines: the rest is shown when it is asked for, or when the focus goes there. */

import type { Words } from "../words.ts";
import { button } from "./dom.ts";

export class Fold {
  readonly #text: HTMLElement;
  readonly #words: Words;
  readonly #more: HTMLButtonElement;

  constructor(text: HTMLElement, words: Words) {
    this.#text = text;
    this.#words = words;
    this.#more = button("", () => this.#open(!this.#isOpen));
    this.#more.className = "pg-more";
    text.after(this.#more);
    text.addEventListener("focusin", () => this.#open(true));
    this.close();
    new ResizeObserver(() => this.#offer()).observe(text);
  }

  get #isOpen(): boolean {
    return this.#more.getAttribute("aria-expanded") === "true";
  }

  /** Another text is there. */
  close(): void {
    this.#open(false);
  }

  #open(open: boolean): void {
    this.#more.setAttribute("aria-expanded", String(open));
    this.#more.textContent = this.#words[open ? "fold_less" : "fold_more"]!;
    this.#text.classList.toggle("pg-open", open);
    this.#offer();
  }

  /** Where all of it is to be seen there is nothing to open. */
  #offer(): void {
    const { scrollHeight, clientHeight } = this.#text;
    this.#more.hidden = !this.#isOpen && scrollHeight <= clientHeight;
  }
}
