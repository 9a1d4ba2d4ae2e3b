/**
 * Marks lines of a program, in the highlighted block at rest or in the editor, and tells which line the
 * reader picks. Knows how a block is laid out; knows nothing of why a line is marked.
 */

import { COLOURS } from "../step/colours.ts";
import { make } from "./dom.ts";

/** The last: the next line of a thread of a colour. */
export type Mark = "error" | "event" | `thread-${number}`;

export interface Lines {
  mark(kind: Mark, line: number | null, label?: string): void;
  /** Bring a line into view where the program has a pane of its own; the page stays where it is. */
  reveal(line: number): void;
}

/** Mark where each thread goes on, in its colour; those of one line share a label. */
export function markThreads(
  lines: Lines,
  threads: readonly { line: number; thread: string; colour: number }[],
): void {
  for (let colour = 0; colour < COLOURS; colour++) lines.mark(`thread-${colour}`, null);
  for (const { line, thread, colour } of threads) {
    const there = threads.filter((one) => one.line === line);
    lines.mark(
      `thread-${colour}`,
      line,
      there[0]!.thread === thread ? there.map((one) => one.thread).join(", ") : "",
    );
  }
}

/** The block as the site rendered it: a bar is laid over the line. */
export class BlockLines implements Lines {
  readonly #pre: HTMLElement;
  readonly #code: HTMLElement;
  readonly #bars = new Map<Mark, HTMLElement[]>();
  readonly #abort = new AbortController();

  constructor(block: HTMLElement, onPick: (line: number) => void) {
    this.#pre = block.querySelector("pre")!;
    this.#code = block.querySelector("pre code")!;
    this.#pre.classList.add("pg-lines");
    this.#code.addEventListener(
      "click",
      (event) => {
        if (getSelection()?.isCollapsed === false) return;
        const line = this.#lineAt(event.clientY);
        if (line !== null) onPick(line);
      },
      { signal: this.#abort.signal },
    );
  }

  mark(kind: Mark, line: number | null, label = ""): void {
    for (const old of this.#bars.get(kind) ?? []) old.remove();
    this.#bars.delete(kind);
    const place = line === null ? null : this.#place(line);
    if (line === null || !place) return;
    const bar = make("span", { class: `pg-mark pg-mark-${kind}`, title: label });
    bar.style.top = `${place.top - this.#pre.getBoundingClientRect().top + this.#pre.scrollTop}px`;
    bar.style.height = `${place.height}px`;
    this.#pre.append(bar);
    this.#bars.set(kind, [bar, ...(label ? [this.#label(line, label)] : [])]);
  }

  reveal(): void {} // a block is as high as its program

  /** Behind the line's text, over none of it; no part of the program's text. */
  #label(line: number, text: string): HTMLElement {
    const label = make("span", { class: "pg-mark-label", "data-label": text });
    const end = this.#code.textContent!.split("\n").slice(0, line).join("\n").length;
    const found = this.#at(end);
    if (found) found[0].splitText(found[1]).before(label);
    else this.#code.append(label); // the last line, without its end
    return label;
  }

  /** Mark nothing any more. */
  clear(): void {
    for (const one of [...this.#bars.values()].flat()) one.remove();
    this.#bars.clear();
  }

  destroy(): void {
    this.#abort.abort();
    this.clear();
    this.#pre.classList.remove("pg-lines");
  }

  /** Where a line begins on the screen, or null when there is no such line. */
  #place(line: number): DOMRect | null {
    const lines = this.#code.textContent!.split("\n");
    if (lines[line - 1] === undefined) return null;
    const found = this.#at(lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0));
    if (!found) return null;
    const [node, offset] = found;
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    const rect = range.getClientRects()[0] ?? range.getBoundingClientRect();
    return new DOMRect(rect.x, rect.y, rect.width, rect.height || 16);
  }

  /** The piece of text that holds a character, and where in it that is; null behind the last. */
  #at(character: number): [Text, number] | null {
    const walker = document.createTreeWalker(this.#code, NodeFilter.SHOW_TEXT);
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = node as Text;
      if (passed + length > character) return [node as Text, character - passed];
      passed += length;
    }
    return null;
  }

  #lineAt(y: number): number | null {
    const count = this.#code.textContent!.split("\n").length;
    for (let line = 1; line <= count; line++) {
      const place = this.#place(line);
      if (place && y >= place.top - 3 && y <= place.bottom + 3) return line;
    }
    return null;
  }
}
