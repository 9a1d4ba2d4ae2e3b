/**
 * What Python is started from: which files, all asked for at once, the interpreter handed on piece by piece. What an
 * earlier visit has kept is not fetched; what is not what its digest says is neither kept nor the last word.
 *
 * The page does this, so that the worker, where programs run, needs no network and no storage.
 */

import type { Content, LibraryPart, Part, Places } from "../protocol/message.ts";
import { type Coming, INTERPRETER, takeEarly } from "./coming.ts";
import { PartCache } from "./part_cache.ts";
import { asked, Lost, nameOf, Receiver } from "./receive.ts";
import { sparing, withoutSnapshot } from "./route.ts";

const LIBRARY: readonly LibraryPart[] = ["library-start", "library-near", "library-rest"];
const LOCK = "pyodide-lock.json";

export class Download {
  /** All has been given. Rejects where a part did not come: try again with a new download. */
  readonly whole: Promise<unknown>;
  /** Whether Python starts from the engine's snapshot, or from its sources. */
  readonly fromSnapshot: Promise<boolean>;
  /** Bytes of what a start takes: the shorter way, until it is known which. */
  total: number;
  /** When the first was asked for, by the page's clock. */
  began = performance.now();
  readonly #places: Places;
  readonly #cache: PartCache;
  readonly #receiver: Receiver;
  readonly #count: (bytes: number) => void;
  readonly #give: (part: Part) => void;
  /** The parts of the standard library that have been asked for. */
  readonly #library = new Map<LibraryPart, Promise<void>>();
  #libraryBytes = 0;
  /** The interpreter has come, or what is left of it takes no longer than an answer to what is asked for now. */
  readonly #nearlyThere: Promise<void>;

  /** `count` is told of bytes that have come in, `give` is given each part as it comes. */
  constructor(places: Places, count: (bytes: number) => void, give: (part: Part) => void) {
    this.#places = places;
    this.#count = count;
    this.#give = give;
    this.#cache = new PartCache(places, LIBRARY.map(fileOf));
    this.#receiver = new Receiver(places.digests);
    this.total = this.#size(INTERPRETER) + this.#size(LOCK) + this.#withoutSnapshot;
    const interpreter = this.#askInterpreter();
    this.#nearlyThere = this.#nearly(interpreter);
    this.fromSnapshot = this.#way(interpreter);
    this.whole = Promise.all([
      this.#giveInterpreter(interpreter),
      this.fromSnapshot.then((from) => (from ? this.#giveSnapshot() : this.#giveSources())),
      this.#bytes(places.pyodide + LOCK, true).then((content) => give({ name: LOCK, content })),
    ]);
  }

  /** From the snapshot where it is kept, or where it comes soon enough. */
  async #way(interpreter: Promise<Coming | Content>): Promise<boolean> {
    const more = this.#size(this.#places.snapshot) - this.#withoutSnapshot;
    const rate = async () => {
      const coming = await interpreter;
      return "rate" in coming ? coming.rate.known : null;
    };
    const from = (await this.#cache.hasSnapshot()) || !withoutSnapshot(more, await rate());
    if (from) this.total += more;
    return from;
  }

  #size(url: string): number {
    return this.#places.sizes[nameOf(url)] ?? 0;
  }

  /** Bytes of what the snapshot stands in for. */
  get #withoutSnapshot(): number {
    const files = [this.#places.sources, fileOf("library-start"), fileOf("library-near")];
    return files.reduce((sum, one) => sum + this.#size(one), 0);
  }

  // -- what is given

  async #giveSnapshot(): Promise<void> {
    const made = await this.#cache.madeBefore().catch(() => null);
    this.#give({ name: "snapshot", content: made ?? (await this.#snapshot()) });
  }

  /** What the engine is made from comes last: by then, Python is about to start from the rest. */
  async #giveSources(): Promise<void> {
    const start = this.#libraryPart("library-start");
    await this.#nearlyThere;
    const [content] = await Promise.all([
      this.#bytes(this.#places.sources, true),
      this.#libraryPart("library-near"),
      start,
    ]);
    this.#give({ name: "sources", content });
  }

