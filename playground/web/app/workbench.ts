/**
 * The playground's own page: the border between editor and results, which a pointer or the arrow keys move, and the
 * reader's programs. Knows where the panes are; knows no run.
 */

import type { Words } from "../words.ts";
import { type Bench, MyPrograms } from "./my_programs.ts";
import { load, save } from "./store.ts";

/** Share of the width, or of the window's height where one pane is above the other, in percent. */
const SHARE = { least: 15, most: 85, step: 5, first: 50 } as const;

export class Workbench {
  readonly #section: HTMLElement;
  readonly #words: Words;
  readonly #bench: Bench;
  readonly #split: HTMLElement;
  #mine: MyPrograms | null = null;

  constructor(section: HTMLElement, words: Words, bench: Bench) {
    this.#section = section;
    this.#words = words;
    this.#bench = bench;
    this.#split = section.querySelector<HTMLElement>(".workbench-split")!;
    this.#dress();
  }

  /** Open the list of the reader's programs, or close it. */
  toggleMine(control: HTMLElement): void {
    control.setAttribute("aria-expanded", String(!this.#mine));
    if (this.#mine) {
      this.#mine.element.remove();
      this.#mine = null;
      return;
    }
    this.#mine = new MyPrograms(this.#words, this.#bench);
    this.#section.querySelector(".workbench-bar")!.after(this.#mine.element);
  }

  #dress(): void {
    const split = this.#split;
    split.tabIndex = 0;
    split.setAttribute("role", "separator");
    split.setAttribute("aria-label", this.#words["split"]!);
    split.setAttribute("aria-valuemin", String(SHARE.least));
    split.setAttribute("aria-valuemax", String(SHARE.most));
    const kept = Number(load("split"));
    this.#move(kept || SHARE.first, kept > 0);
    split.addEventListener("pointerdown", (event) => {
      split.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    split.addEventListener("pointermove", (event) => {
      if (split.hasPointerCapture(event.pointerId)) this.#move(this.#shareAt(event));
    });
    split.addEventListener("keydown", (event) => this.#key(event));
  }

  #key(event: KeyboardEvent): void {
    const now = Number(this.#split.getAttribute("aria-valuenow"));
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: now - SHARE.step,
      ArrowUp: now - SHARE.step,
      ArrowRight: now + SHARE.step,
      ArrowDown: now + SHARE.step,
      Home: SHARE.least,
      End: SHARE.most,
    };
    const share = to[event.key];
    if (share === undefined) return;
    event.preventDefault();
    this.#move(share);
  }

  #shareAt({ clientX, clientY }: PointerEvent): number {
    const panes = this.#split.parentElement!.getBoundingClientRect();
    const beside = getComputedStyle(this.#split.parentElement!).flexDirection === "row";
    return beside
      ? (100 * (clientX - panes.left)) / panes.width
      : (100 * (clientY - panes.top)) / innerHeight;
  }

  #move(share: number, keeps = true): void {
    const sound = Math.round(Math.min(SHARE.most, Math.max(SHARE.least, share)));
    this.#split.setAttribute("aria-valuenow", String(sound));
    if (!keeps) return;
    this.#section.style.setProperty("--split", String(sound));
    save("split", String(sound));
  }
}
