/**
 * One program on a page: what its controls do. Puts together the editor, the client, the output, the timeline
 * and the marks; each of those knows nothing of the others.
 */

import type { Shared } from "../../protocol/link.ts";
import type { Client } from "../job.ts";
import type { Words } from "../words.ts";
import type { Language } from "../language.ts";
import { controlOf, wordsOf } from "./dom.ts";
import { markThreads } from "./lines.ts";
import "./looks.ts";
import { Panel } from "./panel.ts";
import { Running } from "./running.ts";
import { copy, download, linkTo, offer, openThere } from "./sharing.ts";
import type { Bench } from "./my_programs.ts";
import { Status } from "./status.ts";
import { Stepping } from "./stepping.ts";
import { load, save } from "./store.ts";
import { Texts } from "./texts.ts";
import { seenAgain } from "./values_of.ts";
import { Way } from "./way.ts";
import { Workbench } from "./workbench.ts";

export type Action =
  | "run"
  | "stop"
  | "edit"
  | "reset"
  | "undo"
  | "copy"
  | "share"
  | "options"
  | "restore"
  | "open"
  | "mine"
  | "follow"
  | "check"
  | "find";

export interface Surroundings {
  readonly client: Client;
  readonly language: Language;
  /** Address of the playground's own page, where shared links lead. */
  readonly playground: string;
}

/** Sentences that name a chapter, and where it is. */
function chaptersOf({ language, playground }: Surroundings): ReadonlyMap<string, string> {
  const { see_races = "", see_condition = "", see_deadlock = "" } = wordsOf(language, "races");
  const at = (page: string) => new URL(`../${page}`, playground).href;
  return new Map([
    [see_races, at("locks/races/")],
    [see_condition, at("coordination/condition/")],
    [see_deadlock, at("locks/deadlock/")],
  ]);
}

export class ProgramView {
  readonly section: HTMLElement;
  readonly words: Words;
  readonly status: Status;
  readonly panel: Panel;
  readonly #around: Surroundings;
  readonly #texts: Texts;
  readonly #running: Running;
  readonly #way: Way;
  readonly #stepping: Stepping;
  /** On the playground's own page. */
  readonly #workbench: Workbench | null;

  constructor(section: HTMLElement, around: Surroundings) {
    this.section = section;
    this.#around = around;
    this.words = wordsOf(around.language, "run");
    this.status = new Status(
      section.querySelector("[role=status]")!,
      this.words,
      chaptersOf(around),
    );
    this.panel = new Panel(
      this.words,
      `${this.words["schedule"]} ${section.dataset["program"]!.split("/").pop()}.py`,
      around.playground,
      {
        run: () => void this.act("run"),
        find: () => void this.act("find"),
        step: () => void this.step(),
        freed: () => this.#way.free(),
      },
    );
    this.#way = new Way(section, this.panel, controlOf(section, "options"));
    const { language } = around;
    this.#texts = new Texts(
      section,
      { language, status: this.status, way: this.#way },
      {
        stop: () => {
          this.#running.leave();
          this.#stepping.end();
        },
        clear: () => this.#running.clear(),
        follow: () => {
          this.#stepping.end();
          this.#running.follow();
        },
        pick: (line) => this.#running.pick(line),
      },
    );
    section
      .querySelector<HTMLAnchorElement>("a[download]")
      ?.addEventListener("click", (event) =>
        download(event.currentTarget as HTMLAnchorElement, this.#texts),
      );
    this.#stepping = new Stepping(this.panel, this.words, this.status);
    this.#running = this.#runner();
    this.#workbench = section.classList.contains("workbench")
      ? new Workbench(section, this.words, this.#bench())
      : null;
    section.addEventListener("focusin", (event) => this.#tellTab(event));
  }

  #runner(): Running {
    const { words, status, panel } = this;
    const buttons = { run: controlOf(this.section, "run"), stop: controlOf(this.section, "stop") };
    return new Running(
      this.section,
      { ...this.#around, words, status, panel, source: this.#texts.source, buttons },
      {
        name: () => this.#texts.name,
        way: () => this.#way.fixed,
        fix: (way) => this.#way.fix(way),
        openOptions: () => this.#way.toggleOptions(true),
        begin: () => this.#stepping.end(),
      },
    );
  }

  async act(action: Action): Promise<void> {
    switch (action) {
      case "open":
        return openThere(this.status, () => this.#link(this.#texts.source.text));
      case "follow":
        return this.#running.replay();
      case "mine":
        return this.#workbench?.toggleMine(controlOf(this.section, "mine"));
      case "run":
        return this.#running.run();
      case "stop":
        return this.#running.stop();
      case "edit":
        return this.#texts.edit();
      case "restore":
        return this.#texts.restore();
      case "reset":
        return this.#texts.reset();
      case "undo":
        return this.#texts.undo();
      case "copy":
        return copy(this.status, this.#texts.source.text);
      case "share":
        return this.#share();
      case "options":
        return this.#way.toggleOptions();
      case "check":
        return this.#running.check();
      case "find":
        return this.#running.find();
    }
  }

  /** The page's own program under a schedule of it; what the reader made of it can be brought back. */
  async replay(schedule: string): Promise<void> {
    if (this.#texts.source.text !== this.#texts.source.tested) await this.#texts.reset();
    this.#way.fix({ schedule });
    await this.act("run");
  }

  /** The first time that the editor has the focus, how it is left by key, where there are keys most likely. */
  #tellTab({ target }: FocusEvent): void {
    if (!(target as Element).matches(".cm-content") || load("told-tab") !== null) return;
    if (matchMedia("(any-pointer: fine)").matches && save("told-tab", "true"))
      this.status.add("tab_leaves");
  }

  /** What the list of the reader's programs does with this one. */
  #bench(): Bench {
    const texts = this.#texts;
    return {
      get current() {
        return { name: texts.name, source: texts.source.text };
      },
      called: (name) => texts.called(name),
      open: ({ name, source }) => void texts.take(name, source),
    };
  }

  #share(): Promise<void> {
    return offer(this.status, () => this.#link(this.#running.toRun()), this.section);
  }

  #link(source: string): Promise<string> {
    const way = this.#way.told;
    const fits = !("checker" in way) || source !== this.#texts.source.text; // it is one of program and checker together
    return linkTo(this.#around.playground, source, this.#texts.name, fits ? way : { seed: 0 });
  }

  step(): Promise<void> {
    const { client, language } = this.#around;
    const source = this.#texts.source.text;
    return this.#stepping.toggle(source, client, {
      strings: wordsOf(language, "timeline"),
      filename: this.#texts.name,
      onLine: (line: number | null) => this.#texts.source.lines.mark("event", line),
      onThreads: (lines) => {
        this.#running.pause();
        markThreads(this.#texts.source.lines, lines);
      },
      onSchedule: (schedule: string) => this.#way.fix({ schedule }),
      values: (run, signal) => {
        const { program: filename, schedule } = run;
        return seenAgain(client, { source, filename, schedule })(run, signal);
      },
    });
  }

  /** Put in what a link holds; whether it can be shown. */
  put(shared: Shared, handed: boolean): Promise<boolean> {
    return this.#texts.put(shared, handed);
  }

  /** What stands there without a link. */
  restore(): Promise<void> {
    return this.#texts.restore();
  }

  destroy(): void {
    this.#stepping.end();
    this.#running.destroy();
    this.#texts.source.destroy();
  }
}
