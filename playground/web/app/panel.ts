/**
 * The panel behind "Schedule": seed, pace, and the ways into search and stepping.
 * Knows its fields; what they lead to is handed in.
 */

import { MAX_SEED } from "../../protocol/constants.ts";
import { fill, type Words } from "../words.ts";
import { button, make } from "./dom.ts";
import type { Pace } from "./output.ts";
import type { Fixed } from "./fixed.ts";
import { Help } from "./help.ts";
import { load, save } from "./store.ts";

export interface Ways {
  run(): void;
  find(): void;
  step(): void;
  /** The reader has let a fixed schedule go. */
  freed(): void;
}

const PACES: readonly Pace[] = ["instant", "real", "slow"];

export function keptPace(): Pace {
  const kept = load("pace") as Pace | null;
  return kept && PACES.includes(kept) ? kept : "instant";
}

export class Panel {
  readonly element: HTMLElement;
  readonly step: HTMLButtonElement;
  readonly #seed: HTMLInputElement;
  readonly #pace: HTMLSelectElement;
  readonly #same: HTMLInputElement;
  /** Says that runs go a fixed way; there whether the panel is open or not. */
  readonly fixed = make("p", { class: "pg-fixed", hidden: true });
  readonly #words: Words;

  /** `page`: the playground's own, where all this is explained. */
  constructor(words: Words, label: string, page: string, ways: Ways) {
    this.#words = words;
    this.#seed = make("input", {
      type: "number",
      min: 0,
      max: MAX_SEED,
      step: 1,
      value: 0,
      inputmode: "numeric",
      required: true,
    });
    this.#pace = make(
      "select",
      {},
      ...PACES.map((pace) => make("option", { value: pace }, words[pace]!)),
    );
    this.#pace.value = keptPace();
    this.#pace.addEventListener("change", () => save("pace", this.#pace.value));
    const next = button(words["next_seed"]!, () => {
      this.#seed.value = String(((this.seed ?? -1) + 1) % (MAX_SEED + 1));
      this.release(ways);
      ways.run();
    });
    this.#seed.addEventListener("input", () => this.release(ways));
    this.#same = make("input", { type: "checkbox" });
    this.step = button(words["step"]!, () => ways.step());
    const help = new Help(words, page);
    this.element = make(
      "div",
      { class: "pg-panel", role: "group", "aria-label": label },
      make("span", {}, words["schedule"]!, help.about("schedule")),
      make("label", {}, `${words["seed"]} `, this.#seed),
      help.about("seed"),
      next,
      make("label", {}, `${words["pace"]} `, this.#pace),
      make(
        "span",
        {},
        button(words["find"]!, () => ways.find()),
        help.about("find"),
      ),
      make("label", { class: "pg-same" }, this.#same, words["same_output"]!),
      make("span", {}, this.step, help.about("step")),
      help.element,
    );
    this.#free = button(words["free_again"]!, () => this.release(ways));
  }
  readonly #free: HTMLButtonElement;

  /** The seed in the box; null when it is none. */
  get seed(): number | null {
    const value = this.#seed.valueAsNumber;
    return Number.isInteger(value) && value >= 0 && value <= MAX_SEED ? value : null;
  }

  set seed(value: number) {
    this.#seed.value = String(value);
  }

  get pace(): Pace {
    return this.#pace.value as Pace;
  }

  /** Whether a search takes another output than the usual one for a failure. */
  get sameOutput(): boolean {
    return this.#same.checked;
  }

  set sameOutput(wanted: boolean) {
    this.#same.checked = wanted;
  }

  /** Show that runs go this way, whatever the seed. */
  fix(way: Fixed | null): void {
    this.fixed.hidden = way === null;
    if (way === null) return this.fixed.replaceChildren();
    const told =
      "policy" in way ? this.#words["takes_turns"]! : fill(this.#words, "replays", shortened(way));
    this.fixed.replaceChildren(told, " ", this.#free);
  }

  release(ways: Ways): void {
    this.fix(null);
    ways.freed();
  }
}

function shortened({ schedule }: { readonly schedule: string }): { schedule: string } {
  return { schedule: schedule.length > 60 ? `${schedule.slice(0, 57)}...` : schedule };
}
