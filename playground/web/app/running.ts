/**
 * Runs one program, searches its schedules, checks an exercise, one thing at a time; and shows what comes of it as that
 * of the text it was begun with. Knows the client and where results are shown; knows no editor and no link.
 */

import { MAX_SEED } from "../../protocol/constants.ts";
import type { Client, Hooks } from "../job.ts";
import type { Run } from "../../protocol/record.ts";
import type { Exploration } from "../../protocol/verdict.ts";
import { fill, follow, type Words } from "../words.ts";
import type { Language } from "../language.ts";
import { painted, wordsOf } from "./dom.ts";
import { checked, type Exercise, exerciseOf, replayed, type Verdict } from "./exercise.ts";
import { Output } from "./output.ts";
import type { Panel } from "./panel.ts";
import type { Fixed } from "./fixed.ts";
import { accessesOf, toldOfRaces } from "./races.ts";
import type { Access } from "../timeline/index.ts";
import { markThreads } from "./lines.ts";
import { add } from "./progress_store.ts";
import { Results } from "./results.ts";
import { Shown } from "./shown.ts";
import type { Source } from "./source.ts";
import type { Status } from "./status.ts";
import { isSyntaxError } from "../timeline/narration.ts";
import { found as toldOf, isOfSchedule, notFound } from "./verdict.ts";
import { joined } from "./without_checker.ts";
import { recordOf } from "./recorded.ts";
import { Work } from "./work.ts";

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
type Kind = Verdict["kind"];