  /** The snapshot was of no use. They go to a worker that waits for them, and fails without. */
  giveSources(): void {
    void this.dropDamaged();
    this.#giveSources().catch(() => this.#give({ name: "sources", content: new ArrayBuffer() }));
  }

  /** The standard library, what most programs need of it first. What did not come is asked for once more. */
  async giveLibrary(): Promise<void> {
    for (const name of LIBRARY) await this.#libraryPart(name);
  }

  /** How much of it has come. */
  library(): { readonly loaded: number; readonly total: number } {
    const total = LIBRARY.reduce((sum, name) => sum + this.#size(fileOf(name)), 0);
    return { loaded: Math.min(this.#libraryBytes, total), total };
  }

  #libraryPart(name: LibraryPart): Promise<void> {
    const known = this.#library.get(name);
    if (known) return known;
    const url = this.#places.pyodide + fileOf(name);
    const given = this.#bytes(url, true, (bytes) => {
      this.#libraryBytes += bytes;
    }).then((content) => this.#give({ name, content }));
    this.#library.set(name, given);
    given.catch(() => this.#library.delete(name));
    return given;
  }

  /** It is on its way since the press on Run, or kept, or asked for now. */
  async #askInterpreter(): Promise<Coming | Content> {
    const url = this.#places.pyodide + INTERPRETER;
    const early = await takeEarly();
    if (early) this.began = early.began;
    return early ?? (await this.#kept(url, false, this.#count)) ?? asked(url);
  }

  async #nearly(interpreter: Promise<Coming | Content>): Promise<void> {
    const coming = await interpreter;
    if ("rate" in coming) await coming.rate.nearly(this.#size(INTERPRETER));
  }

  /** Its end is given once it is known to be what it should be: until then nobody has it whole. */
  async #giveInterpreter(interpreter: Promise<Coming | Content>): Promise<void> {
    const name = "interpreter";
    const url = this.#places.pyodide + INTERPRETER;
    const found = await interpreter;
    if ("rate" in found)
      await this.#receiver.pieces(url, found, this.#count, (piece) =>
        this.#give({ name, content: piece.slice().buffer }),
      );
    else this.#give({ name, content: found });
    this.#give({ name, content: null });
  }

  /** Null where it is damaged: there is a way without. */
  async #snapshot(): Promise<Content | null> {
    try {
      return await this.#bytes(this.#places.snapshot);
    } catch (error) {
      if (error instanceof Lost) throw error;
      return null;
    }
  }

  async #bytes(url: string, check = false, count = (_bytes: number) => {}): Promise<Content> {
    const hear = (bytes: number) => {
      count(bytes);
      this.#count(bytes);
    };
    return (await this.#kept(url, check, hear)) ?? this.#receiver.whole(url, hear);
  }

  async #kept(
    url: string,
    check: boolean,
    count: (bytes: number) => void,
  ): Promise<Content | undefined> {
    const content = await this.#cache.find(url, check);
    if (content) count(this.#size(url));
    return content;
  }

  // -- what is kept

  /** A snapshot that was made here. */
  takeImage(content: Blob): void {
    this.#cache.takeImage(content);
  }

  /**
   * For the next visit, and for one without a network: these parts; and, when the reader rests, the rest of the
   * playground.
   */
  async keep(resting: () => Promise<void>): Promise<void> {
    const more = !sparing();
    await this.#cache.store(); // before anything else is asked for: the network may end at any time
    await resting(); // to read all that is kept, and to see that it is sound, would slow a run
    if (more) await this.giveLibrary().catch(() => {}); // a run that reads it asks once more
    await this.#cache.store();
    await this.#cache.complete(more);
  }

  /** Whatever of Python is kept and not what it should be goes. */
  dropDamaged(): Promise<void> {
    return this.#cache.dropDamaged();
  }

  /** Nobody waits for what has not come yet. */
  stop(): void {
    this.#receiver.stop();
  }
}

function fileOf(part: LibraryPart): string {
  return `${part}.bin.zstd`;
}
