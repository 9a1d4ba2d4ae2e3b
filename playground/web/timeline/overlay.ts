/** What is laid over the lanes: a frame around the item that is pointed at, a tick at each event of a line. Pure. */

import { eventsOn, type Item } from "./items.ts";
import { BAR, type Layout } from "./layout.ts";
import type { Model } from "./model.ts";

export function drawOver(model: Model, layout: Layout, chosen: Item | null, line: number | null): string {
  return ticksOf(model, layout, line) + (chosen ? frameOf(layout, chosen) : "");
}

function ticksOf(model: Model, { rows, scale }: Layout, line: number | null): string {
  const pieces: string[] = [];
  for (const event of line === null ? [] : eventsOn(model, line)) {
    const row = rows.find(({ lane }) => lane?.thread === event.thread);
    if (!row) continue;
    const x = `${scale.place(event.time) * 100}%`;
    const top = row.y + BAR.top - 4;
    pieces.push(`<line class="tl-marked" x1="${x}" x2="${x}" y1="${top}" y2="${top + BAR.height + 8}"/>`);
  }
  return pieces.join("");
}

function frameOf({ rows, scale }: Layout, { from, to, row }: Item): string {
  const [begin, end] = [scale.place(from) * 100, scale.place(to) * 100];
  const y = rows[row]!.y + BAR.top - 3;
  const size = `width="${end - begin}%" height="${BAR.height + 6}"`;
  return `<rect class="tl-chosen" x="${begin}%" y="${y}" ${size} rx="2"/>`;
}
