/**
 * The words of the page's language: a flat table from `words/`, and the filling of its gaps.
 * Knows no language and no view.
 */

export type Words = Readonly<Record<string, string>>;

/** The entry with `{name}` replaced by `values.name`. A missing entry shows its own key. */
export function fill(
  words: Words,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (gap, name: string) =>
    name in values ? String(values[name]) : gap,
  );
}

/** Two sentences, or a remark behind one, one after the other; a full-width mark holds its own blank. */
export function follow(first: string, second: string): string {
  if (!first || !second || /[。！？]$/.test(first) || second.startsWith("（"))
    return first + second;
  return `${first} ${second}`;
}

/** Somebody else's words within a sentence of ours: between backquotes, which become code. */
export function quoted(text: string): string {
  return `\`${text.replaceAll("`", "\u02cb")}\``;
}

const DANGEROUS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text as it may stand in HTML and SVG, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => DANGEROUS[character] ?? character);
}
