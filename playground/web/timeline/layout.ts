/**
 * Where things stand on a timeline: which row is which thread or lock, how high it is, where time goes.
 * Shared by the drawing and by what finds the thing below a pointer. Knows no SVG.
 */

import type { LockLane } from "./holdings.ts";
import type { Lane } from "./lanes.ts";
import type { Model } from "./model.ts";
import { scaleOver, type Kind, type Scale } from "./scale.ts";

export const PITCH = 32; // from lane to lane
export const BAR = { top: 16, height: 12 } as const; // within a lane, below its name
const AXIS = 22;
const GAP = 8; // between threads and locks

export interface Row {
  readonly y: number;
  readonly lane: Lane | null;
  readonly lock: LockLane | null;
}

export interface Layout {
  readonly rows: readonly Row[];
  readonly height: number;
  readonly axis: number;
  readonly scale: Scale;
}

export function layoutOf(model: Model, kind: Kind = "even"): Layout {
  const rows: Row[] = model.lanes.map((lane, index) => ({ y: index * PITCH, lane, lock: null }));
  const below = rows.length * PITCH + (model.locks.length ? GAP : 0);
  model.locks.forEach((lock, index) => rows.push({ y: below + index * PITCH, lane: null, lock }));
  const axis = (rows.at(-1)?.y ?? 0) + PITCH;
  return {
    rows,
    axis,
    height: axis + AXIS,
    scale: scaleOver(moments(model), kind, model.stuckFrom),
  };
}

function* moments({ run, end, stuckFrom }: Model): Generator<number> {
  yield 0;
  if (stuckFrom !== null) yield stuckFrom;
  yield run.time;
  yield end;
  for (const { time } of run.events) yield time;
  for (const { time } of run.output) yield time;
}

export function rowAt(layout: Layout, y: number): Row | undefined {
  return layout.rows.find((row) => row.y <= y && y < row.y + PITCH);
}
