/**
 * Runs one program, searches its schedules, checks an exercise, one thing at a time, each for the text as it was when it
 * was begun. Knows the client; knows not how results are shown, no editor and no link.
 */

import { MAX_SEED } from "../../protocol/constants.ts";
import type { Client, Hooks } from "../job.ts";
import type { Run } from "../../protocol/record.ts";
import type { Races, Why } from "../../protocol/races.ts";
import { fill, follow, type Words } from "../words.ts";
import type { Language } from "../language.ts";
import { Display } from "./display.ts";
import { wordsOf } from "./dom.ts";
import { checked, type Exercise, exerciseOf, replayed } from "./exercise.ts";
import type { Panel } from "./panel.ts";
import type { Fixed } from "./fixed.ts";
import { accessesOf, toldOfRaces } from "./races.ts";
import { add } from "./progress_store.ts";
import type { Source } from "./source.ts";
import type { Status } from "./status.ts";
import { found as toldOf, isOfSchedule, notFound } from "./verdict.ts";
import { joined } from "./without_checker.ts";
import { recordOf, valuesOfRecord } from "./recorded.ts";
import { seenAgain, type ValuesOf } from "./values_of.ts";
import { type Doing, Work } from "./work.ts";

export interface Parts {
  readonly client: Client;
  readonly language: Language;
  readonly words: Words;
  readonly status: Status;
  readonly panel: Panel;
  readonly source: Source;
  readonly buttons: { readonly run: HTMLElement; readonly stop: HTMLElement };
}

export interface Ways {
  /** The program's name. */
  name(): string;
  way(): Fixed | null;
  /** From now on, run this way. */
  fix(way: Fixed): void;
  openOptions(): void;
  /** Work begins: what else was open for the program is to end. */
  begin(): void;
}

const SCHEDULES = 2000;
/** Runs of different orders, at most: a few seconds. */
const ORDERS = 500;

export class Running {
  readonly #section: HTMLElement;
  readonly #client: Client;
  readonly #language: Language;
  readonly #words: Words;
  readonly #status: Status;
  readonly #panel: Panel;
  readonly #source: Source;
  readonly #ways: Ways;
  readonly #exercise: Exercise | null;
  readonly #display: Display;
  readonly #work: Work;
  /** The text that work was begun for last. */
  #of = "";

  constructor(section: HTMLElement, parts: Parts, ways: Ways) {
    const { words, status, source, buttons } = parts;
    this.#section = section;
    this.#client = parts.client;
    this.#language = parts.language;
    this.#words = words;
    this.#status = status;
    this.#panel = parts.panel;
    this.#source = source;
    this.#ways = ways;
    this.#exercise = exerciseOf(section);
    this.#display = new Display(section, parts, () => ways.name());
    this.#work = new Work(section, buttons.run, buttons.stop, status);
  }

