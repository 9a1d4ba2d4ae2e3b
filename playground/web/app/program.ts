/**
 * One program on a page: what its controls do. Puts together the editor, the client, the output, the timeline
 * and the marks; each of those knows nothing of the others.
 */

import type { Shared } from "../../protocol/link.ts";
import type { Client } from "../job.ts";
import { fill, type Words } from "../words.ts";
import type { Language } from "../language.ts";
import { make, wordsOf } from "./dom.ts";
import { markThreads } from "./lines.ts";
import { Notice } from "./notice.ts";
import { Panel } from "./panel.ts";
import { Running } from "./running.ts";
import { KEY } from "./link.ts";
import { copy, download, linkTo, offer, openThere } from "./sharing.ts";
import type { Bench } from "./my_programs.ts";
import { Source } from "./source.ts";
import { Status } from "./status.ts";
import { Stepping } from "./stepping.ts";
import { load, save } from "./store.ts";
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
  const { see_races = "", see_deadlock = "" } = wordsOf(language, "races");
  const at = (page: string) => new URL(`../${page}`, playground).href;
  return new Map([
    [see_races, at("locks/races/")],
    [see_deadlock, at("locks/deadlock/")],
  ]);
}

export class ProgramView {
  readonly section: HTMLElement;
  readonly words: Words;
  readonly status: Status;
  readonly panel: Panel;
  readonly #around: Surroundings;
  readonly #source: Source;
  readonly #running: Running;
  readonly #notice: Notice;
  readonly #undo: HTMLElement;
  #name: string;
  readonly #way: Way;
  readonly #stepping: Stepping;
  /** On the playground's own page. */
  readonly #workbench: Workbench | null;
  /** Whether the text is the page's own, of which it is known what it prints. */
  #isPages = false;

  constructor(section: HTMLElement, around: Surroundings) {
    this.section = section;
    this.#around = around;
    this.words = wordsOf(around.language, "run");
    this.#name = this.#ownName();
    this.status = new Status(
      section.querySelector("[role=status]")!,
      this.words,
      chaptersOf(around),
    );
    this.#source = new Source(section, {
      editorWords: wordsOf(around.language, "editor"),
      language: around.language,
      label: () => fill(this.words, "editor", { name: this.#name }),
      restOfLine: (count) => fill(this.words, "rest_of_line", { count }),
      onChange: () => this.#changed(),
      onPick: (line) => this.#running.pick(line),
      onElsewhere: () => {
        this.#offerUndo();
        this.status.say("edited_elsewhere");
      },
      say: (key) => this.status.say(key),
    });
    this.panel = new Panel(
      this.words,
      `${this.words["schedule"]} ${this.#name}`,
      around.playground,
      {
        run: () => void this.act("run"),
        find: () => void this.act("find"),
        step: () => void this.step(),
        freed: () => this.#way.free(),
      },
    );
    this.#way = new Way(section, this.panel, this.#control("options"));
    section
      .querySelector<HTMLAnchorElement>("a[download]")
      ?.addEventListener("click", (event) =>
        download(event.currentTarget as HTMLAnchorElement, this.#source),
      );
    this.#stepping = new Stepping(this.panel, this.words, this.status);
    this.#running = this.#runner();
    this.#workbench = section.classList.contains("workbench")
      ? new Workbench(section, this.words, this.#bench())
      : null;
    this.#notice = new Notice(this.#top, this.words, {
      keep: () => this.#keep(),
      leave: () => void this.reset(),
      mark: (names) => this.#source.markAlike(names),
    });
    section.addEventListener("focusin", (event) => this.#tellTab(event));
    this.#expectOutput();
    this.#undo = make(
      "button",
      { type: "button", "data-action": "undo", tabindex: -1, hidden: true },
      this.words["undo"]!,
    );
    this.#control("reset").after(this.#undo);
    this.#offerUndo();
  }

  #runner(): Running {
    const { words, status, panel } = this;
    const buttons = { run: this.#control("run"), stop: this.#control("stop") };
    return new Running(
      this.section,
      { ...this.#around, words, status, panel, source: this.#source, buttons },
      {
        name: () => this.#name,
        way: () => this.#way.fixed,
        fix: (way) => this.#way.fix(way),
        openOptions: () => this.#way.toggleOptions(true),
        begin: () => this.#stepping.end(),
      },
    );
  }

  /** What the controls stand in: what belongs to them opens before or behind it. */
  get #top(): HTMLElement {
    return this.section.querySelector<HTMLElement>(":is(.workbench-bar, .pg-bar)")!;
  }

