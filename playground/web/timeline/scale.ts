/**
 * Virtual time to a place between 0 and 1. Steps take a microsecond and sleeps a tenth of a second, so that true
 * to scale one of the two cannot be seen: the even scale lets a gap grow with its logarithm. Knows no drawing.
 */

export interface Scale {
  /** Whether a moment may stand well away from where it would stand true to scale. */
  readonly isUneven: boolean;
  place(time: number): number;
  time(place: number): number;
}

export type Kind = "even" | "true";

const GRAIN = 2e-6; // seconds: gaps much shorter than this take the least width
const NOTICED = 0.02; // share of the width by which a moment is moved, for that to be said
const MOST_DIGITS = 9; // behind the point
const LEAST = 0.04; // share of the width that what is stuck in the end has, to be seen

/**
 * A scale over the moments at which something happens; it keeps their order, whatever its kind. From `seen` on to the
 * end there is room to be seen.
 */
export function scaleOver(
  moments: Iterable<number>,
  kind: Kind = "even",
  seen: number | null = null,
): Scale {
  const times = [...new Set(moments)].sort((a, b) => a - b);
  const first = times[0] ?? 0;
  if (times.length < 2) times.splice(0, times.length, first, first + 1);
  const places = [0];
  for (let i = 1; i < times.length; i++) {
    const gap = times[i]! - times[i - 1]!;
    places.push(places[i - 1]! + (kind === "true" ? gap : 1 + 1.5 * Math.log10(1 + gap / GRAIN)));
  }
  const whole = places.at(-1)!;
  const shares = withRoom(
    places.map((place) => place / whole),
    seen === null ? -1 : times.indexOf(seen),
  );
  return {
    isUneven: times.some(
      (time, index) => Math.abs(shares[index]! - trueShare(times, time)) > NOTICED,
    ),
    place: (time) => between(times, shares, time),
    time: (place) => between(shares, times, place),
  };
}

/** Where a moment is between the first and the last. */
function trueShare(times: readonly number[], time: number): number {
  return (time - times[0]!) / (times.at(-1)! - times[0]!);
}

/** Shares that leave room after the one at `from`. */
function withRoom(shares: readonly number[], from: number): readonly number[] {
  const at = shares[from] ?? 0;
  if (from <= 0 || 1 - at >= LEAST) return shares;
  return shares.map((share, index) =>
    index <= from ? (share / at) * (1 - LEAST) : 1 - ((1 - share) / (1 - at)) * LEAST,
  );
}

/** Linear between the two neighbours in `from`, both lists rising. */
function between(from: readonly number[], to: readonly number[], value: number): number {
  if (value <= from[0]!) return to[0]!;
  let low = 0;
  let high = from.length - 1;
  if (value >= from[high]!) return to[high]!;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle]! <= value) low = middle;
    else high = middle;
  }
  const share = (value - from[low]!) / (from[high]! - from[low]!);
  return to[low]! + share * (to[high]! - to[low]!);
}

/** A moment as a reader wants it: `0`, `38 µs`, `1.2 ms`, `0.30 s`; with more digits where others stand `apart` seconds away. */
export function clock(time: number, apart = Infinity): string {
  if (time <= 0) return "0";
  const [unit, digits, name] = unitOf(time);
  const needed = Math.ceil(-Math.log10(apart / unit));
  return `${(time / unit).toFixed(Math.min(MOST_DIGITS, Math.max(digits, needed)))} ${name}`;
}

function unitOf(time: number): readonly [unit: number, digits: number, name: string] {
  if (time < 0.000_999_5) return [1e-6, 0, "µs"];
  if (time < 0.009_995) return [1e-3, 1, "ms"];
  if (time < 0.099_5) return [1e-3, 0, "ms"];
  return [1, 2, "s"];
}
