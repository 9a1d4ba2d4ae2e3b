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
