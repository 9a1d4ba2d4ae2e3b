/**
 * Bounds what strangers give before it is shown: a link, a program and the worker that it may have taken over can make a
 * browser busy for minutes with a few characters. What is within the bounds passes as it is; of the rest it is told how
 * much was left out. Knows texts and records; knows no page and no language.
 */

import type { Deadlock, Failure, Run, RunEvent, Written } from "../protocol/record.ts";

export const MOST = {
  /** Marks on one letter: writing needs half of them, and a browser's time grows with their square. */
  marks: 8,
  /** Characters of a name, of a message, of one line of output, of all output. */
  name: 80,
  message: 500,
  line: 10_000,
  characters: 200_000,
  /** Lines of output, or parts of a line that one thread wrote at one moment. */
  pieces: 5_000,
  /** Pieces of one line that are told apart. */
  pieces_of_line: 100,
  /** Threads, and locks, that have a lane of their own. */
  lanes: 100,
  /** Threads of a deadlock, and what one of them holds, that are told of; threads of a circle that is drawn. */
  stuck: 12,
  /** Variables of one scope. */
  variables: 100,
  /** Rows of a table that are added at once. */
  rows: 200,
} as const;

/** What cannot be seen or turns the text around it: controls, directions, and what has no width. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]/gu;
/** What joins the letter before it (UAX 29): of these a browser takes any number for one sign. */
export const JOINING =
  "[\\p{M}\\p{Default_Ignorable_Code_Point}\\p{Emoji_Modifier}\\u0e33\\u0eb3\\uff9e\\uff9f]";
const PILED = new RegExp(`(${JOINING}{${MOST.marks}})${JOINING}+`, "gu");
const PLAIN = /^[ -~]*$/;

/** A text with no more marks on a letter than writing needs. */
export function unpiled(text: string): string {
  return PLAIN.test(text) ? text : text.replace(PILED, "$1");
}

/** A name or a message as one line that can stand within a sentence of ours: what is not seen is written out. */
export function label(text: string, most: number = MOST.name): string {
  const short = text.length > most ? `${whole(text, most - 1)}…` : text;
  return PLAIN.test(short) ? short : unpiled(short.replace(UNSEEN, spelt));
}

