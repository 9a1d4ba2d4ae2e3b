/**
 * The files that Python is started from: all fetched at once, each unpacked as it comes, the interpreter handed on piece
 * by piece. What an earlier visit has kept is not fetched; what is not what its digest says is neither kept nor the
 * last word. Knows files and bytes, nothing of what they do.
 *
 * The page does this, so that the worker, where programs run, needs no network and no storage.
 */

import { digestOf, keep, keepMark, keptAs, Shelves, sound, unpacked } from "./offline/shelf.ts";
import type { Content, Part, Places } from "../protocol/message.ts";
import { markAt } from "./lazy_import.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Files that were not what they should be: the browser's own cache may go on giving them. */
const damaged = new Set<string>();

/** The network broke off, as against a file that is not what it should be. */
class Lost extends Error {}

export class Parts {
  /** All have been given. Rejects where one did not come: try again with new ones. */
  readonly whole: Promise<unknown>;
  readonly #places: Places;
  readonly #shelves: Shelves | null;
  readonly #count: (bytes: number) => void;
  readonly #give: (part: Part) => void;
  readonly #stopped = new AbortController();
  /** What came from the network, by address: it has yet to be put on the shelf. */
  readonly #unkept = new Map<string, Bytes>();

  /** `count` is told of bytes that have come in, `give` is given each part as it comes. */
  constructor(places: Places, count: (bytes: number) => void, give: (part: Part) => void) {
    this.#places = places;
    this.#count = count;
    this.#give = give;
    this.#shelves = places.release ? new Shelves(places.root) : null;
    this.whole = Promise.all([
      this.#giveInterpreter(),
      this.#snapshot().then((content) => give({ name: "snapshot", content })),
      ...(["python_stdlib.zip", "pyodide-lock.json"] as const).map(async (name) =>
        give({ name, content: await this.#bytes(places.pyodide + name, true) }),
      ),
    ]);
  }

  /** Nobody waits for what has not come yet. */
  stop(): void {
    this.#stopped.abort();
  }

  /** The snapshot was of no use. They go to a worker that waits for them, and fails without. */
  giveSources(): void {
    void this.mend();
    this.#bytes(this.#places.sources).then(
      (content) => this.#give({ name: "sources", content }),
      () => this.#give({ name: "sources", content: new ArrayBuffer() }),
    );
  }

  /** For the next visit, and for one without a network: these parts, and the rest of the playground. */
  async keep(): Promise<void> {
    const { root, release } = this.#places;
    if (!this.#shelves) return;
    const shelf = await this.#shelves.assets;
    for (const [url, bytes] of this.#unkept) {
      this.#unkept.delete(url);
      await shelf.put(keptAs(url), new Response(bytes));
    }
    const whole = await shelf.match(markAt(new URL("./main.js", import.meta.url).href));
    if (whole) return this.mend(); // an earlier visit has kept it all
    const plan = await this.#shelves.plan(release);
    if (!plan) return;
    for (const path of plan.playground) await keep(shelf, new URL(path, root).href, plan, root);
    await keepMark(shelf, plan, root);
  }

  /** Its end is given once it is known to be what it should be: until then nobody has it whole. */
  async #giveInterpreter(): Promise<void> {
    const url = `${this.#places.pyodide}pyodide.asm.wasm.gzip`;
    const kept = await this.#kept(url);
    if (kept) this.#give({ name: "interpreter", content: kept });
    else
      await this.#fetched(url, (piece) =>
        this.#give({ name: "interpreter", content: piece.slice().buffer }),
      );
    this.#give({ name: "interpreter", content: null });
  }

  /** Whatever of Python is kept and not what it should be goes, so that the next start fetches it. */
  async mend(): Promise<void> {
    const { pyodide, snapshot, sources, digests } = this.#places;
    const parts = ["pyodide.asm.wasm.gzip", "python_stdlib.zip", "pyodide-lock.json"].map(
      (name) => pyodide + name,
    );
    const shelf = await this.#shelves?.assets.catch(() => undefined); // storage may be barred
    if (!shelf) return;
    for (const url of [...parts, snapshot, sources]) {
      const kept = await shelf.match(keptAs(url));
      if (kept && !(await sound(kept, digests[nameOf(url)]))) await shelf.delete(keptAs(url));
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

  async #bytes(url: string, check = false): Promise<Content> {
    const kept = await this.#kept(url, check);
    if (kept) return kept;
    const bytes = await this.#fetched(url, () => {});
    return (this.#unkept.has(url) ? bytes.slice() : bytes).buffer; // who gets it takes it away
  }

  /** `check`: at once. Of what is large and does not start where it is damaged, `mend` has the time to. */
  async #kept(url: string, check = false): Promise<Content | undefined> {
    try {
      const response = await (await this.#shelves?.assets)?.match(keptAs(url));
      const content = check
        ? await sound(response, this.#places.digests[nameOf(url)])
        : await response?.blob();
      if (content) this.#count(this.#places.sizes[nameOf(url)] ?? 0);
      return content ?? undefined;
    } catch {
      return undefined; // storage is barred
    }
  }

  /** A file from the network, unpacked, and what it should be; `hear` is told of each piece before that is known. */
  async #fetched(url: string, hear: (piece: Bytes) => void): Promise<Bytes> {
    const { signal } = this.#stopped;
    const cache = damaged.has(url) ? "reload" : "default";
    const response = await fetch(url, { signal, cache }).catch((error: unknown) => {
      throw new Lost(String(error));
    });
    if (!response.ok || !response.body) throw new Lost(`${response.status} ${url}`);
    const { body } = unpacked(new Response(this.#counted(response.body)), url);
    try {
      const bytes = await whole(body as ReadableStream<Bytes>, hear);
      const digest = await digestOf(bytes);
      if (digest && digest !== this.#places.digests[nameOf(url)])
        throw new Error(`this is not ${url}`);
      if (digest && this.#shelves) this.#unkept.set(url, bytes);
      return bytes;
    } catch (error) {
      damaged.add(url);
      throw error;
    }
  }

  #counted(body: ReadableStream<Bytes>): ReadableStream<Bytes> {
    const reader = body.getReader();
    const count = this.#count;
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
}

async function whole(body: ReadableStream<Bytes>, hear: (piece: Bytes) => void): Promise<Bytes> {
  const pieces: Bytes[] = [];
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    hear(next.value);
    pieces.push(next.value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function nameOf(url: string): string {
  return url.split("/").pop()!;
}
