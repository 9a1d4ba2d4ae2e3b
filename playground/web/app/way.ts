/**
 * The way in which a program runs: a fixed schedule or policy, or the seed in the panel; and that panel, open or closed.
 * Knows no text and no run.
 */

import type { Fixed } from "./fixed.ts";
import type { Panel } from "./panel.ts";

export class Way {
  readonly panel: Panel;
  /** The bar with the controls: what belongs to them opens behind it. */
  readonly top: HTMLElement;
  /** The button that opens the panel. */
  readonly #control: HTMLElement;
  /** The way that the recorded run went, as the page states it. */
  readonly #recorded: Fixed | null;
  #fixed: Fixed | null;

  constructor(section: HTMLElement, panel: Panel, control: HTMLElement) {
    this.panel = panel;
    this.#control = control;
    this.top = section.querySelector<HTMLElement>(":is(.workbench-bar, .pg-bar)")!;
    section.querySelector(":is(.workbench-bar, .pg-progress)")!.after(panel.fixed);
    const { schedule, policy } = section.dataset;
    this.#recorded = schedule ? { schedule } : policy === "round-robin" ? { policy } : null;
    this.#fixed = this.#recorded;
  }

  get fixed(): Fixed | null {
    return this.#fixed;
  }

  /** From now on, it runs this way, and the reader sees it; null is by the seed. */
  fix(way: Fixed | null): void {
    this.#fixed = way;
    this.panel.fix(way);
  }

  /** By the seed, which the reader sees already. */
  free(): void {
    this.#fixed = null;
  }

  /** As the recorded run went; or, of another text, as a first run goes. */
  begin(tested: boolean): void {
    this.fix(tested ? this.#recorded : null);
    this.panel.seed = 0;
  }

  /** What a link says of it. */
  get told(): Fixed | { readonly seed: number } {
    return this.#fixed ?? { seed: this.panel.seed ?? 0 };
  }

  toggleOptions(open = !this.panel.element.isConnected): void {
    this.#control.setAttribute("aria-expanded", String(open));
    if (!open) return this.panel.element.remove();
    this.top.after(this.panel.element);
  }
}
