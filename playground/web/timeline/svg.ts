/**
 * A timeline as SVG text: a lane for each thread and each lock, in virtual time. One pure function, for the build
 * and for the page alike. Widths are in percent, so that it fills any column without a script.
 *
 * A state is told by shape, not by colour alone: a full bar runs, a hollow one is ready, a dashed line waits, a
 * double one joins, a dotted one sleeps, a thick dashed one is stuck.
 */

import { escapeHtml, fill, type Words } from "../words.ts";
import { BAR, layoutOf, type Layout, type Row } from "./layout.ts";
import type { LockLane } from "./holdings.ts";
import type { Lane, State, Stretch } from "./lanes.ts";
import type { Model } from "./model.ts";
import { shortNames } from "./names.ts";
import { line, strokes, upright, type Piece } from "./svg_path.ts";
import { stateWords } from "./narration.ts";
import { clock, type Kind } from "./scale.ts";

export interface Look {
  readonly kind?: Kind;
  /** Pixels that the drawing has for certain; text that needs more is for wide screens or left out. */
  readonly narrow: number;
  readonly wide: number;
  /** Pixels for the lanes' names, where they differ: these stay in sight when a wide drawing is moved. */
  readonly names?: number;
  /** Steps across the width, of which each is a whole number: more for a drawing that is zoomed. */
  readonly units?: number;
  readonly label: string;
}

const MIDDLE = BAR.top + BAR.height / 2;
const LETTER = 6.2; // pixels, of the small type

export function drawTimeline(model: Model, words: Words, look: Look): string {
  const layout = layoutOf(model, look.kind);
  const units = look.units ?? look.wide;
  const texts = [
    ...layout.rows.flatMap((row) => rowTexts(row, model, words, layout, look)),
    ...ticks(layout, look),
  ];
  const names = layout.rows.map((row) => rowName(row, model, words, look));
  return (
    `<svg class="tl" role="img" aria-label="${escapeHtml(look.label)}" width="100%" height="${layout.height}">` +
    `<svg viewBox="0 0 ${units} ${layout.height}" preserveAspectRatio="none">` +
    shapes(model, layout, units, (0.7 * units) / look.wide) +
    `</svg>${texts.join("")}<g class="tl-names">${names.join("")}</g></svg>`
  );
}

/** All stretches of one kind are one path, so that a page full of timelines stays light. */
function shapes(model: Model, layout: Layout, units: number, least: number): string {
  const paths = new Map<string, Piece[]>();
  const add = (name: string, ...more: readonly Piece[]): void => {
    const pieces = paths.get(name);
    if (pieces) pieces.push(...more);
    else paths.set(name, [...more]);
  };
  const place = (time: number): number => Math.round(layout.scale.place(time) * units);
  for (const { y, lane, lock } of layout.rows) {
    for (const { state, from, to } of merged(lane?.stretches ?? [], place, least))
      add(state, ...shape(state, y, from, to));
    for (const { from, to } of lock?.holdings ?? []) add("held", box(y, place(from), place(to), 0));
    const last = lane?.stretches.at(-1);
    if (last && lane?.end === "done")
      add("end", upright(place(last.to), y + BAR.top - 2, BAR.height + 4));
  }
  const lanes = new Map(layout.rows.map(({ lane, y }) => [lane?.thread, y]));
  const printed = new Set<string>(); // what falls on the same spot is one
  for (const { thread, time } of model.run.output) {
    const [x, y] = [place(time), lanes.get(thread)];
    if (y === undefined || printed.has(`${x} ${y}`)) continue;
    printed.add(`${x} ${y}`);
    add("out", upright(x, y + BAR.top + BAR.height, 4));
  }
  const { deadlock } = model.run;
  if (deadlock) add("dead", upright(place(deadlock.time), 0, layout.axis));
  add("axis", line(layout.axis, 0, units));
  return [...paths]
    .map(([name, pieces]) => `<path class="tl-${name}" d="${strokes(pieces)}"/>`)
    .join("");
}

/** What cannot be told apart becomes one: pieces of a state with less than `least` between them. */
function merged(
  stretches: readonly Stretch[],
  place: (time: number) => number,
  least: number,
): { state: State; from: number; to: number }[] {
  const pieces: { state: State; from: number; to: number }[] = [];
  const last = new Map<State, { state: State; from: number; to: number }>();
  for (const stretch of stretches) {
    const from = place(stretch.from);
    const to = stretch.to > stretch.from ? Math.max(place(stretch.to), from + 1) : from; // short, yet seen
    const before = last.get(stretch.state);
    if (before && from - before.to < least) before.to = Math.max(before.to, to);
    else if (to > from) {
      const piece = { state: stretch.state, from, to };
      last.set(stretch.state, piece);
      pieces.push(piece);
    }
  }
  return pieces;
}

function box(y: number, from: number, to: number, inset: number): Piece {
  const height = BAR.height - 2 * inset;
  const draw = `h${to - from}v${height}h${from - to}z`;
  return { x: from, y: y + BAR.top + inset, draw, right: 0, down: 0 };
}

