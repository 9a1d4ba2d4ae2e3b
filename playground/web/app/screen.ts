/**
 * Draws what a terminal shows, line by line, with the thread that wrote each part. Knows elements; knows neither a run
 * nor what is in a text.
 */

import { MOST } from "../bounds.ts";
import type { Written } from "../../protocol/record.ts";
import { make } from "./dom.ts";
import { type Line, type Look, Terminal } from "../terminal.ts";

export class Screen {
  readonly #host: HTMLElement;
  readonly #names: ReadonlyMap<number, string>;
  readonly #terminal = new Terminal();
  readonly #drawn: HTMLElement[] = [];

  /** Draws at the end of `host`. */
  constructor(host: HTMLElement, names: ReadonlyMap<number, string>) {
    this.#host = host;
    this.#names = names;
  }

  write(piece: Written): void {
    this.#terminal.write(piece);
  }

  /** Show what has been written since the last time. */
  draw(): void {
    const { lines, changed } = this.#terminal;
    for (const gone of this.#drawn.splice(lines.length)) gone.remove();
    for (const row of [...changed].sort((one, other) => one - other))
      if (row < lines.length) this.#drawLine(row);
    changed.clear();
  }

  #drawLine(row: number): void {
    const line = this.#terminal.lines[row]!;
    const parts = partsOf(line);
    const element = make("span", { class: "pg-line" });
    let writer = this.#writerBefore(row);
    for (const { look, text } of parts) {
      const part = parts.length === 1 ? element : make("span");
      part.className =
        `${part.className} ${look.stream === "stderr" ? "pg-err" : "pg-out"} ${look.style}`.trim();
      part.textContent = text;
      if (look.thread !== writer)
        part.dataset["who"] = this.#names.get(look.thread) ?? `${look.thread}`;
      writer = look.thread;
      if (part !== element) element.append(part);
    }
    // in a block of its own, so that what is long is laid out by and by
    if (this.#drawn[row]) this.#drawn[row].replaceWith(element);
    else this.#host.append(element);
    this.#drawn[row] = element;
  }

  /** Who wrote last above a line. */
  #writerBefore(row: number): number | null {
    const { lines } = this.#terminal;
    for (let above = row - 1; above >= 0; above--) {
      const look = lines[above]!.end ?? lines[above]!.looks.at(-1);
      if (look) return look.thread;
    }
    return null;
  }
}

/** What of a line looks alike and is of one thread; where there are too many parts, the rest is of the last. */
function partsOf({ cells, looks, end }: Line): { look: Look; text: string }[] {
  const parts: { look: Look; text: string }[] = [];
  const add = (look: Look, text: string) => {
    const last = parts.at(-1);
    if (last && (last.look === look || parts.length >= MOST.pieces_of_line)) last.text += text;
    else parts.push({ look, text });
  };
  cells.forEach((text, at) => add(looks[at]!, text));
  const last = parts.at(-1);
  if (end && last?.look.thread === end.thread) last.text += "\n";
  else if (end) add(end, "\n");
  return parts;
}
