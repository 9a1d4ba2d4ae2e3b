/**
 * Names in a program that pass for others: Unicode's table of confusable characters (UTS 39) tells what looks alike, and
 * Python itself reads some letters as others (NFKC). Fetched when a program has a name that is not ASCII. Pure.
 */

import table from "unhomoglyph/data.json" with { type: "json" };

const LIKE: Readonly<Record<string, string>> = table;
/** A name; or what holds no names: a comment, a string. Within an f-string, what stands between braces does. */
const TOKEN =
  /#[^\n]*|([rbuft]*)("""|'''|"|')((?:\\[\s\S]|(?!\2)[\s\S])*?)(?:\2|$)|[\p{ID_Start}_][\p{ID_Continue}]*/giu;
const MOST = 50; // names that are told of
const BRACES = /\{\{|\{([^{}]*)\}/g;
const ASCII = /^[\0-\x7f]*$/;

export interface Alike {
  readonly name: string;
  /** What it is taken for, and whether by a reader or by Python. */
  readonly other: string;
  readonly by: "reader" | "python";
  readonly line: number;
}

/** The first names of a program that are not ASCII and look as another name or as an ASCII one does. */
export function alikeIn(text: string): Alike[] {
  const first = new Map<string, number>();
  for (const { name, at } of namesIn(text)) if (!first.has(name)) first.set(name, at);
  const looks = new Map<string, string>();
  for (const name of first.keys()) {
    const look = skeleton(name);
    if (!looks.has(look) || ASCII.test(name)) looks.set(look, name);
  }
  const found: Alike[] = [];
  for (const [name, at] of first) {
    const other = ASCII.test(name) ? null : taken(name, looks);
    if (other) found.push({ name, ...other, line: text.slice(0, at).split("\n").length });
    if (found.length === MOST) break;
  }
  return found;
}

function taken(
  name: string,
  looks: ReadonlyMap<string, string>,
): Pick<Alike, "other" | "by"> | null {
  const read = name.normalize("NFKC");
  if (read !== name.normalize("NFC")) return { other: read, by: "python" };
  const look = skeleton(name);
  const same = looks.get(look)!;
  if (same !== name) return { other: same, by: "reader" };
  return ASCII.test(look) ? { other: look, by: "reader" } : null;
}

/** What all that look alike have in common. */
function skeleton(name: string): string {
  return Array.from(name.normalize("NFD"), (letter) => LIKE[letter] ?? letter)
    .join("")
    .normalize("NFD");
}

function* namesIn(text: string): Generator<{ name: string; at: number }> {
  for (const { 0: token, 1: prefix, 3: body, index } of text.matchAll(TOKEN)) {
    if (token.startsWith("#")) continue;
    if (body === undefined) yield { name: token, at: index };
    else if (/[ft]/i.test(prefix!)) {
      for (const { 1: code } of body.matchAll(BRACES)) {
        for (const { name } of namesIn(code ?? "")) yield { name, at: index };
      }
    }
  }
}
