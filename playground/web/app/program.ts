/**
 * One program on a page: what its controls do. Puts together the editor, the client, the output, the timeline
 * and the marks; each of those knows nothing of the others.
 */

import type { Client, Hooks } from "../client.ts";
import type { Run } from "../record.ts";
import { fill, follow, type Words } from "../words.ts";
import { type Language, painted, wordsOf } from "./dom.ts";
import { checked, type Exercise, exerciseOf, joined } from "./exercise.ts";
import { Output } from "./output.ts";
import { Panel } from "./panel.ts";
import { Results } from "./results.ts";
import type { Shared } from "./share.ts";
import { copy, download, linkTo, offer } from "./sharing.ts";
import { Source } from "./source.ts";
import { Status } from "./status.ts";
import { Stepping } from "./stepping.ts";
import { Work } from "./work.ts";

export type Action = "run" | "stop" | "edit" | "reset" | "copy" | "share" | "options" | "restore" | "check";

export interface Surroundings {
  readonly client: Client;
  readonly language: Language;
  /** Address of the playground's own page, where shared links lead. */
  readonly playground: string;
}

/** How runs are scheduled, where it is not by the seed in the box. */
export type Fixed =
  | { readonly schedule: string; readonly checker?: boolean }
  | { readonly policy: "round-robin" };

const SCHEDULES = 2000;

export class ProgramView {
  readonly section: HTMLElement;
  readonly words: Words;
  readonly status: Status;
  readonly output: Output;
  readonly panel: Panel;
  readonly #around: Surroundings;
  readonly #source: Source;
  readonly #results: Results;
  readonly #exercise: Exercise | null;
  #name: string;
  #fixed: Fixed | null;
  readonly #work: Work;
  readonly #stepping: Stepping;

