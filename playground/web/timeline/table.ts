/**
 * All that happened in a run, in the order of time: what the drawing shows, for those who read it as text. As HTML, a row
 * at a time, since there may be thousands. Pure.
 */

import { MOST } from "../bounds.ts";
import type { Written } from "../../protocol/record.ts";
import { plainText } from "../terminal.ts";
import { escapeHtml, fill, type Words } from "../words.ts";
import { accessWords, type Timed } from "./accesses.ts";
import { withCode } from "./drawing.ts";
import { eventKey, outputKey } from "./held.ts";
import type { Model } from "./model.ts";
import { eventWords } from "./narration.ts";
import { clock } from "./scale.ts";

export interface Moment {
  readonly time: number;
  /** An access that a verdict names, whose time is known to a few steps only. */
  readonly of?: Timed;
  readonly thread: number;
  readonly line: number | null;
  readonly kind: string;
  /** Of an entry of the record, as `held.ts` names it. */
  readonly key?: string;
  /** What happened, as HTML: made when it is asked for. */
  what(): string;
}

export function tableHead(words: Words): string {
  const heads = ["number", "time", "thread", "what", "line"].map(
    (key) => `<th scope="col">${escapeHtml(words[key] ?? key)}</th>`,
  );
  return `<thead><tr>${heads.join("")}</tr></thead>`;
}

/** All that happened, in the order of time; with the accesses that a verdict names. */
export function momentsOf(model: Model, words: Words, accesses: readonly Timed[] = []): Moment[] {
  const named = accesses.map((access) => ({
    ...access,
    kind: "access",
    of: access,
    what: () => withCode(accessWords(access, words)),
  }));
  return [...events(model, words), ...named, ...output(model, words)].sort(
    (a, b) => a.time - b.time,
  );
}

/** Its time, for the eye. */
export function whenOf({ time, of }: Moment): string {
  return `${of ? "≈" : ""}${clock(time)}`;
}

/** Steps may follow each other so closely that their times read alike: each has its number too. */
export function tableRows(
  model: Model,
  words: Words,
  accesses: readonly Timed[] = [],
): (() => string)[] {
  return momentsOf(model, words, accesses).map((moment, index) => () => {
    const { thread, line, what } = moment;
    const name = escapeHtml(model.threadNames.get(thread) ?? "");
    return `<tr><td>${index + 1}</td><td>${whenOf(moment)}</td><th scope="row">${name}</th><td>${what()}</td><td>${line ?? ""}</td></tr>`;
  });
}

function events(model: Model, words: Words): Moment[] {
  const { run } = model;
  const states = new Map<number, string>([[run.threads[0]?.id ?? 1, "run"]]);
  return run.events.map((event, at) => {
    const { time, thread, line, kind } = event;
    const before = states.get(thread) ?? "";
    if (["run", "ready", "wait", "join", "sleep"].includes(kind)) states.set(thread, kind);
    return {
      time,
      thread,
      line,
      kind,
      key: eventKey(at),
      what: () => withCode(eventWords(event, before, model, words)),
    };
  });
}

function output({ run }: Model, words: Words): Moment[] {
  return atOnce(run.output).map((piece) => {
    const { time, thread, stream, text } = piece;
    const key = stream === "stderr" ? "event_error" : "event_output";
    const plain = plainText(text);
    const short =
      plain.length > MOST.message ? `${plain.slice(0, MOST.message)}…` : plain.trimEnd();
    const what = () =>
      fill({ [key]: escapeHtml(words[key] ?? "") }, key, {
        text: `<samp>${escapeHtml(short)}</samp>`,
      });
    return { time, thread, line: null, kind: "output", key: outputKey(piece), what };
  });
}

/** What one thread wrote at one moment is one row, however many lines it has. */
function atOnce(pieces: readonly Written[]): Written[] {
  const rows: Written[] = [];
  for (const piece of pieces) {
    const last = rows.at(-1);
    const same =
      last &&
      last.time === piece.time &&
      last.thread === piece.thread &&
      last.stream === piece.stream;
    if (same) rows[rows.length - 1] = { ...last, text: last.text + piece.text };
    else rows.push(piece);
  }
  return rows;
}
