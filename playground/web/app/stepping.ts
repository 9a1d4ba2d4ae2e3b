/** The stepper beneath a program's choices: fetched when it is first wanted. Knows no program. */

import type { Client } from "../job.ts";
import { fetched } from "../lazy_import.ts";
import type { Words } from "../words.ts";
import { make } from "./dom.ts";
import type { Panel } from "./panel.ts";
import type { Status } from "./status.ts";

type Module = typeof import("../step/index.ts");
type Options = Parameters<Module["mountStepper"]>[3];

export class Stepping {
  readonly #panel: Panel;
  readonly #words: Words;
  readonly #status: Status;
  #stepper: { destroy(): void } | null = null;

  constructor(panel: Panel, words: Words, status: Status) {
    this.#panel = panel;
    this.#words = words;
    this.#status = status;
  }

  async toggle(source: string, client: Client, options: Options): Promise<void> {
    if (this.#stepper) return this.end();
    let module: Module;
    this.#panel.step.setAttribute("aria-busy", "true");
    try {
      module = await fetched("step/index.ts", () => import("../step/index.ts"));
    } catch {
      return this.#status.say("step_failed");
    } finally {
      this.#panel.step.removeAttribute("aria-busy");
    }
    const host = make("div", { class: "pg-step" });
    const results = this.#panel.element.parentElement?.querySelector(".workbench-results");
    if (results) results.prepend(host);
    else this.#panel.element.after(host);
    const mounted = module.mountStepper(host, source, client, options);
    this.#panel.step.textContent = this.#words["close_step"]!;
    this.#stepper = {
      destroy: () => {
        mounted.destroy();
        host.remove();
      },
    };
  }

  end(): void {
    this.#stepper?.destroy();
    this.#stepper = null;
    this.#panel.step.textContent = this.#words["step"]!;
  }
}
