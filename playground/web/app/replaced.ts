/**
 * Texts of the reader's that something else has taken the place of: the last few, newest last, in the browser's store,
 * and where that is barred, for this visit. What is no list of texts there is none. Knows no program.
 */

import { load, save } from "./store.ts";

const MOST = { texts: 10, characters: 400_000 } as const;

export class Replaced {
  readonly #key: string;
  /** Those of this visit, where the browser stores nothing. */
  #here: readonly string[] = [];

  constructor(program: string) {
    this.#key = `${program}:replaced`;
  }

  /** Other tabs put by, too. */
  get #texts(): readonly string[] {
    const stored = load(this.#key);
    return stored === null ? this.#here : listed(stored);
  }

  /** Whether there is another text than this. */
  has(text: string): boolean {
    return this.#texts.some((one) => one !== text);
  }

  add(text: string): void {
    this.#put([...this.#texts, text]);
  }

  /** The newest other text than this one, which goes to the end of the row if it is to be kept. */
  take(text: string, kept: boolean): string | null {
    const found = this.#texts.findLast((one) => one !== text) ?? null;
    if (found !== null)
      this.#put([
        ...(kept ? [text] : []),
        ...this.#texts.filter((one) => one !== found && one !== text),
      ]);
    return found;
  }

  #put(texts: readonly string[]): void {
    let room: number = MOST.characters;
    const newest = [...new Set([...texts].reverse())].slice(0, MOST.texts);
    this.#here = newest.filter((text) => (room -= text.length) >= 0).reverse();
    save(this.#key, JSON.stringify(this.#here));
  }
}

function listed(stored: string | null): string[] {
  try {
    const found: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