function shape(state: State, y: number, from: number, to: number): Piece[] {
  if (state === "ready") return [box(y, from, to, 3)];
  if (state === "joining") return [-2, 2].map((aside) => line(y + MIDDLE + aside, from, to));
  return [line(y + MIDDLE, from, to)];
}

const percent = (share: number): string => `${Math.round(share * 1e4) / 100}%`;

/** The lane's name, and how its thread ended where that is no matter of course: at length, if there is room. */
function rowName({ lane, lock, y }: Row, model: Model, words: Words, look: Look): string {
  const name = lane ? (model.threadNames.get(lane.thread) ?? lane.name) : lock!.name;
  const room = (look.names ?? look.narrow) - lengthOf(name) * 7;
  const end = (lane ? endings(lane, model, words) : []).find((text) => fits(text, room)) ?? "";
  const kind = lane ? "tl-thread" : "tl-lock";
  return `<text y="${y + 11}"><tspan class="${kind}">${escapeHtml(name)}</tspan> ${escapeHtml(end)}</text>`;
}

function endings(lane: Lane, model: Model, words: Words): string[] {
  if (lane.end === "done") return [];
  const last = lane.stretches.at(-1);
  const short = fill(words, `end_${lane.end}`);
  return lane.end === "stuck" && last ? [plainly(stateWords(last, model, words)), short] : [short];
}

const plainly = (text: string): string => text.replaceAll("`", "");

/** In letters' widths: a Chinese character takes two. */
function lengthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 1.9 : 1), 0);
}

/** What stands on the bars themselves, where there is room. */
function rowTexts(row: Row, model: Model, words: Words, layout: Layout, look: Look): string[] {
  if (row.lock) return lockTexts(row.lock, row.y, model, layout, look);
  const found: string[] = [];
  for (const stretch of row.lane?.stretches ?? []) {
    if (!stretch.wait || stretch.state === "stuck" || !hasRoom(stretch, layout, look)) continue;
    found.push(inside(plainly(stateWords(stretch, model, words)), stretch, row.y, layout, look));
  }
  if (row.lane?.end === "died") {
    const end = row.lane.stretches.at(-1)?.to ?? 0;
    const share = layout.scale.place(end);
    const anchor = share > 0.97 ? ' text-anchor="end"' : "";
    found.push(
      `<text class="tl-died" x="${percent(share)}" y="${row.y + MIDDLE + 6}"${anchor}>×</text>`,
    );
  }
  return found;
}

/** Whose hands a lock is in: by name, or by what is left of it where there is little room. */
function lockTexts(lock: LockLane, y: number, model: Model, layout: Layout, look: Look): string[] {
  return lock.holdings
    .filter((holding) => hasRoom(holding, layout, look))
    .flatMap((holding) => {
      const names = shortNames(model.threadNames).get(holding.thread) ?? [];
      const room = layout.scale.place(holding.to) - layout.scale.place(holding.from);
      const [wide, narrow] = [look.wide, look.narrow].map((width) =>
        names.find((name) => fits(name, room * width)),
      );
      const put = (name: string | undefined, only: string): string =>
        name ? written(name, holding, y, layout, `tl-owner${only}`) : "";
      return wide === narrow ? [put(wide, "")] : [put(wide, " tl-wide"), put(narrow, " tl-narrow")];
    });
}

/** Whether there is room for a letter at all: of thousands of stretches, few have it. */
function hasRoom({ from, to }: Span, { scale }: Layout, look: Look): boolean {
  return (scale.place(to) - scale.place(from)) * Math.max(look.wide, look.narrow) > LETTER;
}

const fits = (text: string, pixels: number): boolean => lengthOf(text) * LETTER + 6 <= pixels;

function inside(text: string, stretch: Span, y: number, layout: Layout, look: Look): string {
  const room = layout.scale.place(stretch.to) - layout.scale.place(stretch.from);
  if (!fits(text, room * look.wide)) return "";
  return written(
    text,
    stretch,
    y,
    layout,
    fits(text, room * look.narrow) ? "tl-in" : "tl-in tl-wide",
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function written(
  text: string,
  { from, to }: Span,
  y: number,
  { scale }: Layout,
  name: string,
): string {
  const middle = percent((scale.place(from) + scale.place(to)) / 2);
  return `<text class="${name}" x="${middle}" y="${y + MIDDLE + 4}">${escapeHtml(text)}</text>`;
}

/** Moments along the axis, as many as there is room for. */
function ticks({ scale, axis }: Layout, look: Look): string[] {
  const apart = Math.min(0.5, 84 / look.narrow);
  const count = Math.max(1, Math.floor(1 / apart));
  const times = Array.from({ length: count + 1 }, (_, index) => scale.time(index / count));
  const labels = times.map((time, index) => {
    const beside = [times[index - 1], times[index + 1]].filter((one) => one !== undefined);
    return clock(time, Math.min(...beside.map((one) => Math.abs(one - time))));
  });
  return labels.map((label, index) => {
    const share = index / count;
    const anchor = index === 0 ? "" : ` text-anchor="${index === count ? "end" : "middle"}"`;
    return `<text class="tl-tick" x="${percent(share)}" y="${axis + 14}"${anchor}>${label}</text>`;
  });
}
