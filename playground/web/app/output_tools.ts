/**
 * What a reader can do with an output that is longer or wider than its pane: copy it, clear it, wrap its lines, go to its
 * end. On a phone there is room for that only where it is needed. Keeps the end in sight as long as the reader has not scrolled away. Knows no run.
 */

import type { Words } from "../words.ts";
import { button, make } from "./dom.ts";
import { load, save } from "./store.ts";

const NEAR = 4; // pixels from the end that count as at the end
const SAID = 2_000; // milliseconds for which a button says what it has done

export class OutputTools {
  readonly element: HTMLElement;
  readonly #text: HTMLElement;
  readonly #words: Words;
  readonly #copy: HTMLButtonElement;
  readonly #wrap: HTMLButtonElement;
  readonly #end: HTMLButtonElement;
  #pane: HTMLElement | null = null;
  #follows = true;

  /** `cleared` is told when the text has been emptied. */
  constructor(text: HTMLElement, words: Words, cleared: () => void) {
    this.#text = text;
    this.#words = words;
    this.#copy = button(words["copy_output"]!, () => void this.#copied());
    this.#wrap = button(words["wrap"]!, () => {
      save("wrap", String(this.#wrap.getAttribute("aria-pressed") !== "true"));
      this.#wrapped();
    });
    this.#end = button(words["to_end"]!, () => this.#toEnd());
    const clear = button(words["clear"]!, () => {
      text.replaceChildren();
      cleared();
      this.look();
    });
    this.element = make(
      "div",
      { class: "pg-tools", role: "group", "aria-label": words["output_tools"]! },
      this.#copy,
      clear,
      this.#wrap,
      this.#end,
    );
  }

  /** The output stands in this pane now. */
  dress(pane: HTMLElement): void {
    this.#pane = pane;
    this.#follows = true;
    this.element.classList.remove("pg-needed");
    let before = 0;
    pane.addEventListener("scroll", () => {
      // told late: more may have been written meanwhile
      const atEnd = pane.scrollTop + pane.clientHeight >= pane.scrollHeight - NEAR;
      this.#follows = atEnd || (this.#follows && pane.scrollTop >= before);
      before = pane.scrollTop;
      this.#end.hidden = this.#follows;
    });
    this.#wrapped();
    this.look();
  }

  /** The text has changed. */
  look(): void {
    const pane = this.#pane;
    if (!pane?.isConnected) return;
    if (pane.scrollHeight > pane.clientHeight || pane.scrollWidth > pane.clientWidth)
      this.element.classList.add("pg-needed");
    if (this.#follows) pane.scrollTop = pane.scrollHeight;
    this.#end.hidden = this.#follows || pane.scrollHeight <= pane.clientHeight;
  }

  #toEnd(): void {
    this.#follows = true;
    this.#pane?.focus(); // where arrows and Page Up go on from
    this.look();
  }

  #wrapped(): void {
    const wraps = load("wrap") === "true";
    this.#wrap.setAttribute("aria-pressed", String(wraps));
    this.#pane?.classList.toggle("pg-wrap", wraps);
  }

  async #copied(): Promise<void> {
    const done = await navigator.clipboard.writeText(this.#text.textContent ?? "").then(
      () => "copied",
      () => "copy_failed",
    );
    this.#copy.textContent = this.#words[done]!;
    setTimeout(() => {
      this.#copy.textContent = this.#words["copy_output"]!;
    }, SAID);
  }
}
