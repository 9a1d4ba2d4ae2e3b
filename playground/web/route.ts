/**
 * Which way Python starts where nothing of it is kept: from the engine's snapshot, which is quick to start and long to
 * fetch, or from its sources, where it is the other way round. Knows bytes and seconds, nothing of what they do.
 */

/** Seconds by which a start from the sources is longer on a computer as most readers have. */
const LONGER = 2;
/** Bytes of the first file between which its rate is measured: before, a connection is slow to begin. */
const [FROM, TO] = [128 * 1024, 512 * 1024];
const MEGABIT = 125_000;
/** An answer's share of the time that the first one takes, which waits for a connection as well. */
const AGAIN = 0.5;

interface Connection {
  readonly saveData?: boolean;
  /** Megabits a second, as far as the browser has seen. */
  readonly downlink?: number;
  readonly effectiveType?: string;
  readonly type?: string;
}

function connection(): Connection {
  return (navigator as { connection?: Connection }).connection ?? {};
}

/** Seconds until so many bytes have come, by what has come since a moment, or by what the browser knows of the line. */
export function secondsLeft(bytes: number, came: number, since: number): number | null {
  const time = (performance.now() - since) / 1000;
  const { downlink } = connection();
  const rate = came >= FROM && time > 0 ? came / time : downlink && downlink * MEGABIT;
  return rate ? Math.max(0, bytes) / rate : null;
}

/** How fast a file comes that is wanted either way. */
export class Rate {
  /** Bytes a second; null where the file did not come from the network, or not so much of it. */
  readonly known: Promise<number | null>;
  #tell!: (rate: number | null) => void;
  #bytes = 0;
  #began: { readonly bytes: number; readonly at: number } | null = null;
  readonly #asked = performance.now();
  /** Milliseconds until the first byte. */
  #answer = 0;
  /** Bytes that come while an answer is awaited; none as long as nobody knows. */
  #little = Number.NaN;
  /** Who waits for no more to be left, and of how much. */
  readonly #waiting: { readonly size: number; readonly tell: () => void }[] = [];

  constructor() {
    this.known = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  count(bytes: number): void {
    const at = performance.now();
    this.#bytes += bytes;
    this.#answer ||= at - this.#asked;
    if (this.#bytes < FROM) return;
    this.#began ??= { bytes: this.#bytes, at };
    const [more, time] = [this.#bytes - this.#began.bytes, at - this.#began.at];
    if (this.#bytes < TO) return;
    const rate = time > 0 ? (more * 1000) / time : Infinity;
    this.#tell(rate);
    this.#little = ((rate * this.#answer) / 1000) * AGAIN;
    this.#tellWaiting();
  }

  /** There is nothing more to be counted. */
  end(): void {
    this.#tell(null);
    this.#little = Infinity;
    this.#tellWaiting();
  }

  /** Settled when what has yet to come of so many bytes takes no longer than an answer takes to begin. */
  nearly(size: number): Promise<void> {
    return new Promise((tell) => {
      this.#waiting.push({ size, tell });
      this.#tellWaiting();
    });
  }

  #tellWaiting(): void {
    for (const { size, tell } of this.#waiting) if (size - this.#bytes <= this.#little) tell();
  }
}

/** `more`: the bytes by which the snapshot is longer than the sources and what they need; `rate`: see `Rate`. */
export function withoutSnapshot(more: number, rate: number | null): boolean {
  const { saveData, downlink } = connection();
  return saveData === true || more / (rate ?? (downlink ?? Infinity) * MEGABIT) > LONGER;
}

/** Is what may be of no use to be left where it is: on a line that is slow, or that costs? */
export function sparing(): boolean {
  const { saveData, downlink, effectiveType = "4g", type } = connection();
  const slow = effectiveType !== "4g" || (downlink ?? Infinity) < 1.5;
  return saveData === true || slow || type === "cellular";
}
