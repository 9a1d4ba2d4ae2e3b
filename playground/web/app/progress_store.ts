/**
 * What the reader has read and solved, in this browser and nowhere else: pages by their path below a language's folder,
 * exercises by their key. What is read back is checked, as anything may have written it. Knows no element.
 */

import { CHANGED, forget, load, PROGRESS, save } from "./store.ts";

export interface Progress {
  readonly read: readonly string[];
  readonly solved: readonly string[];
}

const KIND = "python-threads progress";
const MOST = { entries: 500, characters: 120 } as const;

export function progress(): Progress {
  return parsed(load(PROGRESS) ?? "") ?? { read: [], solved: [] };
}

/** Whether it is kept. */
export function add(kind: keyof Progress, entry: string): boolean {
  const before = progress();
  return before[kind].includes(entry) || keep({ ...before, [kind]: [...before[kind], entry] });
}

export function exported(): string {
  return `${JSON.stringify({ kind: KIND, ...progress() }, null, 1)}\n`;
}

/** What the file holds comes to what is there; whether it could. */
export function take(file: string): boolean {
  const come = parsed(file, KIND);
  if (!come) return false;
  const there = progress();
  return keep({
    read: [...new Set([...there.read, ...come.read])],
    solved: [...new Set([...there.solved, ...come.solved])],
  });
}

export function forgetAll(): void {
  forget(PROGRESS);
  tell();
}

function keep(now: Progress): boolean {
  const kept = sound(now.read) && sound(now.solved) && save(PROGRESS, JSON.stringify(now));
  tell();
  return kept;
}

function tell(): void {
  document.dispatchEvent(new Event(CHANGED));
}

function parsed(text: string, kind?: string): Progress | null {
  try {
    const given = JSON.parse(text) as { kind?: unknown; read?: unknown; solved?: unknown };
    const { read, solved } = given;
    return (!kind || given.kind === kind) && sound(read) && sound(solved) ? { read, solved } : null;
  } catch {
    return null;
  }
}

function sound(given: unknown): given is string[] {
  return (
    Array.isArray(given) &&
    given.length <= MOST.entries &&
    given.every((one) => typeof one === "string" && one.length <= MOST.characters)
  );
}
