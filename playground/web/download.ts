/**
 * The files that Python is started from: all fetched at once, each unpacked as it comes, the interpreter handed on piece
 * by piece. What an earlier visit has kept is not fetched; what is not what its digest says is neither kept nor the
 * last word. Knows files and bytes, nothing of what they do.
 *
 * The page does this, so that the worker, where programs run, needs no network and no storage.
 */

import { digestOf, keep, keepMark, SiteCache, sound, unpacked } from "./offline/site_cache.ts";
import { keptAs, markAt } from "./offline/places.ts";
import type { Content, LibraryPart, Part, Places } from "../protocol/message.ts";
import { ask, type Coming, INTERPRETER, takeEarly } from "./coming.ts";
import { sparing, withoutSnapshot } from "./route.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const LIBRARY: readonly LibraryPart[] = ["library-start", "library-near", "library-rest"];

/** Of what is kept and no list names. */
const DIGEST = "X-Digest";

/** Files that were not what they should be: the browser's own cache may go on giving them. */
const damaged = new Set<string>();

/** What has come from the network whole, by address, and has yet to be put into the cache: no try fetches it again. */
const unkept = new Map<string, Bytes>();

/** And what is here, but not known yet to be what it should be. */
const arriving = new Map<string, Promise<unknown>>();

/** The network broke off, as against a file that is not what it should be. */
class Lost extends Error {}

export class Parts {
  /** All have been given. Rejects where one did not come: try again with new ones. */
  readonly whole: Promise<unknown>;
  /** Whether Python starts from the engine's snapshot, or from its sources. */
  readonly fromSnapshot: Promise<boolean>;
  /** Bytes of what a start takes: the shorter way, until it is known which. */
  total: number;
  /** When the first was asked for, by the page's clock. */
  began = performance.now();
  readonly #places: Places;
  readonly #siteCache: SiteCache | null;
  readonly #count: (bytes: number) => void;
  readonly #give: (part: Part) => void;
  readonly #stopped = new AbortController();
  /** The parts of the standard library that have been asked for. */
  readonly #library = new Map<LibraryPart, Promise<void>>();
  #libraryBytes = 0;
  /** The interpreter has come, or what is left of it takes no longer than an answer to what is asked for now. */
  readonly #nearlyThere: Promise<void>;
  /** The snapshot that was made here, until it is kept. */
  #made: ArrayBuffer | null = null;

