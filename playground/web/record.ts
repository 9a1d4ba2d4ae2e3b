/**
 * The shape of a run's record, as `playground/simthreads/record` writes it.
 * The one truth that the page shows: this file knows no view of it, and nothing of how it came about.
 */

export type Outcome = "finished" | "raised" | "deadlock" | "stopped" | "limit";
export type ThreadEnd = "done" | "died" | "stuck" | "abandoned" | "stopped";

export interface Run {
  readonly version: number;
  readonly program: string;
  readonly outcome: Outcome;
  readonly limit: string | null;
  readonly exit_code: number;
  readonly seed: number;
  readonly policy: string;
  readonly preempt: string;
  /** Enough to replay exactly. */
  readonly schedule: string;
  /** Virtual seconds from start to end, as are all times here. */
  readonly time: number;
  readonly steps: number;
  readonly switches: number;
  readonly preemptions: number;
  readonly output: readonly Written[];
  readonly error: Failure | null;
  readonly deadlock: Deadlock | null;
  readonly threads: readonly ThreadFacts[];
  readonly objects: readonly Thing[];
  readonly events: readonly RunEvent[];
  readonly events_dropped: number;
}

/** What one thread wrote at one moment. */
export interface Written {
  readonly time: number;
  readonly thread: number;
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

export interface Failure {
  readonly thread: number;
  readonly type: string;
  readonly message: string;
  readonly traceback: string;
  readonly line: number | null;
}

export interface ThreadFacts {
  readonly id: number;
  readonly name: string;
  readonly daemon: boolean;
  readonly parent: number | null;
  readonly started: number;
  readonly ended: number | null;
  readonly end: ThreadEnd;
}

/** A lock, queue, thread or the like; `name` is the variable that holds it, or empty. */
export interface Thing {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
}

interface At {
  readonly time: number;
  readonly thread: number;
  readonly line: number | null;
}

/** `wait`, `join` and `sleep`: the thread gives up the processor; `on` is who alone can end that. */
export interface WaitEvent extends At {
  readonly kind: "wait" | "join" | "sleep";
  readonly operation: string;
  readonly timeout: number | null;
  readonly object: number | null;
  readonly on: number | null;
}

export type RunEvent =
  | (At & { readonly kind: "start"; readonly child: number })
  | (At & { readonly kind: "run" })
  | (At & { readonly kind: "ready"; readonly by: number | null })
  | WaitEvent
  | (At & { readonly kind: "acquire"; readonly object: number })
  | (At & { readonly kind: "release"; readonly object: number; readonly by: number })
  | (At & { readonly kind: "done" | "died" })
  | (At & { readonly kind: "deadlock"; readonly cycle: readonly number[] });

export interface Deadlock {
  readonly time: number;
  readonly threads: readonly StuckThread[];
  /** Each waits for the next and the last for the first; empty when nobody holds what is waited for. */
  readonly cycle: readonly number[];
}

export interface StuckThread {
  readonly thread: number;
  readonly holds: readonly { readonly object: number; readonly line: number | null; readonly time: number }[];
  readonly wants: {
    readonly operation: string;
    readonly object: number | null;
    readonly line: number | null;
    readonly since: number;
    readonly held_by: number | null;
  };
}
