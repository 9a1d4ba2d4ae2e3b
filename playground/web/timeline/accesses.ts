/**
 * Reads and writes that a verdict names, on the lanes: those of a data race, or those that led to a failure. Pure.
 *
 * A record tells when a thread runs, an access at which step it was. A step takes a microsecond of somebody's running,
 * and so does what the engine does for a lock: between the two there is some play, so a time is about right, its place
 * among the stretches of its thread is exact, and where that cannot be told nothing is drawn.
 */

import { label, MOST } from "../bounds.ts";
import { fill, quoted, type Words } from "../words.ts";
import type { Layout } from "./layout.ts";
import { BAR } from "./layout.ts";
import type { Stretch } from "./lanes.ts";
import type { Model } from "./model.ts";

export interface Access {
  readonly thread: number;
  readonly line: number | null;
  readonly step: number;
  readonly kind: "read" | "write";
  readonly what: string;
  /** What was read or written, where that is known. */
  readonly value: string | null;
}

export interface Timed extends Access {
  /** In seconds, or about. */
  readonly time: number;
}

const STEP = 1e-6; // seconds, on the run's clock
const NEAR = STEP / 2;

/** The accesses with about their times, in their order; none where the record does not tell these. */
export function timed(model: Model, accesses: readonly Access[]): Timed[] {
  const busy = model.lanes
    .flatMap(({ stretches }) => stretches.filter(({ state }) => state === "running"))
    .sort((one, other) => one.from - other.from);
  const play = busy.reduce((sum, { from, to }) => sum + to - from, 0) - model.run.steps * STEP;
  const found: Timed[] = [];
  if (play < -NEAR) return found; // part of the run is not in the record
  for (const access of accesses.slice(0, MOST.stuck).sort((a, b) => a.step - b.step)) {
    const least = Math.max(after(busy, access.step * STEP), found.at(-1)?.time ?? 0);
    const most = after(busy, access.step * STEP + play);
    const [place, ...more] = busy
      .filter(({ thread }) => thread === access.thread)
      .map(({ from, to }) => [Math.max(from, least), Math.min(to, most)] as const)
      .filter(([from, to]) => to - from > -NEAR);
    if (!place || more.length) return [];
    found.push({ ...access, time: (place[0] + place[1]) / 2 });
  }
  return found;
}

/** The moment at which threads have run for so long, all together. */
function after(busy: readonly Stretch[], length: number): number {
  let left = length;
  for (const { from, to } of busy) {
    if (left <= to - from + NEAR) return from + left;
    left -= to - from;
  }
  return busy.at(-1)?.to ?? 0;
}

/** "reads `total` = `0`". */
export function accessWords({ kind, what, value }: Access, words: Words): string {
  const key = value === null ? `event_${kind}` : `event_${kind}_value`;
  return fill(words, key, {
    what: quoted(label(what)),
    value: quoted(label(value ?? "", 2 * MOST.name)),
  });
}

/** A ring for each read, a disc for each write, and a line from one to the next. */
export function drawAccesses(accesses: readonly Timed[], { rows, scale }: Layout): string {
  const spots = accesses.flatMap(({ time, thread, kind }) => {
    const row = rows.find(({ lane }) => lane?.thread === thread);
    const x = `${Math.round(scale.place(time) * 1e4) / 100}%`;
    return row ? [{ x, y: row.y + BAR.top + BAR.height / 2, kind }] : [];
  });
  const lines = spots.slice(1).map(({ x, y }, index) => {
    const from = spots[index]!;
    return `<line class="tl-access" x1="${from.x}" y1="${from.y}" x2="${x}" y2="${y}"/>`;
  });
  const marks = spots.map(
    ({ x, y, kind }) => `<circle class="tl-access tl-${kind}" cx="${x}" cy="${y}" r="5"/>`,
  );
  return [...lines, ...marks].join("");
}