  /** `count` is told of bytes that have come in, `give` is given each part as it comes. */
  constructor(places: Places, count: (bytes: number) => void, give: (part: Part) => void) {
    this.#places = places;
    this.#count = count;
    this.#give = give;
    this.#siteCache = places.release ? new SiteCache(places.root) : null;
    const lock = "pyodide-lock.json";
    this.total = this.#size(INTERPRETER) + this.#size(lock) + this.#withoutSnapshot;
    const interpreter = this.#askInterpreter();
    this.#nearlyThere = this.#nearly(interpreter);
    this.fromSnapshot = this.#way(interpreter);
    this.whole = Promise.all([
      this.#giveInterpreter(interpreter),
      this.fromSnapshot.then((from) => (from ? this.#giveSnapshot() : this.#giveSources())),
      this.#bytes(places.pyodide + lock, true).then((content) => give({ name: lock, content })),
    ]);
  }

  /** From the snapshot where it is kept, or where it comes soon enough. */
  async #way(interpreter: Promise<Coming | Content>): Promise<boolean> {
    const { snapshot } = this.#places;
    const more = this.#size(snapshot) - this.#withoutSnapshot;
    const cache = await this.#siteCache?.assets.catch(() => undefined);
    const keys = [keptAs(snapshot), this.#madeAt];
    const kept = await Promise.all(keys.map((key) => cache?.match(key))).catch(() => []);
    const rate = async () => {
      const coming = await interpreter;
      return "rate" in coming ? coming.rate.known : null;
    };
    const from = kept.some((one) => one) || !withoutSnapshot(more, await rate());
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

  async #giveSnapshot(): Promise<void> {
    const content = (await this.#madeBefore().catch(() => null)) ?? (await this.#snapshot());
    this.#give({ name: "snapshot", content });
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

  /** A snapshot that was made here, to be kept in the place of the site's: it has this browser's name in it. */
  takeImage(content: ArrayBuffer): void {
    if (this.#siteCache) this.#made = content;
  }

  async #keepImage(cache: Cache, content: ArrayBuffer): Promise<void> {
    const digest = await digestOf(content);
    if (digest)
      await cache.put(this.#madeAt, new Response(content, { headers: { [DIGEST]: digest } }));
  }

  /** Null where none was made, or what is kept of it is damaged. */
  async #madeBefore(): Promise<ArrayBuffer | null> {
    const cache = await this.#siteCache?.assets.catch(() => undefined);
    const kept = await cache?.match(this.#madeAt);
    const content = await sound(kept, kept?.headers.get(DIGEST) ?? undefined);
    if (kept && !content) await cache?.delete(this.#madeAt);
    return content;
  }

  get #madeAt(): string {
    return `${keptAs(this.#places.snapshot)}?made`;
  }

  /** Nobody waits for what has not come yet. */
  stop(): void {
    this.#stopped.abort();
  }

  /** The snapshot was of no use. They go to a worker that waits for them, and fails without. */
  giveSources(): void {
    void this.mend();
    this.#giveSources().catch(() => this.#give({ name: "sources", content: new ArrayBuffer() }));
  }

  /**
   * For the next visit, and for one without a network: these parts; and, when the reader rests, the rest of the
   * playground.
   */
  async keep(resting: () => Promise<void>): Promise<void> {
    const { root, release } = this.#places;
    const more = !sparing();
    await this.#store(); // before anything else is asked for: the network may end at any time
    await resting(); // to read all that is kept, and to see that it is sound, would slow a run
    if (more) await this.giveLibrary().catch(() => {}); // a run that reads it asks once more
    if (!this.#siteCache) return;
    await this.#store();
    const cache = await this.#siteCache.assets;
    const whole = await cache.match(markAt(new URL("./main.js", import.meta.url).href));
    if (whole) return this.mend(); // an earlier visit has kept it all
    if (!more) return; // what nobody has asked for stays where it is
    const plan = await this.#siteCache.plan(release);
    if (!plan) return;
    for (const path of plan.playground) {
      const url = new URL(path, root).href;
      if (url !== this.#places.snapshot || !(await cache.match(this.#madeAt)))
        await keep(cache, url, plan, root);
    }
    await keepMark(cache, plan, root);
  }

  /** Put by what has come from the network, and the snapshot that was made here. */
  async #store(): Promise<void> {
    const cache = await this.#siteCache?.assets;
    if (!cache) return;
    for (const [url, bytes] of unkept) {
      unkept.delete(url);
      await cache.put(keptAs(url), new Response(bytes));
    }
    const made = this.#made;
    this.#made = null;
    if (made) await this.#keepImage(cache, made);
  }

  /** It is on its way since the press on Run, or kept, or asked for now. */
  async #askInterpreter(): Promise<Coming | Content> {
    const url = this.#places.pyodide + INTERPRETER;
    const early = await takeEarly();
    if (early) this.began = early.began;
    return early ?? (await this.#kept(url)) ?? asked(url);
  }

  async #nearly(interpreter: Promise<Coming | Content>): Promise<void> {
    const coming = await interpreter;
    if ("rate" in coming) await coming.rate.nearly(this.#size(INTERPRETER));
  }

  /** Its end is given once it is known to be what it should be: until then nobody has it whole. */
  async #giveInterpreter(interpreter: Promise<Coming | Content>): Promise<void> {
    const url = this.#places.pyodide + INTERPRETER;
    const hear = (piece: Bytes) =>
      this.#give({ name: "interpreter", content: piece.slice().buffer });
    const found = await interpreter;
    if ("rate" in found) await this.#fetched(url, hear, this.#count, found);
    else this.#give({ name: "interpreter", content: found });
    this.#give({ name: "interpreter", content: null });
  }

  /** Whatever of Python is kept and not what it should be goes, so that the next start fetches it. */
  async mend(): Promise<void> {
    const { pyodide, snapshot, sources, digests } = this.#places;
    const parts = [INTERPRETER, ...LIBRARY.map(fileOf), "pyodide-lock.json"].map(
      (name) => pyodide + name,
    );
    const cache = await this.#siteCache?.assets.catch(() => undefined); // storage may be barred
    if (!cache) return;
    for (const url of [...parts, snapshot, sources]) {
      const kept = await cache.match(keptAs(url));
      if (kept && !(await sound(kept, digests[nameOf(url)]))) await cache.delete(keptAs(url));
    }
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
    const kept = await this.#kept(url, check, hear);
    if (kept) return kept;
    const bytes = await this.#fetched(url, () => {}, hear);
    return (unkept.has(url) ? bytes.slice() : bytes).buffer; // who gets it takes it away
  }

  /** `check`: at once. Of what is large and does not start where it is damaged, `mend` has the time to. */
  async #kept(url: string, check = false, count = this.#count): Promise<Content | undefined> {
    await arriving.get(url);
    const whole = unkept.get(url);
    if (whole) {
      count(this.#size(url));
      return whole.slice().buffer;
    }
    try {
      const response = await (await this.#siteCache?.assets)?.match(keptAs(url));
      const content = check
        ? await sound(response, this.#places.digests[nameOf(url)])
        : await response?.blob();
      if (content) count(this.#size(url));
      return content ?? undefined;
    } catch {
      return undefined; // storage is barred
    }
  }

  /** A file from the network, unpacked, and what it should be; `hear` is told of each piece before that is known. */
  #fetched(
    url: string,
    hear: (piece: Bytes) => void,
    count = this.#count,
    coming = asked(url),
  ): Promise<Bytes> {
    const bytes = this.#received(url, hear, count, coming);
    const known = bytes.then(
      () => arriving.delete(url),
      () => arriving.delete(url),
    );
    void coming.ended.then((whole) => whole && arriving.set(url, known));
    return bytes;
  }

  async #received(
    url: string,
    hear: (piece: Bytes) => void,
    count: (bytes: number) => void,
    coming: Coming,
  ): Promise<Bytes> {
    const { signal } = this.#stopped;
    if (signal.aborted) coming.stop();
    signal.addEventListener("abort", coming.stop);
    const packed = await coming.body.catch((error: unknown) => {
      throw new Lost(String(error));
    });
    const { body } = unpacked(new Response(counted(packed, count)), url);
    try {
      const bytes = await whole(body as ReadableStream<Bytes>, hear);
      const digest = await digestOf(bytes);
      if (digest && digest !== this.#places.digests[nameOf(url)])
        throw new Error(`this is not ${url}`);
      if (digest) unkept.set(url, bytes);
      return bytes;
    } catch (error) {
      damaged.add(url);
      throw error;
    }
  }
}

function asked(url: string): Coming {
  return ask(url, damaged.has(url) ? "reload" : "default");
}

function counted(
  body: ReadableStream<Bytes>,
  count: (bytes: number) => void,
): ReadableStream<Bytes> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(through) {
      try {
        const { done, value } = await reader.read();
        if (done) return through.close();
        count(value.byteLength);
        through.enqueue(value);
      } catch (error) {
        through.error(new Lost(String(error)));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

async function whole(body: ReadableStream<Bytes>, hear: (piece: Bytes) => void): Promise<Bytes> {
  const pieces: Bytes[] = [];
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    hear(next.value);
    pieces.push(next.value);
  }
  return joined(pieces);
}

function joined(pieces: readonly Bytes[]): Bytes {
  const made = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    made.set(piece, at);
    at += piece.length;
  }
  return made;
}

function fileOf(part: LibraryPart): string {
  return `${part}.bin.zstd`;
}

function nameOf(url: string): string {
  return url.split("/").pop()!;
}
