/**
 * Step by step on the page: the reader is the scheduler. A row for each thread with what it would do next, a button
 * to let it, a way back, and at the end the timeline. Knows no program beyond its text.
 */

import { label, printed } from "../bounds.ts";
import type { Client } from "../job.ts";
import type { Question } from "../../protocol/question.ts";
import type { Run, Written } from "../../protocol/record.ts";
import { withCode } from "../timeline/drawing.ts";
import { mountTimeline, outcomeSentence, type Context, type Mounted } from "../timeline/index.ts";
import type { ThreadLine } from "../timeline/follow.ts";
import { clock } from "../timeline/scale.ts";
import { Screen } from "../app/screen.ts";
import { fill, quoted, type Words } from "../words.ts";
import { colourOf } from "./colours.ts";
import { Rows } from "./rows.ts";
import type { Granularity } from "./question.ts";
import { nextWords } from "./question.ts";
import { inHand, Session, type Seen, type Taken } from "./session.ts";
import { changeWords, spoken, Values } from "./values.ts";

export interface StepContext extends Context {
  readonly filename?: string;
  /** The reader wants to keep the schedule that they have made: to run it again, or to share it. */
  onSchedule?(schedule: string): void;
}

const LAST = 500; // lines of output

export function mountStepper(
  host: HTMLElement,
  source: string,
  client: Client,
  context: StepContext,
): { destroy(): void } {
  const stepper = new Stepper(host, source, client, context);
  return { destroy: () => stepper.destroy() };
}

class Stepper {
  readonly #frame = document.createElement("div");
  readonly #status = document.createElement("p");
  readonly #log = document.createElement("ol");
  readonly #output = document.createElement("pre");
  readonly #end = document.createElement("div");
  readonly #back: HTMLButtonElement;
  readonly #context: StepContext;
  readonly #words: Words;
  readonly #session: Session;
  readonly #rows: Rows;
  readonly #globals: Values;
  #timeline: Mounted | null = null;

