/**
 * The end of a very long line, or of one that is full of strange characters, is not drawn in the editor: a few of them
 * keep a browser busy for minutes. What stands there instead says how much it is.
 */

import { type EditorState, type Extension, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import { pattern, strangeness } from "./characters.ts";
import { Instead } from "./instead.ts";

/** Characters of a line that are drawn, and strange spots. */
const MOST = { characters: 2_000, spots: 20 } as const;

export function longLines(said: (count: number) => string): Extension {
  const cut = (doc: Text): DecorationSet => {
    const found = [];
    let from = 0;
    for (const line of doc.iterLines()) {
      const end = endOf(line);
      if (end < line.length) {
        const widget = new Instead(said(line.length - end));
        found.push(Decoration.replace({ widget }).range(from + end, from + line.length));
      }
      from += line.length + 1;
    }
    return Decoration.set(found);
  };
  return StateField.define<DecorationSet>({
    create: (state: EditorState) => cut(state.doc),
    update: (before, change) => (change.docChanged ? cut(change.newDoc) : before),
    provide: (field) => EditorView.decorations.from(field),
  });
}

/** Up to where a line is drawn. */
function endOf(line: string): number {
  const short = Math.min(line.length, MOST.characters);
  if (/^[\t -~]*$/.test(line)) return short;
  let spots = 0;
  for (const { 0: found, index } of line.slice(0, short).matchAll(pattern())) {
    if (strangeness(found) !== null && ++spots > MOST.spots) return index;
  }
  return short;
}