interface More {
  /** Shows the rest of the output at once. */
  readonly signal?: AbortSignal | undefined;
  readonly kind?: Kind;
  /** What is to be marked on the timeline. */
  readonly accesses?: readonly Access[];
}

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
  readonly #output: Output;
  readonly #results: Results;
  readonly #shown: Shown;
  readonly #work: Work;
  /** Counts up when the program is replaced: what was under way then has nothing to show any more. */
  #turn = 0;
  /** Output of the run at hand is shown while that is under way. */
  #live = false;

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
    this.#output = new Output(section, ways.name(), words);
    this.#results = new Results(this.#output.element, parts.language, {
      onLine: (line) => this.#markEvent(line),
      onThreads: (lines) => {
        if (!this.#shown.isBefore || !lines.length) markThreads(source.lines, lines);
      },
    });
    this.#shown = new Shown(
      section,
      { output: this.#output, results: this.#results, status },
      words,
      source.tested,
    );
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
    await this.#working(async (hooks, of, isCurrent) => {
      const onOutput: Hooks["onOutput"] = (chunks) => {
        if (!isCurrent()) return;
        if (!this.#live) this.#open(of, caption);
        this.#live = true;
        this.#output.add(chunks);
      };
      const atOnce = this.#panel.pace === "instant"; // at any other pace, the run is played back when it is known
      const run =
        way && "checker" in way
          ? await this.#checkedAgain(way.schedule, hooks)
          : await this.#client.run(request, atOnce ? { ...hooks, onOutput } : hooks);
      return isCurrent() && this.#show(run, of, caption, this.#results.sentence(run), hooks);
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

  /** An empty pane for a text's output; a timeline that is of another goes. */
  #open(of: string, caption: string): void {
    if (!this.#shown.isOf(of)) this.#results.clear(false);
    this.#output.open(caption);
    this.#shown.belongsTo(of);
  }

  /** Show a run of a text: its output at the reader's pace, what came of it, its timeline. */
  async #show(
    run: Run,
    of: string,
    caption: string,
    verdict: string,
    { signal, kind, accesses }: More = {},
  ): Promise<boolean> {
    this.#open(of, caption);
    const played = this.#output.play(
      run,
      this.#panel.pace,
      this.#words["nothing_printed"]!,
      signal,
    );
    await painted(); // the output is there before the timeline is drawn
    if (!this.#output.isOpen) return false; // the reader has gone on meanwhile
    if (isSyntaxError(run))
      this.#results.clear(false); // there was no run to draw
    else if (!(await this.#results.show(run, accesses))) return false;
    this.#shown.mark();
    this.#status.text("");
    await played;
    if (!this.#output.isOpen) return false;
    this.#status.verdict(verdict, kind);
    this.#section.dataset["outcome"] = run.outcome;
    if (!this.#shown.isBefore)
      this.#source.lines.mark("error", run.error?.line ?? null, this.#words["error_line"]!);
    return true;
  }

  /** Follow the run that is shown; of the page's own program that is the recorded one, for which no Python is needed. */
  async replay(): Promise<void> {
    if (this.#work.underWay || this.#shown.isBefore) return this.#status.say("follow_first");
    if (this.#results.follow()) return;
    if (!this.#shown.isOf(this.#source.tested)) return this.#status.say("follow_first");
    const turn = this.#turn;
    const run = await recordOf(this.#section).catch(() => null);
    if (turn !== this.#turn || this.#work.underWay || this.#shown.isBefore) return;
    if (!run) return this.#status.say("follow_failed");
    if (await this.#results.show(run)) this.#results.follow();
  }

  async find(): Promise<void> {
    await this.#working(async (hooks, of, isCurrent) => {
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
        return this.#found(of, this.#withRaces(notFound(found, this.#words), found));
      }
      const { record, schedule } = found;
      if (of === this.#source.text && isOfSchedule(record)) this.#ways.fix({ schedule });
      const told = follow(toldOf(found, this.#words), this.#results.sentence(record));
      return this.#show(record, of, this.#words["output_replay"]!, this.#withRaces(told, found), {
        accesses: accessesOf(found),
      });
    });
  }

  #withRaces(told: string, verdict: Exploration): string {
    const why = verdict.found ? verdict.why : null;
    const words = wordsOf(this.#language, "races");
    const races = verdict.races ? toldOfRaces(verdict.races, why, words) : "";
    return races ? `${told}\n${races}` : told;
  }

  /** Hold an exercise's program against its checker. */
  async check(): Promise<void> {
    const exercise = this.#exercise;
    if (!exercise) return;
    await this.#working(async (hooks, of, isCurrent) => {
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
      const races =
        verdict.races && toldOfRaces(verdict.races, null, wordsOf(this.#language, "races"));
      const said =
        run && !verdict.why
          ? follow(verdict.sentence, this.#results.sentence(run))
          : [verdict.why || verdict.sentence, races].filter(Boolean).join("\n");
      const caption = this.#words[schedule ? "output_replay" : "output"]!;
      const shown = run
        ? await this.#show(run, of, caption, said, { kind: verdict.kind })
        : this.#found(of, said, verdict.kind);
      if (shown) this.#section.dataset["verdict"] = verdict.kind;
      if (shown && verdict.kind === "passed") add("solved", this.#section.dataset["program"]!);
      return shown;
    });
  }

  /** A verdict without a run: of what stood beneath before, nothing stays. */
  #found(of: string, verdict: string, kind?: Kind): boolean {
    this.clear();
    this.#shown.belongsTo(of);
    this.#status.verdict(verdict, kind);
    return true;
  }

  /** What a link is to hold: a schedule that a check has found is one of program and checker together. */
  toRun(): string {
    const way = this.#ways.way();
    const together = this.#exercise && way && "checker" in way;
    return together ? joined(this.#source.text, this.#exercise!.check) : this.#source.text;
  }

  /**
   * Do one thing at a time, for the text as it is now. `work` tells whether there is something to show of it: if not, what
   * stood there before does not stay.
   */
  async #working(
    work: (hooks: Hooks, of: string, isCurrent: () => boolean) => Promise<boolean>,
  ): Promise<void> {
    if (this.#work.underWay) return;
    this.#ways.begin();
    this.#source.lines.mark("error", null);
    this.#source.lines.mark("event", null);
    const turn = this.#turn;
    const isCurrent = () => turn === this.#turn;
    this.#live = false;
    let shown = false;
    await this.#work.begin(async (hooks) => {
      try {
        shown = await work(hooks, this.#source.text, isCurrent);
      } catch (error) {
        if (isCurrent()) throw error; // of what has been replaced, nothing is said
      }
    });
    if (shown || !isCurrent()) return;
    if (this.#live)
      this.#results.clear(false); // what it has printed until then is there
    else this.clear();
  }

  /** Of what was shown nothing stays: the recorded result is that of the page's own program alone. */
  clear(): void {
    const { text, tested, isStrange } = this.#source;
    this.#shown.clear(text, text === tested && !isStrange);
  }

  #markEvent(line: number | null): void {
    if (!this.#shown.isBefore) this.#source.lines.mark("event", line);
  }

  /** The reader has picked a line of the program. */
  pick(line: number): void {
    if (!this.#shown.isBefore) this.#results.pick(line);
  }

  /** The program's text has changed. */
  follow(): void {
    this.#shown.follow(this.#source.text);
  }

  stop(): void {
    this.#work.stop();
  }

  /** The program is replaced: what is under way ends, and shows nothing any more. */
  leave(): void {
    this.#turn += 1;
    this.#work.stop();
  }

  destroy(): void {
    this.leave();
    this.#results.clear(true);
  }
}
