/**
 * The files that Python is started from: all fetched at once, each unpacked as it comes, the interpreter compiled on
 * the way. What an earlier visit has kept is not fetched. Knows files and bytes, nothing of what they do.
 */

import { keep, keepMark, keptAs, Shelves, unpacked } from "./offline/shelf.ts";
import type { Places } from "./protocol.ts";
import { inWhole } from "./sparse.ts";

/** The network broke off, as against a file that is not what it should be. */
class Lost extends Error {}

const { compileStreaming, instantiate } = WebAssembly;
const { ReadableStream, Response } = globalThis; // before the worker lets go of them
const plainFetch = globalThis.fetch.bind(globalThis);
const sizes: Readonly<Record<string, number>> = JSON.parse(PART_BYTES);

export class Parts {
  /** Something did not come: try again with new ones. */
  lost = false;
  readonly #places: Places;
  readonly #shelves: Shelves | null;
  readonly #count: (bytes: number) => void;
  readonly #module: Promise<WebAssembly.Module>;
  readonly #files = new Map<string, Promise<ArrayBuffer>>();
  /** The interpreter as it came, unpacked: it has yet to be put on the shelf. */
  #copy: Response | null = null;

  /** `count` is told of bytes that have come in. */
  constructor(places: Places, count: (bytes: number) => void) {
    this.#places = places;
    this.#count = count;
    this.#shelves = places.release ? new Shelves(places.root) : null;
    this.#module = compileStreaming(this.#interpreter());
    const files = [places.snapshot, `${places.pyodide}python_stdlib.zip`, `${places.pyodide}pyodide-lock.json`];
    for (const url of files) this.#files.set(url, this.#response(url).then((response) => response.arrayBuffer()));
    for (const part of [this.#module, ...this.#files.values()]) part.catch(() => { this.lost = true; });
  }

  /** Stands before the compiler: Pyodide is given what is compiled already. */
  install(): void {
    WebAssembly.instantiateStreaming = async (_, imports) => {
      const module = await this.#module;
      return { module, instance: await instantiate(module, imports) };
    };
  }

  /** One of these files, for Pyodide, which asks by names that it makes up itself. There is no other. */
  async file(url: string): Promise<Response> {
    if (url.endsWith(".asm.wasm")) return new Response(); // it is compiled already
    const file = this.#files.get(url);
    if (!file) throw new TypeError("there is no network here");
    return new Response(await file);
  }

  /** What Pyodide would wait for in vain. */
  async whole(): Promise<void> {
    const { snapshot } = this.#places;
    await Promise.all([this.#module, ...[...this.#files].filter(([url]) => url !== snapshot).map(([, file]) => file)]);
  }

  /** The interpreter's memory; null where it is damaged or not the one that was made. */
  async snapshot(): Promise<Uint8Array | null> {
    try {
      return inWhole(new Uint8Array(await this.#files.get(this.#places.snapshot)!));
    } catch (error) {
      if (error instanceof Lost) throw error;
      return null;
    }
  }

  async sources(): Promise<Record<string, string>> {
    return (await plainFetch(this.#places.sources)).json();
  }

  /**
   * For the next visit, and for one without a network: these parts, and the rest of the playground. Programs have run
   * in this worker by now: `still` throws where one of them has changed what is used here, and is asked after each wait.
   */
  async keep(still: () => void): Promise<void> {
    const { root, release } = this.#places;
    if (!this.#shelves) return;
    const shelf = await this.#shelves.assets;
    still();
    if (this.#copy) await shelf.put(keptAs(this.#wasm), this.#copy);
    for (const [url, file] of this.#files) {
      still();
      const kept = await shelf.match(keptAs(url));
      const bytes = await file;
      still();
      if (!kept) await shelf.put(keptAs(url), new Response(bytes));
    }
    still();
    const plan = await this.#shelves.plan(release, still);
    if (!plan) return;
    for (const path of plan.playground) {
      still();
      await keep(shelf, new URL(path, root).href, release, undefined, still);
    }
    still();
    await keepMark(shelf, plan, root);
  }

  get #wasm(): string {
    return `${this.#places.pyodide}pyodide.asm.wasm.gzip`;
  }

  async #interpreter(): Promise<Response> {
    const response = await this.#response(this.#wasm);
    if (this.#shelves) this.#copy = response.clone();
    return response;
  }

  async #response(url: string): Promise<Response> {
    const kept = await this.#kept(url);
    if (kept) {
      this.#count(sizes[url.split("/").pop()!] ?? 0);
      return kept;
    }
    const response = await plainFetch(url).catch((error: unknown) => { throw new Lost(String(error)); });
    if (!response.ok || !response.body) throw new Lost(`${response.status} ${url}`);
    return unpacked(new Response(this.#counted(response.body), { headers: response.headers }), url);
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
