/**
 * The files that Python is started from: all fetched at once, each unpacked as it comes, the interpreter compiled on
 * the way. What an earlier visit has kept is not fetched. Knows files and bytes, nothing of what they do.
 *
 * The page does this, so that the worker, where programs run, needs no network and no storage.
 */

import { keep, keepMark, keptAs, Shelves, unpacked } from "./offline/shelf.ts";
import type { Part, Places } from "./protocol.ts";
import { markAt } from "./reach.ts";

/** The network broke off, as against a file that is not what it should be. */
class Lost extends Error {}

export class Parts {
  /** All have been given. Rejects where one did not come: try again with new ones. */
  readonly whole: Promise<unknown>;
  readonly #places: Places;
  readonly #shelves: Shelves | null;
  readonly #count: (bytes: number) => void;
  readonly #stopped = new AbortController();
  readonly #interpreter: Promise<WebAssembly.Module>;
  /** What came from the network, by address: it has yet to be put on the shelf. */
  readonly #unkept = new Map<string, Response>();

  /** `count` is told of bytes that have come in, `give` is given each part as it comes. */
  constructor(places: Places, count: (bytes: number) => void, give: (part: Part) => void) {
    this.#places = places;
    this.#count = count;
    this.#shelves = places.release ? new Shelves(places.root) : null;
    this.#interpreter = WebAssembly.compileStreaming(this.#response(`${places.pyodide}pyodide.asm.wasm.gzip`));
    this.whole = Promise.all([
      this.#interpreter.then((content) => give({ name: "interpreter", content })),
      this.#snapshot().then((content) => give({ name: "snapshot", content })),
      ...(["python_stdlib.zip", "pyodide-lock.json"] as const).map(async (name) =>
        give({ name, content: await this.#bytes(places.pyodide + name) })),
    ]);
  }

  /** Nobody waits for what has not come yet. */
  stop(): void {
    this.#stopped.abort();
  }

  /** For the next visit, and for one without a network: these parts, and the rest of the playground. */
  async keep(): Promise<void> {
    const { root, release } = this.#places;
    if (!this.#shelves) return;
    const shelf = await this.#shelves.assets;
    for (const [url, response] of this.#unkept) {
      this.#unkept.delete(url);
      await shelf.put(keptAs(url), response);
    }
    if (await shelf.match(markAt(new URL("./main.js", import.meta.url).href))) return; // an earlier visit has kept it all
    const plan = await this.#shelves.plan(release);
    if (!plan) return;
    for (const path of plan.playground) await keep(shelf, new URL(path, root).href, release);
    await keepMark(shelf, plan, root);
  }

  /** Null where it is damaged: there is a way without. */
  async #snapshot(): Promise<ArrayBuffer | null> {
    try {
      return await this.#bytes(this.#places.snapshot);
    } catch (error) {
      if (error instanceof Lost) throw error;
      return null;
    }
  }

  async #bytes(url: string): Promise<ArrayBuffer> {
    return (await this.#response(url, this.#interpreter)).arrayBuffer();
  }

  /** `turn`: what is to come from the disk before. */
  async #response(url: string, turn?: Promise<unknown>): Promise<Response> {
    const kept = await this.#kept(url);
    if (kept) {
      await turn;
      this.#count(this.#places.sizes[url.split("/").pop()!] ?? 0);
      return kept;
    }
    const { signal } = this.#stopped;
    const response = await fetch(url, { signal }).catch((error: unknown) => { throw new Lost(String(error)); });
    if (!response.ok || !response.body) throw new Lost(`${response.status} ${url}`);
    const plain = unpacked(new Response(this.#counted(response.body), { headers: response.headers }), url);
    if (this.#shelves) this.#unkept.set(url, plain.clone());
    return plain;
  }

  async #kept(url: string): Promise<Response | undefined> {
    try {
      return await (await this.#shelves?.assets)?.match(keptAs(url));
    } catch {
      return undefined; // storage is barred
    }
  }

  #counted(body: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
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
