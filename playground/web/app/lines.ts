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
  readonly #bars = new Map<Mark, HTMLElement>();
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
    this.#bars.get(kind)?.remove();
    this.#bars.delete(kind);
    const place = line === null ? null : this.#place(line);
    if (!place) return;
    const bar = make("span", { class: `pg-mark pg-mark-${kind}`, title: label });
    bar.style.top = `${place.top - this.#pre.getBoundingClientRect().top + this.#pre.scrollTop}px`;
    bar.style.height = `${place.height}px`;
    if (label) bar.append(make("span", { class: "pg-mark-label" }, label));
    this.#pre.append(bar);
    this.#bars.set(kind, bar);
  }

  /** Mark nothing any more. */
  clear(): void {
    for (const bar of this.#bars.values()) bar.remove();
    this.#bars.clear();
  }

  destroy(): void {
    this.#abort.abort();
    this.clear();
    this.#pre.classList.remove("pg-lines");
  }

  /** Offset in the text at which a line begins, or null when there is no such line. */
  #place(line: number): DOMRect | null {
    const lines = this.#code.textContent!.split("\n");
    const text = lines[line - 1];
    if (text === undefined) return null;
    const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    const walker = document.createTreeWalker(this.#code, NodeFilter.SHOW_TEXT);
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.textContent!.length;
      if (passed + length > before) {
        const range = document.createRange();
        range.setStart(node, before - passed);
        range.setEnd(node, Math.min(before - passed + 1, length));
        const rect = range.getClientRects()[0] ?? range.getBoundingClientRect();
        return new DOMRect(rect.x, rect.y, rect.width, rect.height || 16);
      }
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