  constructor(section: HTMLElement, around: Surroundings) {
    this.section = section;
    this.#around = around;
    this.words = wordsOf(around.language, "run");
    this.#name = `${section.dataset["program"]!.split("/").pop()}.py`;
    this.#exercise = exerciseOf(section);
    this.#fixed = this.#recordedWay();
    this.status = new Status(section.querySelector("[role=status]")!, this.words);
    this.output = new Output(section, this.#name);
    this.#source = new Source(section, {
      label: () => fill(this.words, "editor", { name: this.#name }),
      onChange: () => this.#fix(null),
      onPick: (line) => this.#results.pick(line),
      say: (key) => this.status.say(key),
    });
    this.panel = new Panel(this.words, `${this.words["schedule"]} ${this.#name}`, {
      run: () => void this.act("run"),
      find: () => void this.find(),
      step: () => void this.step(),
      freed: () => { this.#fixed = null; },
    });
    section.querySelector<HTMLAnchorElement>("a[download]")
      ?.addEventListener("click", (event) => download(event.currentTarget as HTMLAnchorElement, this.#source));
    this.#work = new Work(section, this.#control("run"), this.#control("stop"), this.status);
    this.#stepping = new Stepping(this.panel, this.words, this.status);
    this.#results = new Results(this.output.element, around.language, () => this.#source.lines);
  }

  async act(action: Action): Promise<void> {
    switch (action) {
      case "run": return this.run();
      case "stop": return this.#work.stop();
      case "edit": return this.edit();
      case "restore": return this.#restore();
      case "reset": return this.reset();
      case "copy": return copy(this.status, this.#source.text);
      case "share": return this.#share();
      case "options": return this.#toggleOptions();
      case "check": return this.check();
    }
  }

  // -- running

  async run(): Promise<void> {
    const seed = this.panel.seed;
    if (seed === null) {
      this.#toggleOptions(true);
      return this.status.say("bad_seed");
    }
    const source = this.#toRun();
    const request = { source, filename: this.#name, ...(this.#fixed ?? { seed }) };
    const caption = this.#fixed ? this.words["output_replay"]! : fill(this.words, "output_of", { seed });
    await this.#working(async (hooks) => {
      let live = false;
      const onOutput: Hooks["onOutput"] = (chunks) => {
        if (!live) this.output.open(caption);
        live = true;
        this.output.add(chunks);
      };
      const atOnce = this.panel.pace === "instant"; // at any other pace, the run is played back when it is known
      const run = await this.#around.client.run(request, atOnce ? { ...hooks, onOutput } : hooks);
      await this.show(run, caption, hooks.signal);
    });
  }

  /** Show a run: its output at the reader's pace, what came of it, its timeline. */
  async show(run: Run, caption: string, signal?: AbortSignal): Promise<void> {
    this.output.open(caption);
    const played = this.output.play(run, this.panel.pace, this.words["nothing_printed"]!, signal);
    await painted(); // the output is there before the timeline is drawn
    if (!this.output.isOpen) return; // the reader has gone on meanwhile
    this.#results.show(run);
    this.status.text("");
    await played;
    this.status.text(this.#results.sentence(run));
    this.#source.lines.mark("error", run.error?.line ?? null, this.words["error_line"]!);
    this.section.dataset["outcome"] = run.outcome;
  }

  async find(): Promise<void> {
    await this.#working(async (hooks) => {
      const request = { source: this.#source.text, filename: this.#name, schedules: SCHEDULES };
      const found = await this.#around.client.explore(request, hooks);
      if (!found.found) return this.status.say("not_found", { done: found.schedules });
      const { record, schedule, preemptions } = found;
      this.replay(schedule);
      await this.show(record, this.words["output_replay"]!);
      const told = fill(this.words, "found", { done: found.schedules, preemptions });
      this.status.text(follow(told, this.#results.sentence(record)));
    });
  }

  /** Hold an exercise's program against its checker. */
  async check(): Promise<void> {
    const exercise = this.#exercise;
    if (!exercise) return;
    await this.#working(async (hooks) => {
      const { client, language } = this.#around;
      const words = wordsOf(language, "exercise");
      const verdict = await checked(client, this.#source.text, this.#name, exercise, words, hooks);
      this.section.dataset["verdict"] = verdict.kind;
      if (verdict.run && verdict.schedule) {
        this.#fix({ schedule: verdict.schedule, checker: true });
        this.#toggleOptions(true);
        await this.show(verdict.run, this.words["output_replay"]!);
        return this.status.text(verdict.why || follow(verdict.sentence, this.#results.sentence(verdict.run)));
      }
      this.status.text(verdict.sentence);
    });
  }

  /** What a run runs: a schedule that a check has found is one of program and checker together. */
  #toRun(): string {
    const together = this.#exercise && this.#fixed && "checker" in this.#fixed;
    return together ? joined(this.#source.text, this.#exercise!) : this.#source.text;
  }

  /** From now on, run under this schedule. */
  replay(schedule: string): void {
    this.#fix({ schedule });
    this.#toggleOptions(true);
  }

  #fix(way: Fixed | null): void {
    this.#fixed = way;
    this.panel.fix(way);
  }

  /** The way that the recorded run went, as the page states it. */
  #recordedWay(): Fixed | null {
    const { schedule, policy } = this.section.dataset;
    return schedule ? { schedule } : policy === "round-robin" ? { policy } : null;
  }

  /** Do one thing at a time, on a clean sheet. */
  async #working(work: (hooks: Hooks) => Promise<void>): Promise<void> {
    if (this.#work.underWay) return;
    this.#stepping.end();
    this.#source.lines.mark("error", null);
    this.#source.lines.mark("event", null);
    await this.#work.begin(work);
  }

  #control(action: Action): HTMLElement {
    return this.section.querySelector<HTMLElement>(`.pg-bar [data-action=${action}]`)!;
  }

  // -- editing

  async edit(): Promise<void> {
    const editor = await this.#source.edit();
    this.#control("reset").hidden = !editor;
    editor?.focus();
  }

  async #restore(): Promise<void> {
    if (!(await this.#source.restore())) return;
    this.#fix(null);
    this.#control("reset").hidden = false;
    this.status.say("kept");
  }

  /** Put in another program, as a link brings it. */
  async put(shared: Shared): Promise<void> {
    this.#work.stop();
    this.#results.clear();
    this.output.restore();
    this.#name = shared.name;
    await this.#source.put(shared.source);
    this.#control("reset").hidden = false;
    const { schedule, policy, seed } = shared;
    this.#fix(schedule ? { schedule } : policy ? { policy } : null);
    this.panel.seed = seed ?? 0;
    this.#toggleOptions(true);
  }

  reset(): void {
    this.#work.stop();
    this.#stepping.end();
    this.#source.reset();
    this.#fix(this.#recordedWay());
    this.panel.seed = 0;
    this.#results.clear();
    this.output.restore();
    delete this.section.dataset["outcome"];
    this.#control("reset").hidden = true;
    this.#control("edit").focus();
    this.status.say("reset_done");
  }

  // -- the rest

  async #share(): Promise<void> {
    const what = this.#fixed ?? { seed: this.panel.seed ?? 0 };
    await offer(this.status, () => linkTo(this.#around.playground, this.#toRun(), this.#name, what), this.section);
  }

  #toggleOptions(open = !this.panel.element.isConnected): void {
    const control = this.#control("options");
    control.setAttribute("aria-expanded", String(open));
    if (!open) return this.panel.element.remove();
    this.section.querySelector(".pg-bar")!.after(this.panel.element);
    this.panel.fix(this.#fixed);
  }

  step(): Promise<void> {
    const { client, language } = this.#around;
    return this.#stepping.toggle(this.#source.text, client, {
      strings: wordsOf(language, "timeline"),
      filename: this.#name,
      onLine: (line: number | null) => this.#source.lines.mark("event", line),
      onSchedule: (schedule: string) => this.replay(schedule),
    });
  }

  destroy(): void {
    this.#work.stop();
    this.#stepping.end();
    this.#results.clear();
    this.#source.destroy();
  }
}
