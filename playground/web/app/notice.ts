/**
 * What a reader should know of the text in the editor: that it came with a link, and what in it is not as it looks.
 * Knows texts; knows no run and no store.
 */

import { label } from "../bounds.ts";
import { coded, type Spot, spotsIn } from "../editor/characters.ts";
import type { Alike } from "../editor/lookalikes.ts";
import { fetched } from "../lazy_import.ts";
import { fill, quoted, type Words } from "../words.ts";
import { button, code, make } from "./dom.ts";

export interface Acts {
  /** Make a link's program the reader's own. */
  keep(): void;
  /** Back to what was there before. */
  leave(): void;
  /** Mark these names in the editor. */
  mark(alike: ReadonlyMap<string, string>): void;
}

const PAUSE = 300; // milliseconds without a keystroke before a text is looked at
const MOST = 5; // of a kind that are named

export class Notice {
  readonly element: HTMLElement;
  readonly #origin: HTMLElement;
  readonly #warnings: HTMLElement;
  readonly #bar: HTMLElement;
  readonly #words: Words;
  readonly #acts: Acts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looked = "";

  constructor(bar: HTMLElement, words: Words, acts: Acts) {
    this.#bar = bar;
    this.#words = words;
    this.#acts = acts;
    this.#origin = make(
      "p",
      { hidden: true },
      document.createTextNode(""),
      " ",
      button(words["adopt"]!, acts.keep),
      " ",
      button(words["leave"]!, acts.leave),
    );
    this.#warnings = make("ul", { hidden: true, "aria-live": "polite" });
    this.element = make("div", { class: "pg-notice", role: "note" }, this.#origin, this.#warnings);
  }

  /** Where the program is from, in a sentence; empty where it is the reader's own, or the page's. */
  from(sentence: string): void {
    this.#origin.hidden = !sentence;
    this.#origin.firstChild!.textContent = sentence;
    this.#place();
  }

  /** The text is this one now. */
  look(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(text), PAUSE);
  }

  async #look(text: string): Promise<void> {
    this.#looked = text;
    const alike = await this.#alike(text);
    if (this.#looked !== text) return; // another one has come meanwhile
    const told = [...this.#spots(text), ...this.#names(alike)];
    this.#warnings.replaceChildren(...told.map((sentence) => make("li", {}, ...code(sentence))));
    this.#warnings.hidden = told.length === 0;
    this.#acts.mark(new Map(alike.map((one) => [one.name, this.#taken(one)])));
    this.#place();
  }

  /** Nothing is said where there is nothing to look at, or where the table cannot be fetched. */
  async #alike(text: string): Promise<Alike[]> {
    if (!/[^\0-\x7f]/.test(text)) return [];
    const module = await fetched(
      "editor/lookalikes.ts",
      () => import("../editor/lookalikes.ts"),
    ).catch(() => null);
    return module?.alikeIn(text) ?? [];
  }

  #spots(text: string): string[] {
    const spots = spotsIn(text, MOST + 1);
    return (["turning", "unseen", "piled"] as const).flatMap((kind) => {
      const some = spots.filter((spot) => spot.kind === kind);
      const at = (spot: Spot) =>
        fill(this.#words, "at_line", { what: `\`${spot.code}\``, line: spot.line });
      return some.length
        ? [fill(this.#words, `warn_${kind}`, { list: this.#list(some.map(at)) })]
        : [];
    });
  }

  #names(alike: readonly Alike[]): string[] {
    const told = alike.map((one) =>
      fill(this.#words, "at_line", { what: this.#taken(one), line: one.line }),
    );
    return told.length ? [fill(this.#words, "warn_names", { list: this.#list(told) })] : [];
  }

  #taken({ name, other, by }: Alike): string {
    const letters = [...new Set(name.match(/[^\0-\x7f]/gu))].slice(0, MOST).map(coded).join(" ");
    return fill(this.#words, `taken_by_${by}`, {
      name: quoted(label(name)),
      letters,
      other: quoted(label(other)),
    });
  }

  #list(all: readonly string[]): string {
    return [...all.slice(0, MOST), ...(all.length > MOST ? ["…"] : [])].join(
      this.#words["between"]!,
    );
  }

  #place(): void {
    if (this.#origin.hidden && this.#warnings.hidden) this.element.remove();
    else if (!this.element.isConnected) this.#bar.before(this.element);
  }
}
