/**
 * What a terminal makes of a program's output: lines of cells, into which `\r`, `\b`, colours and cursor moves write. It is
 * as high as its text. Knows who wrote what; knows no page, and bounds nothing but the width of a line.
 */

import { JOINING, MOST } from "./bounds.ts";
import type { Written } from "../protocol/record.ts";
import { Style } from "./terminal_style.ts";

/** Who wrote a cell, and how it looks: class names, `a1 bold`. Equal looks are one object. */
export interface Look {
  readonly thread: number;
  readonly stream: Written["stream"];
  readonly style: string;
}

export interface Line {
  /** What stands in each column; a wide letter takes two, the second of them empty. */
  readonly cells: string[];
  readonly looks: Look[];
  /** Who ended the line; null while it is open. */
  end: Look | null;
}

/** Escape sequences: control, operating system's command, the short ones; then single controls; then text. */
const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a terminal is controlled with
  /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)|\x1b([78c])|\x1b[ -/]*[0-~]|[\n\r\b]|[^\x1b\n\r\b]+|\x1b/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, at the end of a text
const UNFINISHED = /\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b\n]*\x1b?|[ -/]*)$/;
const MOST_PENDING = 1_000;
const ROWS = 200; // as far down as a program may place the cursor
const TAB = 8;

const JOINS = new RegExp(`^${JOINING}$`, "u");
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;
const SHOWN = /\P{Cc}|\t/u;

export class Terminal {
  readonly lines: Line[] = [];
  /** The rows that were written to since they were drawn. */
  readonly changed = new Set<number>();
  #row = 0;
  #column = 0;
  #kept: readonly [number, number] = [0, 0];
  #pending = "";
  readonly #style = new Style();
  readonly #looks = new Map<string, Look>();

  write({ thread, stream, text }: Written): void {
    const given = this.#pending + text;
    const cut = UNFINISHED.exec(given)?.index ?? given.length;
    this.#pending = given.length - cut > MOST_PENDING ? "" : given.slice(cut);
    const whole = given.slice(0, cut);
    TOKEN.lastIndex = 0;
    for (let found = TOKEN.exec(whole); found; found = TOKEN.exec(whole)) {
      const [token, given, final, short] = found;
      if (final) this.#control(final, numbers(given!));
      else if (short) this.#short(short);
      else if (token === "\n") this.#newLine(this.#look(thread, stream));
      else if (token === "\r") this.#column = 0;
      else if (token === "\b") this.#column = Math.max(0, this.#column - 1);
      else if (!token.startsWith("\x1b")) this.#put(token, this.#look(thread, stream));
    }
  }

  #look(thread: number, stream: Written["stream"]): Look {
    const style = this.#style.name;
    const key = `${thread} ${stream} ${style}`;
    const look = this.#looks.get(key) ?? { thread, stream, style };
    this.#looks.set(key, look);
    return look;
  }

  // -- letters

  #line(): Line {
    while (this.lines.length <= this.#row) {
      this.changed.add(this.lines.length);
      this.lines.push({ cells: [], looks: [], end: null });
    }
    this.changed.add(this.#row);
    return this.lines[this.#row]!;
  }

  #newLine(look: Look): void {
    this.#line().end ??= look;
    this.#row += 1;
    this.#column = 0;
  }

  #put(text: string, look: Look): void {
    const line = this.#line();
    while (line.cells.length < this.#column) set(line, line.cells.length, " ", look);
    for (const letter of text) {
      if (JOINS.test(letter) && this.#column > 0) {
        line.cells[first(line, this.#column - 1)] += letter;
      } else if (SHOWN.test(letter) && this.#column < MOST.line) {
        const width = letter === "\t" ? TAB - (this.#column % TAB) : WIDE.test(letter) ? 2 : 1;
        this.#free(line, this.#column, width);
        set(line, this.#column, letter, look);
        for (let more = 1; more < width; more++) set(line, this.#column + more, "", look);
        this.#column += width;
      }
    }
  }

  /** What a letter of two columns leaves of itself where one of them is overwritten: a blank. */
  #free(line: Line, from: number, width: number): void {
    const { cells } = line;
    if (cells[from] === "") cells.fill(" ", first(line, from), from);
    for (let at = from + width; cells[at] === ""; at++) cells[at] = " ";
  }

  // -- what controls

  #short(which: string): void {
    if (which === "7") this.#kept = [this.#row, this.#column];
    else if (which === "8") [this.#row, this.#column] = this.#kept;
    else this.#style.change([0]);
  }

  #control(final: string, given: readonly number[]): void {
    const count = Math.max(1, given[0] ?? 1);
    switch (final) {
      case "m":
        return this.#style.change(given.length ? given : [0]);
      case "K":
        return this.#eraseLine(given[0] ?? 0);
      case "J":
        return this.#erase(given[0] ?? 0);
      case "A":
      case "F":
        this.#row = Math.max(0, this.#row - count);
        break;
      case "B":
      case "E":
        this.#row = Math.min(Math.max(this.#row, this.lines.length - 1), this.#row + count);
        break;
      case "C":
        this.#column = Math.min(MOST.line, this.#column + count);
        break;
      case "D":
        this.#column = Math.max(0, this.#column - count);
        break;
      case "G":
        this.#column = Math.min(MOST.line, count - 1);
        break;
      case "H":
      case "f":
        this.#row = Math.min(Math.max(ROWS, this.lines.length) - 1, count - 1);
        this.#column = Math.min(MOST.line, Math.max(1, given[1] ?? 1) - 1);
        break;
      case "s":
        return this.#short("7");
      case "u":
        return this.#short("8");
    }
    if (final === "E" || final === "F") this.#column = 0;
  }

  #eraseLine(how: number): void {
    const line = this.lines[this.#row];
    if (!line) return;
    this.changed.add(this.#row);
    if (how === 0 || how === 2)
      line.cells.length = line.looks.length = how ? 0 : Math.min(line.cells.length, this.#column);
    else if (how === 1) line.cells.fill(" ", 0, this.#column + 1);
  }

  #erase(how: number): void {
    if (how >= 2) {
      // all of it, wherever the cursor is
      this.lines.length = 0;
      this.changed.add(0);
    } else if (how === 0) {
      this.#eraseLine(0);
      if (this.#row + 1 < this.lines.length) this.lines.length = this.#row + 1;
      this.changed.add(this.#row);
    } else {
      for (let row = 0; row < Math.min(this.#row, this.lines.length); row++) {
        this.lines[row]!.cells.length = this.lines[row]!.looks.length = 0;
        this.changed.add(row);
      }
      this.#eraseLine(1);
    }
  }
}

function set(line: Line, at: number, letter: string, look: Look): void {
  line.cells[at] = letter;
  line.looks[at] = look;
}

/** Where the letter begins that this column is part of. */
function first({ cells }: Line, at: number): number {
  while (at > 0 && cells[at] === "") at--;
  return at;
}

/** A missing number is 0; what begins with a sign is a terminal's private business. */
function numbers(given: string): number[] {
  if (!/^[\d;:]*$/.test(given)) return [];
  return given ? given.split(/[;:]/, 32).map(Number) : [];
}

/** A text without what controls a terminal, as that shows it. */
export function plainText(text: string): string {
  if (!/(?![\n\t])\p{Cc}/u.test(text)) return text;
  const terminal = new Terminal();
  terminal.write({ time: 0, thread: 0, stream: "stdout", text });
  return terminal.lines.map(({ cells, end }) => cells.join("") + (end ? "\n" : "")).join("");
}
