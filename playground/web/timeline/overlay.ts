/** What is laid over the lanes: a frame around the item that is pointed at, a tick at each event of a line,
 * a line at the moment that is followed. Pure. */

import { drawAccesses, type Timed } from "./accesses.ts";
import { eventsOn, type Item } from "./items.ts";
import { BAR, type Layout } from "./layout.ts";
import type { Model } from "./model.ts";

const MANY = 1000; // marks; a line on which more happened is marked everywhere

export function drawOver(
  model: Model,
  layout: Layout,
  shown: {
    readonly chosen: Item | null;
    readonly line: number | null;
    readonly time: number | null;
    readonly accesses: readonly Timed[];
  },
): string {
  const { chosen, line, time, accesses } = shown;
  return (
    ticksOf(model, layout, line) +
    drawAccesses(accesses, layout) +
    (chosen ? frameOf(layout, chosen) : "") +
    (time === null ? "" : momentOf(layout, time))
  );
}

/** A line through all lanes. */
function momentOf({ scale, axis }: Layout, time: number): string {
  const x = `${Math.round(scale.place(time) * 1e4) / 100}%`;
  return `<line class="tl-now" x1="${x}" x2="${x}" y1="0" y2="${axis}"/>`;
}

function ticksOf(model: Model, { rows, scale }: Layout, line: number | null): string {
  const tops = new Map(rows.map(({ lane, y }) => [lane?.thread, y + BAR.top - 4]));
  const pieces = new Set<string>(); // what falls on the same spot is one
  for (const event of line === null ? [] : eventsOn(model, line)) {
    const top = tops.get(event.thread);
    if (top === undefined || pieces.size > MANY) continue;
    const x = `${Math.round(scale.place(event.time) * 1000) / 10}%`;
    pieces.add(
      `<line class="tl-marked" x1="${x}" x2="${x}" y1="${top}" y2="${top + BAR.height + 8}"/>`,
    );
  }
  return [...pieces].join("");
}

function frameOf({ rows, scale }: Layout, { from, to, row }: Item): string {
  const [begin, end] = [scale.place(from) * 100, scale.place(to) * 100];
  const y = rows[row]!.y + BAR.top - 3;
  const size = `width="${end - begin}%" height="${BAR.height + 6}"`;
  return `<rect class="tl-chosen" x="${begin}%" y="${y}" ${size} rx="2"/>`;
}
