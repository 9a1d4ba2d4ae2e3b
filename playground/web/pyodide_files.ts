/**
 * The parts of Python as the page hands them to its worker, and Pyodide, which would fetch them by itself, led to
 * them: it makes itself ready while they still come. Knows no network.
 */

import { Library } from "../simthreads/js/library.js";
import { PAGE, scanner, type View } from "../simthreads/js/pages.js";
import type { Part } from "../protocol/message.ts";
import { pagesOf, pretend } from "./sparse.ts";

const { compileStreaming, instantiate } = WebAssembly; // before the engine stands before it
const { Blob, ReadableStream, Response } = globalThis; // before the worker lets go of them

export class PyodideFiles {
  readonly #parts = new Map<string, PromiseWithResolvers<any>>();
  /** What is on the disk is read after the interpreter, which takes longest to be made ready. */
  #turn: Promise<void> = Promise.resolve();
  /** The interpreter is compiled as it comes. */
  #interpreter!: ReadableStreamDefaultController<Uint8Array>;
  readonly compiled = compileStreaming(
    new Response(
      new ReadableStream({
        start: (controller) => {
          this.#interpreter = controller;
        },
      }),
      { headers: { "Content-Type": "application/wasm" } },
    ),
  );
  /** The standard library, as far as it is there. */
  readonly library = new Library(Number(LIBRARY_BYTES));
  /** Without a snapshot, Python reads this part of the library while it starts. */
  #reads: Promise<unknown> = Promise.resolve();
  /** The snapshot that was asked for is there. */
  #filled: Promise<void> = Promise.resolve();
  #initial: Uint8Array | undefined;
  /** The interpreter's memory. Pyodide asks for a snapshot once that is there. */
  #view!: () => View;

  take({ name, content }: Part): void {
    const taken = this.#turn.then(() =>
      content instanceof Blob ? content.arrayBuffer() : content,
    );
    if (name.startsWith("library-"))
      return this.#part(name).resolve(
        taken.then((bytes) => this.library.fill(new Uint8Array(bytes!))),
      );
    if (name !== "interpreter") return this.#part(name).resolve(taken);
    this.#turn = taken.then((bytes) => {
      if (bytes) this.#interpreter.enqueue(new Uint8Array(bytes));
      else this.#interpreter.close();
    });
  }

  /** Stands before the compiler: Pyodide is given what is compiled already. */
  install(): void {
    WebAssembly.instantiateStreaming = async (_, imports) => {
      const module = await this.compiled;
      const instance = await instantiate(module, imports);
      const memory = instance.exports.memory as WebAssembly.Memory;
      const isZero = scanner(memory);
      this.#initial ??= new Uint8Array(memory.buffer.slice(0, Number(DATA_BYTES)));
      this.#view = () => ({ bytes: new Uint8Array(memory.buffer), isZero });
      return { module, instance };
    };
  }

  /** One of these files, for Pyodide, which asks by addresses that it makes up itself. There is no other. */
  async file(address: string): Promise<Response> {
    const name = address.split("/").pop()!;
    if (name === "pyodide.asm.wasm") return new Response(); // it is compiled already
    if (name === "pyodide-lock.json") return new Response(await this.#part(name).promise);
    if (name !== "python_stdlib.zip") throw new TypeError("there is no network here");
    await this.#filled; // Pyodide looks at the snapshot after that
    await this.#reads;
    const content = this.library.bytes.buffer;
    return { ok: true, arrayBuffer: async () => content } as Response; // a real one would copy it, twice
  }

  /** The snapshot, empty as yet. It stays empty where it is damaged, and Pyodide refuses it then. */
  snapshot(): Uint8Array {
    const snapshot = new Uint8Array(PAGE);
    this.#filled = this.#part("snapshot").promise.then((bytes: ArrayBuffer | null) => {
      const pages = bytes && pagesOf(new Uint8Array(bytes));
      if (pages)
        pretend(
          snapshot,
          pages,
          () => this.#view(),
          () => this.initial,
        );
    });
    return snapshot;
  }

  /** What instantiating the interpreter puts into its memory, before anything runs. */
  get initial(): Uint8Array {
    return this.#initial!;
  }

  /** The engine's Python files, by path, once what they import is there. Python may start before. */
  async sources(): Promise<Record<string, string>> {
    this.#reads = this.#part("library-start").promise;
    const [sources] = await Promise.all(
      (["sources", "library-near"] as const).map((name) => this.#part(name).promise),
    );
    return JSON.parse(new TextDecoder().decode(sources));
  }

  #part(name: Part["name"]): PromiseWithResolvers<any> {
    const known = this.#parts.get(name) ?? Promise.withResolvers();
    this.#parts.set(name, known);
    return known;
  }
}
