/**
 * What on a timeline can be pointed at, row by row, and what is said about it. Pure: knows no pointer.
 */

import { label, MOST } from "../bounds.ts";
import type { RunEvent } from "../../protocol/record.ts";
import { plainText } from "../terminal.ts";
import { fill, quoted, type Words } from "../words.ts";
import type { Layout, Row } from "./layout.ts";
import type { Stretch } from "./lanes.ts";
import type { Model } from "./model.ts";
import { holdingWords, stretchWords } from "./narration.ts";

/** A stretch of a thread, or a lock in somebody's hands. */
export interface Item {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly line: number | null;
  /** What is said about it: made when it is asked for, since there may be thousands. */
  say(): string;
}

export function itemsOf(model: Model, layout: Layout, words: Words): Item[][] {
  return layout.rows.map((row, index) => rowItems(row, index, model, words));
}

function rowItems({ lane, lock }: Row, row: number, model: Model, words: Words): Item[] {
  if (lane) {
    return lane.stretches.map((stretch) => {
      const { from, to, line } = stretch;
      return { row, from, to, line, say: () => withOutput(stretch, model, words) };
    });
  }
  return (lock?.holdings ?? []).map(({ from, to, line }, index) => {
    return { row, from, to, line, say: () => holdingWords(lock!, index, model, words) };
  });
}

function withOutput(stretch: Stretch, model: Model, words: Words): string {
  const what = stretchWords(stretch, model, words);
  if (stretch.state !== "running") return what;
  const printed = model.run.output
    .filter(
      ({ thread, time }) => thread === stretch.thread && stretch.from <= time && time <= stretch.to,
    )
    .map(({ text }) => text)
    .join("");
  return printed
    ? fill(words, "item_prints", {
        what,
        text: quoted(label(plainText(printed).trimEnd(), MOST.message)),
      })
    : what;
}

/** The item of a row at a moment; of two that meet there, the later. */
export function itemAt(items: readonly Item[], time: number): number {
  return items.findLastIndex(({ from, to }) => from <= time && time <= to);
}

/** The item of a row nearest to a moment, -1 if the row is empty. */
export function nearest(items: readonly Item[], time: number): number {
  const here = itemAt(items, time);
  if (here >= 0 || items.length === 0) return here;
  const distance = ({ from, to }: Item): number => Math.max(from - time, time - to, 0);
  return items.reduce(
    (best, item, index) => (distance(item) < distance(items[best]!) ? index : best),
    0,
  );
}

/** All that happened on a line of the program. */
export function eventsOn(model: Model, line: number): RunEvent[] {
  return model.run.events.filter((event) => event.line === line);
}