  async act(action: Action): Promise<void> {
    switch (action) {
      case "open":
        return openThere(this.status, () => this.#link(this.#source.text));
      case "follow":
        return this.#running.replay();
      case "mine":
        return this.#workbench?.toggleMine(this.#control("mine"));
      case "run":
        return this.#running.run();
      case "stop":
        return this.#running.stop();
      case "edit":
        return this.edit();
      case "restore":
        return this.restore();
      case "reset":
        return this.reset();
      case "undo":
        return this.undo();
      case "copy":
        return copy(this.status, this.#source.text);
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

  // -- the way it runs

  /** The page's own program under a schedule of it; what the reader made of it can be brought back. */
  async replay(schedule: string): Promise<void> {
    if (this.#source.text !== this.#source.tested) await this.reset();
    this.#way.fix({ schedule });
    await this.act("run");
  }

  /** The page's own program is to print what it usually prints; of another the reader says so. */
  #expectOutput(): void {
    const isPages = this.#source.text === this.#source.tested && !this.#source.isStrange;
    if (isPages === this.#isPages) return;
    this.#isPages = isPages;
    this.panel.sameOutput = isPages && !("freeOrder" in this.section.dataset);
  }

  #control(action: Action): HTMLElement {
    return this.section.querySelector<HTMLElement>(`.pg-bar [data-action=${action}]`)!;
  }

  // -- editing

  /** Another text stands there now. */
  #changed(): void {
    this.#way.fix(null);
    if (this.#workbench) this.#control("reset").hidden = this.#source.text === this.#source.tested;
    this.#stepping.end();
    this.#running.follow();
    this.#expectOutput();
    this.#notice.look(this.#source.text);
  }

  async edit(): Promise<void> {
    const editor = await this.#source.edit();
    this.#control("reset").hidden = !editor;
    this.#notice.look(this.#source.text);
    editor?.focus();
  }

  /** The first time that the editor has the focus, how it is left by key, where there are keys most likely. */
  #tellTab({ target }: FocusEvent): void {
    if (!(target as Element).matches(".cm-content") || load("told-tab") !== null) return;
    if (matchMedia("(any-pointer: fine)").matches && save("told-tab", "true"))
      this.status.add("tab_leaves");
  }

  /** Show the reader's own; where there is room, a program stands in the editor from the start. */
  async restore(): Promise<void> {
    if (!(await this.#source.restore())) {
      if (this.#workbench) await this.#source.edit();
      return;
    }
    this.#changed();
    this.#control("reset").hidden = false;
    this.status.say("kept");
  }

  /** Put in another program, as a link brings it, or a page of this site; whether it can be shown. */
  async put(shared: Shared, handed = false): Promise<boolean> {
    this.#stop();
    if (!(await this.#source.put(shared.source))) return false;
    this.#name = shared.name;
    this.#running.clear();
    this.#control("reset").hidden = false;
    const { schedule, policy, seed } = shared;
    this.#way.fix(schedule ? { schedule } : policy ? { policy } : null);
    this.panel.seed = seed ?? 0;
    this.#expectOutput();
    const from = handed ? "from_page" : "from_stranger";
    this.#notice.from(fill(this.words, from, { name: this.#name }));
    this.#notice.look(this.#source.text);
    return true;
  }

  /** What the list of the reader's programs does with this one. */
  #bench(): Bench {
    const view = this;
    return {
      get current() {
        return { name: view.#name, source: view.#source.text };
      },
      called: (name) => {
        view.#name = name;
      },
      open: ({ name, source }) => void view.#take(name, source),
    };
  }

  /** One of the reader's programs takes the place of what is there. */
  async #take(name: string, source: string): Promise<void> {
    this.#stop();
    if (!(await this.#source.take(source))) return;
    this.#again();
    this.#name = name;
  }

  /** A link's program becomes the reader's own. */
  #keep(): void {
    this.#source.adopt();
    this.#settled();
    this.status.say("adopted");
  }

  async reset(): Promise<void> {
    this.#stop();
    await this.#source.reset();
    if (this.#workbench) await this.#source.edit();
    this.#again();
    this.status.say(this.#source.text === this.#source.tested ? "reset_done" : "own_again");
  }

  /** Bring back what Reset, or a link's program, has taken the place of. */
  async undo(): Promise<void> {
    this.#stop();
    if (!(await this.#source.bringBack())) return;
    this.#again();
    this.status.say("brought_back");
  }

  /** One of the reader's own texts stands there again, or the tested one. */
  #again(): void {
    const tested = this.#source.text === this.#source.tested;
    this.#name = this.#ownName();
    this.#way.begin(tested);
    this.#running.clear();
    this.#control("reset").hidden = tested;
    this.#settled();
    this.#control(this.#workbench ? "run" : "edit").focus();
  }

  #settled(): void {
    this.#expectOutput();
    if (location.hash.startsWith(KEY))
      history.replaceState(history.state, "", location.pathname + location.search);
    this.#notice.from("");
    this.#notice.look(this.#source.text);
    this.#offerUndo();
  }

  #offerUndo(): void {
    this.#undo.hidden = !this.#source.hasReplaced;
  }

  #stop(): void {
    this.#running.leave();
    this.#stepping.end();
  }

  #ownName(): string {
    return `${this.section.dataset["program"]!.split("/").pop()}.py`;
  }

  // -- the rest

  #share(): Promise<void> {
    return offer(this.status, () => this.#link(this.#running.toRun()), this.section);
  }

  #link(source: string): Promise<string> {
    const way = this.#way.told;
    const fits = !("checker" in way) || source !== this.#source.text; // it is one of program and checker together
    return linkTo(this.#around.playground, source, this.#name, fits ? way : { seed: 0 });
  }

  step(): Promise<void> {
    const { client, language } = this.#around;
    return this.#stepping.toggle(this.#source.text, client, {
      strings: wordsOf(language, "timeline"),
      filename: this.#name,
      onLine: (line: number | null) => this.#source.lines.mark("event", line),
      onThreads: (lines) => markThreads(this.#source.lines, lines),
      onSchedule: (schedule: string) => this.#way.fix({ schedule }),
    });
  }

  destroy(): void {
    this.#stepping.end();
    this.#running.destroy();
    this.#source.destroy();
  }
}
