/**
 * The programs that a reader has named: in the browser's store, and as a file to take along. What is read back is
 * checked: it may have been written by anything. Knows no element.
 */

import { load, save } from "./store.ts";

export interface Kept {
  readonly name: string;
  readonly source: string;
}

const KEY = "programs";
const KIND = "python-threads programs";
const MOST = { programs: 200, name: 60, characters: 1_000_000 } as const;

/** By name. */
export function keptPrograms(): readonly Kept[] {
  return checked(parsed(load(KEY) ?? "")) ?? [];
}

/** Whether there is room for these. */
export function keepPrograms(programs: readonly Kept[]): boolean {
  const sorted = [...programs].sort((one, other) => one.name.localeCompare(other.name));
  return checked(sorted) !== null && save(KEY, JSON.stringify(sorted));
}

export function tidyName(name: string): string {
  const plain = name.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return [...plain].slice(0, MOST.name).join("");
}

export function exported(programs: readonly Kept[]): string {
  return `${JSON.stringify({ kind: KIND, programs }, null, 1)}\n`;
}

/** The programs in a file: those of an export, or the one that a Python file is; null where it is neither. */
export function imported(file: string, text: string): readonly Kept[] | null {
  if (file.endsWith(".py")) return checked([{ name: tidyName(file), source: text }]);
  const found = parsed(text) as { kind?: unknown; programs?: unknown } | null;
  return found?.kind === KIND ? checked(found.programs) : null;
}

/** Both lists in one; a program whose name is taken by another text gets a name of its own. */
export function joined(there: readonly Kept[], come: readonly Kept[]): readonly Kept[] {
  const all = [...there];
  for (const { name, source } of come) {
    if (all.some((one) => one.source === source && one.name.startsWith(stem(name)))) continue;
    let free = name;
    for (let count = 2; all.some((one) => one.name === free); count++)
      free = `${stem(name)} ${count}${name.slice(stem(name).length)}`;
    all.push({ name: free, source });
  }
  return all;
}

const stem = (name: string): string => name.replace(/\.py$/, "");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function checked(given: unknown): readonly Kept[] | null {
  if (!Array.isArray(given) || given.length > MOST.programs) return null;
  const all: Kept[] = [];
  let size = 0;
  for (const { name, source } of given.map((one) => one ?? {})) {
    if (typeof name !== "string" || typeof source !== "string") return null;
    size += source.length;
    if (size > MOST.characters || !tidyName(name) || tidyName(name) !== name) return null;
    all.push({ name, source });
  }
  return all;
}