  constructor(host: HTMLElement, source: string, client: Client, context: StepContext) {
    this.#context = context;
    const words = (this.#words = context.strings);
    this.#session = new Session(
      { source, filename: context.filename ?? "program.py" },
      client,
      (seen) => this.#show(seen),
    );
    this.#rows = new Rows(
      words,
      (thread) => this.#session.choose(thread),
      () => this.#frame.focus(),
    );
    this.#globals = new Values(words, words["step_globals"] ?? "");
    this.#back = button(words["step_back"], () => this.#session.back());
    this.#status.className = "stepper-status";
    this.#status.setAttribute("role", "status");
    this.#frame.className = "stepper";
    this.#frame.setAttribute("role", "group");
    this.#frame.setAttribute("aria-label", words["step_title"] ?? "");
    this.#log.className = "stepper-log";
    this.#log.setAttribute("aria-label", words["step_log"] ?? "");
    this.#log.tabIndex = 0; // it scrolls
    this.#output.tabIndex = 0;
    this.#output.setAttribute("role", "region");
    this.#output.setAttribute("aria-label", words["step_output"] ?? "");
    this.#frame.tabIndex = -1; // its keys work with the focus anywhere inside
    this.#frame.append(
      this.#hint(),
      this.#tools(),
      this.#status,
      this.#rows.element,
      this.#globals.element,
      this.#log,
      this.#output,
      this.#end,
    );
    this.#frame.addEventListener("keydown", (event) => this.#key(event));
    host.append(this.#frame);
    this.#frame.focus();
    this.#session.start();
  }

  destroy(): void {
    this.#session.destroy();
    this.#timeline?.destroy();
    this.#frame.remove();
    this.#context.onLine(null);
    this.#context.onThreads?.([]);
  }

  // -- the parts that stay

  #hint(): HTMLElement {
    const hint = document.createElement("p");
    hint.className = "stepper-hint";
    hint.innerHTML = withCode(this.#words["step_hint"] ?? "");
    return hint;
  }

  #tools(): HTMLElement {
    const words = this.#words;
    const bar = document.createElement("div");
    bar.className = "stepper-tools";
    const granularities = document.createElement("select");
    for (const granularity of ["bytecode", "line", "run"] as const)
      granularities.add(new Option(words[`step_by_${granularity}`], granularity));
    granularities.addEventListener("change", () => {
      this.#session.granularity = granularities.value as Granularity;
    });
    const alone = document.createElement("input");
    alone.type = "checkbox";
    alone.checked = true;
    alone.addEventListener("change", () => {
      this.#session.alone = alone.checked;
    });
    bar.append(
      labelled(words["step_by"], granularities, true),
      this.#back,
      button(words["step_again"], () => this.#session.restart()),
      labelled(words["step_alone"], alone, false),
    );
    return bar;
  }

  /** With the focus inside: digits let a thread run, Backspace steps back. */
  #key(event: KeyboardEvent): void {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLSelectElement)
      return;
    if (/^[1-9]$/.test(event.key)) this.#rows.press(Number(event.key));
    else if (event.key === "Backspace") this.#session.back();
    else return;
    event.preventDefault();
  }

  // -- what changes

  #show(seen: Seen): void {
    const { question, run, taken } = seen;
    this.#frame.setAttribute("aria-busy", String(!question && !run && !seen.error));
    this.#back.setAttribute("aria-disabled", String(taken.length === 0));
    this.#status.innerHTML = withCode(this.#said(seen));
    const changes = taken.at(-1)?.changes ?? [];
    this.#rows.show(question, taken.at(-1)?.thread.id ?? null, changes, (thread) =>
      inHand(thread, taken),
    );
    if (run) this.#rows.end(run);
    if (question)
      this.#globals.show(
        question.globals,
        changes.filter(({ thread }) => thread === null),
      );
    if (question && document.activeElement === this.#frame) this.#rows.focus();
    this.#showLog(taken);
    this.#showOutput(seen.output, run);
    this.#showEnd(run);
    if (question || run) this.#context.onThreads?.(question ? linesOf(question) : []);
    if (run) this.#context.onLine(run.error?.line ?? null);
  }

  #said({ question, run, stage, error }: Seen): string {
    const words = this.#words;
    if (error?.reason === "unsupported") return fill(words, "step_unsupported");
    if (error) return fill(words, "step_failed", { why: label(error.message, 200) });
    if (run) return outcomeSentence(run, words);
    if (question) return fill(words, "step_asks", { time: clock(question.time) });
    if (stage?.at === "starting") return fill(words, "step_starting");
    if (stage?.at !== "loading") return fill(words, "step_working");
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
    return fill(words, "step_loading", {
      loaded: megabytes(stage.loaded),
      total: megabytes(stage.total),
    });
  }

  #showLog(taken: readonly Taken[]): void {
    this.#log.hidden = taken.length === 0;
    this.#log.innerHTML = taken.map((step) => `<li>${withCode(this.#took(step))}</li>`).join("");
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  #took({ thread, granularity, read, changes }: Taken): string {
    const { name, line, source } = thread;
    const words = this.#words;
    const key = line === null ? "step_took_first" : `step_took_${granularity}`;
    const what = fill(words, key, {
      thread: quoted(name),
      what: nextWords(thread, words) + (read ? fill(words, "step_read", spoken(read)) : ""),
      line: line ?? 0,
      source: quoted(source),
    });
    const told = changes.map((one) => changeWords(one, words)).join(words["between"]);
    return told ? fill(words, "step_changes", { what, changes: told }) : what;
  }

  #showOutput(output: readonly Written[], run: Run | null): void {
    this.#output.hidden = output.length === 0;
    const { head, tail } = printed(output);
    this.#output.replaceChildren();
    const screen = new Screen(
      this.#output,
      new Map(run?.threads.map(({ id, name }) => [id, label(name)])),
    );
    for (const piece of [...head, ...tail].slice(-LAST)) screen.write(piece);
    screen.draw();
  }

  #showEnd(run: Run | null): void {
    this.#timeline?.destroy();
    this.#end.replaceChildren();
    const keep = this.#context.onSchedule;
    if (run && keep) this.#end.append(button(this.#words["step_keep"], () => keep(run.schedule)));
    this.#timeline = run ? mountTimeline(this.#end, run, this.#context) : null;
  }
}

/** Of each thread that has begun and is not over. */
function linesOf({ threads }: Question): ThreadLine[] {
  const there = threads.filter((one) => one.line !== null && one.state !== "done");
  return there.map(({ id, name, line }) => ({
    line: line!,
    thread: name,
    colour: colourOf(id),
  }));
}

function button(text: string | undefined, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text ?? "";
  made.addEventListener("click", () => {
    if (made.getAttribute("aria-disabled") !== "true") act();
  });
  return made;
}

function labelled(text: string | undefined, control: HTMLElement, before: boolean): HTMLElement {
  const label = document.createElement("label");
  const said = document.createElement("span");
  said.textContent = text ?? "";
  label.append(...(before ? [said, control] : [control, said]));
  return label;
}
