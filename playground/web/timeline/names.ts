/** What threads and objects of a run are called. Pure; knows no drawing and no language. */

import type { Run } from "../../protocol/record.ts";

/** Names as shown: two things of one name get a number each. */
export function named(pairs: readonly (readonly [number, string])[]): Map<number, string> {
  const all = new Map<string, number>();
  for (const [, name] of pairs) all.set(name, (all.get(name) ?? 0) + 1);
  const told = new Map<string, number>();
  return new Map(
    pairs.map(([id, name]) => {
      const place = (told.get(name) ?? 0) + 1;
      told.set(name, place);
      return [id, all.get(name)! > 1 ? `${name} #${place}` : name];
    }),
  );
}

export function objectNames(run: Run): Map<number, string> {
  return named(run.objects.map(({ id, kind, name }) => [id, name || kind]));
}

const known = new WeakMap<ReadonlyMap<number, string>, ReadonlyMap<number, readonly string[]>>();

/** Each name, and what is left of it where there is little room, as long as it is that of no other. */
export function shortNames(
  names: ReadonlyMap<number, string>,
): ReadonlyMap<number, readonly string[]> {
  const found = known.get(names) ?? shortened(names);
  known.set(names, found);
  return found;
}

function shortened(names: ReadonlyMap<number, string>): ReadonlyMap<number, readonly string[]> {
  const all = new Map([...names].map(([id, name]) => [id, formsOf(name)]));
  const told = new Map<string, number>();
  for (const forms of all.values())
    for (const form of new Set(forms)) told.set(form, (told.get(form) ?? 0) + 1);
  return new Map([...all].map(([id, forms]) => [id, forms.filter((one) => told.get(one) === 1)]));
}

/** "Thread-1 (dine)", "Thread-1", "1", "T1". */
function formsOf(name: string): readonly string[] {
  const bare = name.replace(/ ?[(（].*[)）]/, "");
  const [letter, digits] = [bare.slice(0, 1), /\d+$/.exec(bare)?.[0] ?? ""];
  return [name, bare, digits || letter, letter + digits];
}