/** As Python writes it: `\n`, `\u202e`. */
function spelt(character: string): string {
  const known = { "\n": "\\n", "\t": "\\t", "\r": "\\r" }[character];
  const code = character.codePointAt(0)!.toString(16);
  return known ?? (code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`);
}

/** The first characters, none of them cut in half. */
function whole(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

// -- output

/** Passes text on as long as there is room, a line at a time, and tells where it was full. */
export class Meter {
  #room = MOST.characters / 2;
  #pieces = MOST.pieces / 2;
  #column = 0;
  /** The last that was shown: marks that come next may be on the same letter. */
  #last = "";
  /** Characters that came in while there was room. */
  read = 0;
  shown = 0;

  get full(): boolean {
    return this.#room <= 0 || this.#pieces <= 0;
  }

  /** What may be shown of these. */
  take<Piece extends Written>(chunks: readonly Piece[]): Piece[] {
    const taken: Piece[] = [];
    for (const chunk of chunks) {
      for (let from = 0; from < chunk.text.length && !this.full; ) {
        const end = endOfLine(chunk.text, from);
        const text = this.#pass(chunk.text.slice(from, end));
        if (text) taken.push({ ...chunk, text });
        from = end;
      }
      if (this.full) break;
    }
    return taken;
  }

  #pass(line: string): string {
    const ends = /[\n\r]$/.exec(line)?.[0] ?? "";
    const room = Math.min(MOST.line - this.#column, this.#room);
    const plain = unpiled(this.#last + whole(line, Math.max(0, room))).slice(this.#last.length);
    const cut = line.length > room && this.#column < MOST.line; // said once a line
    const text = cut ? `${plain}…${ends}` : plain || ends;
    this.read += line.length;
    this.shown += text.length - Number(cut);
    this.#last = ends ? "" : unbroken((this.#last + text).slice(-3 * MOST.marks));
    this.#column = ends ? 0 : cut ? MOST.line : this.#column + plain.length;
    this.#room -= plain.length;
    this.#pieces -= 1;
    return text;
  }
}

/** Where a line ends that begins here: what follows a `\r` is written over it. */
function endOfLine(text: string, from: number): number {
  const ends = /[\n\r]/g;
  ends.lastIndex = from;
  return ends.test(text) ? ends.lastIndex : text.length;
}

/** Where the line begins that ends before `to`, though not before `least`. */
function beginOfLine(text: string, to: number, least: number): number {
  let from = to - 1;
  while (from > least && text[from - 1] !== "\n" && text[from - 1] !== "\r") from--;
  return Math.max(from, least);
}

/** An output as it is shown: all of it, or its beginning and its end; and how many characters are not. */
export interface Printed {
  readonly head: readonly Written[];
  readonly tail: readonly Written[];
  readonly left: number;
}

export function printed(chunks: readonly Written[]): Printed {
  const total = chunks.reduce((sum, { text }) => sum + text.length, 0);
  const [begin, end] = [new Meter(), new Meter()];
  const head = begin.take(chunks);
  const tail = begin.read < total ? end.take(lastOf(chunks, total - begin.read)) : [];
  return { head, tail, left: total - begin.shown - end.shown };
}

/** Of the last `most` characters as many whole lines as a meter has room for. */
function lastOf(chunks: readonly Written[], most: number): Written[] {
  const found: Written[] = [];
  let [room, pieces] = [Math.min(most, MOST.characters / 2), MOST.pieces / 2];
  for (let index = chunks.length - 1; index >= 0 && room > 0 && pieces > 0; index--) {
    const { text } = chunks[index]!;
    let from = text.length;
    while (from > Math.max(0, text.length - room) && pieces > 0) {
      from = beginOfLine(text, from, Math.max(text.length - room, 0));
      pieces -= 1;
    }
    room -= text.length - from;
    found.push({ ...chunks[index]!, text: from > 0 ? unbroken(text.slice(from)) : text });
  }
  return found.reverse();
}

/** Without the second half of a character. */
function unbroken(text: string): string {
  return /^[\udc00-\udfff]/.test(text) ? text.slice(1) : text;
}

// -- records

const known = new WeakMap<Run, Run>();

/** A record whose names and messages can be shown, and whose output is that of `printed`. */
export function bounded(run: Run): Run {
  const found = known.get(run) ?? cut(run);
  known.set(run, found);
  known.set(found, found);
  return found;
}

function cut(run: Run): Run {
  const { head, tail } = printed(run.output);
  return {
    ...run,
    program: label(run.program),
    output: [...head, ...tail],
    error: run.error && told(run.error),
    deadlock: run.deadlock && waits(run.deadlock),
    threads: run.threads.map((thread) => ({ ...thread, name: label(thread.name) })),
    objects: run.objects.map((thing) => ({
      ...thing,
      kind: label(thing.kind),
      name: label(thing.name),
    })),
    events: run.events.map(named),
  };
}

function told(error: Failure): Failure {
  return {
    ...error,
    type: label(error.type),
    message: label(lastLine(error.message), MOST.message),
  };
}

function lastLine(message: string): string {
  return message.slice(message.trimEnd().lastIndexOf("\n") + 1);
}

function named(event: RunEvent): RunEvent {
  return "operation" in event ? { ...event, operation: label(event.operation) } : event;
}

function waits({ time, threads, cycle }: Deadlock): Deadlock {
  const told = threads.map((one) => ({
    ...one,
    wants: { ...one.wants, operation: label(one.wants.operation) },
  }));
  return { time, threads: told, cycle };
}
