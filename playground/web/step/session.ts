/**
 * A stepped run without its view: what has been chosen, what is asked now, and the way back, which is the same
 * program run anew with fewer choices. Lets go of the engine when the reader pauses, so that others can use it.
 */

import type { Client, Stage } from "../job.ts";
import { ClientError } from "../client_error.ts";
import type { Choice, Question, Standing, Variable } from "../../protocol/question.ts";
import type { Run, Written } from "../../protocol/record.ts";
import { bounded, type Change, changesBetween, type Granularity, readBy } from "./question.ts";

export interface Program {
  readonly source: string;
  readonly filename: string;
}

/** What a thread has read and not yet made use of: nobody else sees it, and it may be out of date. */
export function inHand(thread: Standing, taken: readonly Taken[]): Variable | null {
  const last = taken.findLast(
    (step) => step.thread.id === thread.id && (step.read || isStore(step)),
  );
  return last?.thread.line === thread.line ? last.read : null;
}

const isStore = ({ thread }: Taken): boolean => /^(STORE|DELETE|CALL)/.test(thread.opcode ?? "");

/** One choice of the reader's: who did what. */
export interface Taken {
  readonly thread: Standing;
  readonly granularity: Granularity;
  /** What it has read, where that is known. */
  readonly read: Variable | null;
  /** What holds another value after it; known when the next question has come. */
  readonly changes: readonly Change[];
}

export interface Seen {
  /** What is asked now; null while the engine is at work, and at the end. */
  readonly question: Question | null;
  /** At the end. */
  readonly run: Run | null;
  readonly taken: readonly Taken[];
  readonly output: readonly Written[];
  readonly stage: Stage | null;
  readonly error: ClientError | null;
}

const PAUSE = 3_000; // milliseconds after which the engine is let go
const NOTHING: Seen = {
  question: null,
  run: null,
  taken: [],
  output: [],
  stage: null,
  error: null,
};

export class Session {
  granularity: Granularity = "bytecode";
  /** Go on without asking while only one thread can run. */
  alone = true;
  readonly #program: Program;
  readonly #client: Client;
  readonly #show: (seen: Seen) => void;
  #choices: Choice[] = [];
  #taken: { readonly at: number; step: Taken }[] = [];
  /** What was asked before the last choice. */
  #before: Question | null = null;
  #output: Written[] = [];
  #question: Question | null = null;
  #answer: ((choice: Choice) => void) | null = null;
  #abort: AbortController | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(program: Program, client: Client, show: (seen: Seen) => void) {
    this.#program = program;
    this.#client = client;
    this.#show = show;
  }

  /** Run up to the first real choice after all those made so far. */
  start(): void {
    this.#letGo();
    const abort = (this.#abort = new AbortController());
    this.#question = null;
    this.#output = [];
    const current = (): boolean => this.#abort === abort;
    const request = { ...this.#program, choices: [...this.#choices] };
    this.#tell({});
    this.#client
      .step(request, (question) => this.#asked(bounded(question), current), {
        signal: abort.signal,
        onStage: (stage) => {
          if (current() && !this.#question) this.#tell({ stage });
        },
      })
      .then(
        (run) => {
          if (current()) this.#ended(run);
        },
        (error: unknown) => {
          if (current()) this.#failed(error);
        },
      );
  }

  choose(thread: number): void {
    const question = this.#question;
    const standing = question?.threads.find(({ id }) => id === thread);
    if (!question || !standing || !question.runnable.includes(thread)) return;
    this.#taken.push({
      at: this.#choices.length,
      step: {
        thread: standing,
        granularity: this.granularity,
        read: this.granularity === "bytecode" ? readBy(standing, question.globals) : null,
        changes: [],
      },
    });
    this.#before = question;
    this.#make({ thread, granularity: this.granularity });
  }

  /** Undo the reader's last choice, with all that followed from it. */
  back(): void {
    const last = this.#taken.pop();
    this.#before = null;
    if (!last) return;
    this.#choices.length = last.at;
    this.start();
  }

  restart(): void {
    this.#before = null;
    this.#choices = [];
    this.#taken = [];
    this.start();
  }

  destroy(): void {
    this.#letGo();
  }

  // -- what the engine asks

  #asked(question: Question, current: () => boolean): Promise<Choice> {
    return new Promise((resolve) => {
      if (!current()) return; // a run that is being given up
      this.#output.push(...question.output);
      const choice = this.#obvious(question);
      if (choice) {
        this.#choices.push(choice);
        return resolve(choice);
      }
      this.#compare(question);
      this.#question = question;
      this.#answer = resolve;
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#letGo(), PAUSE);
      this.#tell({});
    });
  }

  /** What the last choice has changed, belongs to it. */
  #compare(question: Question): void {
    const last = this.#taken.at(-1);
    if (last && this.#before)
      last.step = { ...last.step, changes: changesBetween(this.#before, question) };
    this.#before = null;
  }

  /** The choice that the reader need not make. */
  #obvious(question: Question): Choice | null {
    const [only] = question.runnable;
    if (this.alone && only !== undefined && question.runnable.length === 1)
      return { thread: only, granularity: "line" };
    const last = this.#choices.at(-1);
    if (last?.granularity !== "bytecode" || question.running !== last.thread) return null;
    const standing = question.threads.find(({ id }) => id === last.thread);
    return standing && !standing.step ? last : null;
  }

  #make(choice: Choice): void {
    this.#choices.push(choice);
    clearTimeout(this.#pause);
    const answer = this.#answer;
    this.#answer = null;
    this.#question = null;
    if (answer) answer(choice);
    else this.start();
  }

  #letGo(): void {
    clearTimeout(this.#pause);
    this.#answer = null;
    const abort = this.#abort;
    this.#abort = null;
    abort?.abort();
  }

  #ended(run: Run): void {
    this.#abort = null;
    this.#question = null;
    this.#output = [...run.output];
    this.#tell({ run });
  }

  #failed(error: unknown): void {
    this.#abort = null;
    this.#tell({
      error: error instanceof ClientError ? error : new ClientError("crash", String(error)),
    });
  }

  #tell(change: Partial<Seen>): void {
    this.#show({
      ...NOTHING,
      question: this.#question,
      taken: this.#taken.map(({ step }) => step),
      output: [...this.#output],
      ...change,
    });
  }
}
