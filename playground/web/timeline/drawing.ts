/**
 * What is drawn of a run besides the lanes, as HTML text: the circle of waits, the legend, and the
 * drawing at rest that is complete without a script. Pure.
 */

import { bounded, MOST } from "../bounds.ts";
import type { Run } from "../../protocol/record.ts";
import { escapeHtml, fill, type Words } from "../words.ts";
import { layoutOf } from "./layout.ts";
import { STATES, type State } from "./lanes.ts";
import { modelOf, type Model } from "./model.ts";
import { circle, outcomeSentence } from "./narration.ts";
import { drawTimeline } from "./svg.ts";

/** Names between backquotes become code. */
export function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]*)`/g, "<code>$1</code>");
}

/** The small timeline beneath a program: the outcome in words, the lanes, the circle if there is one. */
export function drawingAtRest(given: Run, words: Words): string {
  const run = bounded(given);
  const model = modelOf(run);
  const label = fill(words, "timeline_of", { name: run.program });
  const sentence = outcomeSentence(run, words);
  return (
    `<figure class="timeline timeline-rest" aria-label="${escapeHtml(label)}">` +
    `<figcaption>${withCode(sentence)}</figcaption>` +
    drawTimeline(model, words, { narrow: 320, wide: 640, label }) +
    drawCycle(model, words) +
    legend(model, words) +
    "</figure>"
  );
}

/** The states that occur, each with its sign. */
export function legend(model: Model, words: Words, hasAccesses = false): string {
  const used = new Set<State>(
    model.lanes.flatMap(({ stretches }) => stretches.map(({ state }) => state)),
  );
  const key = (text: string | undefined, shape: string): string =>
    `<li><svg class="tl-key" aria-hidden="true">${shape}</svg>${escapeHtml(text ?? "")}</li>`;
  const entries = STATES.filter((state) => used.has(state)).map((state) =>
    key(words[state === "stuck" ? "stuck_state" : state], sign(state)),
  );
  if (model.locks.length)
    entries.push(key(words["held_mark"], '<path class="tl-held" d="M0 1h24v12h-24z"/>'));
  if (model.run.output.length)
    entries.push(key(words["output_mark"], '<path class="tl-out" d="M12 10v4"/>'));
  if (hasAccesses)
    for (const kind of ["read", "write"] as const)
      entries.push(
        key(words[`${kind}_mark`], `<circle class="tl-access tl-${kind}" cx="12" cy="7" r="5"/>`),
      );
  if (layoutOf(model).scale.isUneven)
    entries.push(`<li class="tl-uneven">${escapeHtml(words["uneven"] ?? "")}</li>`);
  return `<ul class="timeline-legend" aria-label="${escapeHtml(words["legend"] ?? "")}">${entries.join("")}</ul>`;
}

function sign(state: State): string {
  const shapes: Readonly<Record<State, string>> = {
    running: "M0 6h24",
    ready: "M0 3h24v6h-24z",
    waiting: "M0 6h24",
    joining: "M0 4h24M0 8h24",
    sleeping: "M0 6h24",
    stuck: "M0 6h24",
  };
  return `<path class="tl-${state}" d="${shapes[state]}"/>`;
}

const WIDTH = 340;

/** Who waits for whom, as a ring with an arrow for each wait; empty when there is no ring. */
export function drawCycle(model: Model, words: Words): string {
  const { deadlock } = model.run;
  if (!deadlock || deadlock.cycle.length === 0 || deadlock.cycle.length > MOST.stuck) return "";
  const count = deadlock.cycle.length;
  const [width, height] = [WIDTH, count < 3 ? 88 : 244];
  const [across, down] = [count < 3 ? 110 : 105, count < 3 ? 0.01 : 88];
  const spots = deadlock.cycle.map((_, index) => {
    const angle = (count < 3 ? Math.PI : -Math.PI / 2) + (index * 2 * Math.PI) / count;
    return { x: width / 2 + across * Math.cos(angle), y: height / 2 + down * Math.sin(angle) };
  });
  const edges = deadlock.cycle.map((id, index) => {
    const stuck = deadlock.threads.find(({ thread }) => thread === id);
    const name = model.objectNames.get(stuck?.wants.object ?? -1) ?? stuck?.wants.operation ?? "";
    const to = spots[(index + 1) % count]!;
    return count === 1 ? loop(spots[0]!, name) : edge(spots[index]!, to, name);
  });
  const names = briefly(deadlock.cycle.map((id) => model.threadNames.get(id) ?? ""));
  const nodes = names.map((name, index) => node(spots[index]!, name));
  const label = fill(words, "cycle_of", { circle: circle(deadlock.cycle, model) });
  return (
    `<svg class="tl-cycle" role="img" aria-label="${escapeHtml(label)}" viewBox="0 0 ${width} ${height}" ` +
    `width="${width}" height="${height}">${edges.join("")}${nodes.join("")}</svg>`
  );
}

/** "Thread-1" for "Thread-1 (dine)", if that still tells all of them apart. */
function briefly(names: readonly string[]): readonly string[] {
  const bare = names.map((name) => name.replace(/ \(.*\)$/, ""));
  return new Set(bare).size === names.length ? bare : names;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

const NODE = { wide: 42, high: 14 } as const;
const LETTER = 6.7; // pixels that a letter takes
const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** In whole pixels: a drawing at rest is in each page. */
const place = (x: number, y: number): string => `${Math.round(x)} ${Math.round(y)}`;

function node({ x, y }: Spot, name: string): string {
  const { wide, high } = NODE;
  return (
    `<rect x="${Math.round(x - wide)}" y="${Math.round(y - high)}" width="${2 * wide}" height="${2 * high}" rx="4"/>` +
    `<text x="${Math.round(x)}" y="${Math.round(y + 4)}"><title>${escapeHtml(name)}</title>${escapeHtml(short(name, 12))}</text>`
  );
}

/** A bent arrow from one box to the next, and beside it what is waited for. */
function edge(from: Spot, to: Spot, name: string): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const [a, b] = [leave(from, ux, uy), leave(to, -ux, -uy)];
  const bend = 26;
  const middle = { x: (a.x + b.x) / 2 + uy * bend, y: (a.y + b.y) / 2 - ux * bend };
  const aim = Math.atan2(b.y - middle.y, b.x - middle.x);
  const at = {
    x: (a.x + b.x) / 4 + middle.x / 2 + uy * 12,
    y: (a.y + b.y) / 4 + middle.y / 2 - ux * 12,
  };
  const anchor = uy > 0.4 ? "start" : uy < -0.4 ? "end" : "middle";
  return (
    `<path d="M${place(a.x, a.y)}Q${place(middle.x, middle.y)} ${place(b.x, b.y)}"/>` +
    head(b, aim) +
    `<text class="tl-wants" x="${Math.round(at.x)}" y="${Math.round(at.y + 4)}" text-anchor="${anchor}">` +
    `${escapeHtml(short(name, Math.floor(roomAt(at.x, anchor) / LETTER)))}</text>`
  );
}

/** Pixels from there to the drawing's border. */
function roomAt(x: number, anchor: "start" | "middle" | "end"): number {
  if (anchor === "middle") return 2 * Math.min(x, WIDTH - x);
  return anchor === "start" ? WIDTH - x : x;
}

/** A thread that waits for itself. */
function loop({ x, y }: Spot, name: string): string {
  const [top, right] = [y - NODE.high, x + NODE.wide];
  return (
    `<path d="M${x} ${top}C${x} ${top - 40} ${right + 60} ${y - 40} ${right + 3} ${y}"/>` +
    head({ x: right, y }, Math.PI * 0.8) +
    `<text class="tl-wants" x="${x + 50}" y="${y - 36}" text-anchor="start">${escapeHtml(short(name, Math.floor(roomAt(x + 50, "start") / LETTER)))}</text>`
  );
}

/** Where the line from a box's middle in a direction crosses its border. */
function leave({ x, y }: Spot, ux: number, uy: number): Spot {
  const reach = Math.min(
    (NODE.wide + 4) / Math.abs(ux || 1e-9),
    (NODE.high + 4) / Math.abs(uy || 1e-9),
  );
  return { x: x + ux * reach, y: y + uy * reach };
}

function head({ x, y }: Spot, aim: number): string {
  const point = (turn: number): string =>
    place(x - 8 * Math.cos(aim + turn), y - 8 * Math.sin(aim + turn));
  return `<path class="tl-head" d="M${place(x, y)}L${point(0.4)} ${point(-0.4)}z"/>`;
}