  async run(): Promise<void> {
    const seed = this.#panel.seed;
    if (seed === null) {
      this.#ways.openOptions();
      return this.#status.say("bad_seed", { most: MAX_SEED });
    }
    const way = this.#ways.way();
    const request = {
      source: this.#source.text,
      filename: this.#ways.name(),
      ...(way ?? { seed }),
    };
    const caption = way ? this.#words["output_replay"]! : fill(this.#words, "output_of", { seed });
    await this.#working(async (hooks, isCurrent, of) => {
      const onOutput: Hooks["onOutput"] = (chunks) => {
        if (isCurrent()) this.#display.add(chunks, of, caption);
      };
      const atOnce = this.#panel.pace === "instant"; // at any other pace, the run is played back when it is known
      const run =
        way && "checker" in way
          ? await this.#checkedAgain(way.schedule, hooks)
          : await this.#client.run(request, atOnce ? { ...hooks, onOutput } : hooks);
      if (!isCurrent()) return false;
      const values =
        way && "checker" in way
          ? this.#values(of, way.schedule, true)
          : seenAgain(this.#client, request);
      const { signal } = hooks;
      return this.#display.show(run, of, caption, this.#display.sentence(run), { signal, values });
    });
  }

  /** What a check has found, again: a schedule of program and checker together. */
  #checkedAgain(schedule: string, hooks: Hooks): Promise<Run> {
    const words = wordsOf(this.#language, "exercise");
    return replayed(
      this.#client,
      this.#source.text,
      this.#ways.name(),
      this.#exercise!,
      schedule,
      words,
      hooks,
    );
  }

  /** What variables held in a run under a schedule; in one of program and checker together, of the first. */
  #values(program: string, schedule: string, together: boolean): ValuesOf {
    const source = together ? joined(program, this.#exercise!.check) : program;
    return seenAgain(this.#client, { source, filename: this.#ways.name(), schedule }, program);
  }

  /** Follow the run that is shown; of the page's own program that is the recorded one, for which no Python is needed. */
  async replay(): Promise<void> {
    if (this.#work.underWay || this.#display.isBefore) return this.#status.say("follow_first");
    if (this.#display.replay()) return;
    if (!this.#display.isOfTested) return this.#status.say("follow_first");
    const isCurrent = this.#work.asOfNow();
    const run = await recordOf(this.#section).catch(() => null);
    if (!isCurrent() || this.#work.underWay || this.#display.isBefore) return;
    if (!run) return this.#status.say("follow_failed");
    await this.#display.replayOf(run, { values: () => valuesOfRecord(this.#section) });
  }

  /** Something else marks the lines from now on: the run is not followed by itself any more. */
  pause(): void {
    this.#display.pause();
  }

  async find(): Promise<void> {
    await this.#working(async (hooks, isCurrent, of) => {
      const same_output = this.#panel.sameOutput;
      const request = {
        source: of,
        filename: this.#ways.name(),
        schedules: SCHEDULES,
        same_output,
        races: true,
        exhaustive: true,
        orders: ORDERS,
      };
      const found = await this.#client.explore(request, hooks);
      if (!isCurrent()) return false;
      if (!found.found) {
        return this.#display.found(of, this.#withRaces(notFound(found, this.#words), found));
      }
      const { record, schedule } = found;
      if (of === this.#source.text && isOfSchedule(record)) this.#ways.fix({ schedule });
      const told = follow(toldOf(found, this.#words), this.#display.sentence(record));
      return this.#display.show(
        record,
        of,
        this.#words["output_replay"]!,
        this.#withRaces(told, found, found.why),
        {
          accesses: accessesOf(found),
          values: this.#values(of, schedule, false),
        },
      );
    });
  }

  #withRaces(
    told: string,
    { races }: { races?: Races | null | undefined },
    why?: Why | null,
  ): string {
    const words = wordsOf(this.#language, "races");
    return [told, races && toldOfRaces(races, why, words)].filter(Boolean).join("\n");
  }

  /** Hold an exercise's program against its checker. */
  async check(): Promise<void> {
    const exercise = this.#exercise;
    if (!exercise) return;
    await this.#working(async (hooks, isCurrent, of) => {
      const verdict = await checked(
        this.#client,
        of,
        this.#ways.name(),
        exercise,
        wordsOf(this.#language, "exercise"),
        hooks,
      );
      if (!isCurrent()) return false;
      const { run, schedule } = verdict;
      if (run && schedule && of === this.#source.text) this.#ways.fix({ schedule, checker: true });
      const said =
        run && !verdict.why
          ? follow(verdict.sentence, this.#display.sentence(run))
          : this.#withRaces(verdict.why || verdict.sentence, verdict);
      const caption = this.#words[schedule ? "output_replay" : "output"]!;
      const shown = run
        ? await this.#display.show(run, of, caption, said, {
            kind: verdict.kind,
            values: this.#values(of, schedule ?? run.schedule, schedule !== null),
          })
        : this.#display.found(of, said, verdict.kind);
      if (shown) this.#section.dataset["verdict"] = verdict.kind;
      if (shown && verdict.kind === "passed") add("solved", this.#section.dataset["program"]!);
      return shown;
    });
  }

  /** What a link is to hold: a schedule that a check has found is one of program and checker together. */
  toRun(): string {
    const way = this.#ways.way();
    const together = this.#exercise && way && "checker" in way;
    return together ? joined(this.#source.text, this.#exercise!.check) : this.#source.text;
  }

  /** One thing at a time, for the text as it is now; where nothing comes of it, what stood there before does not stay. */
  async #working(work: Doing<[of: string]>): Promise<void> {
    if (this.#work.underWay) return;
    this.#ways.begin();
    this.#display.begin();
    const of = (this.#of = this.#source.text);
    this.#status.workBefore(false);
    await this.#work.begin(
      (hooks, isCurrent) => work(hooks, isCurrent, of),
      () => this.#display.breakOff(),
    );
  }

  /** Of what was shown nothing stays. */
  clear(): void {
    this.#display.clear();
  }

  /** The reader has picked a line of the program. */
  pick(line: number): void {
    this.#display.pick(line);
  }

  /** The program's text has changed. */
  follow(): void {
    this.#display.follow();
    this.#status.workBefore(this.#of !== this.#source.text);
  }

  stop(): void {
    this.#work.stop();
  }

  /** The program is replaced: what is under way ends, and shows nothing any more. */
  leave(): void {
    this.#work.leave();
  }

  destroy(): void {
    this.leave();
    this.#display.destroy();
  }
}
