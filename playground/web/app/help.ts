/** A "?" beside a control: a press opens one sentence about it, with a link to where more is said. Knows no control. */

import type { Words } from "../words.ts";
import { button, make } from "./dom.ts";

export type Topic = "schedule" | "seed" | "find" | "step";

/** Where each is explained, from the playground's own page on. */
const PLACES: Readonly<Record<Topic, string>> = {
  schedule: "#simulation",
  seed: "#try",
  find: "#try",
  step: "#try",
};

export class Help {
  /** What is said stands here, below the controls. */
  readonly element = make("p", { class: "pg-help-text", role: "note", hidden: true });
  readonly #words: Words;
  readonly #page: string;
  #open: HTMLButtonElement | null = null;

  constructor(words: Words, page: string) {
    this.#words = words;
    this.#page = page;
  }

  about(topic: Topic): HTMLButtonElement {
    const mark = button("?", () => this.#toggle(mark, topic));
    mark.className = "pg-help";
    mark.setAttribute("aria-label", this.#words[`help_on_${topic}`]!);
    mark.setAttribute("aria-expanded", "false");
    return mark;
  }

  #toggle(mark: HTMLButtonElement, topic: Topic): void {
    this.#open?.setAttribute("aria-expanded", "false");
    const opens = this.#open !== mark;
    this.#open = opens ? mark : null;
    mark.setAttribute("aria-expanded", String(opens));
    this.element.hidden = !opens;
    const link = make("a", { href: this.#page + PLACES[topic] }, this.#words["help_more"]!);
    this.element.replaceChildren(this.#words[`help_${topic}`]!, " ", link);
  }
}
