/**
 * Marks, a moment after the last key, where the text stops being Python as the editor's grammar has it: what that is known
 * to take amiss is left out, and Python itself decides when the program runs. Knows no words: they are handed in.
 */

import { ensureSyntaxTree } from "@codemirror/language";
import type { SyntaxNode } from "@lezer/common";
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from "@codemirror/view";

const PAUSE = 500; // milliseconds without a key
const MOST = 20; // marks
const TIME = 50; // milliseconds that reading a text may take
const LARGEST = 100_000; // characters; in a longer text nothing is marked

const setMarks = StateEffect.define<DecorationSet>();

/**
 * Lines that Python takes and the grammar stumbles over, there or behind: a bare `yield`, a target of `with`, a lambda's
 * `/`, `1.`, `a[*b]`, decorators, patterns, strings with a `t`, parameters of types.
 */
const UNKNOWN = new RegExp(
  [
    /\byield\b/,
    /^\s*(?:async\s+)?with\b/,
    /\blambda\b.*\//,
    /\d\.(?![\d.])/,
    /\[[^\]]*\*/,
    /^\s*@/,
    /^\s*(?:match|case)\b/,
    /\b(?:t|tr|rt)["']/,
    /^\s*(?:class|def|async\s+def|type)\s+\w+\s*\[/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "i",
);

function isUnknown(node: SyntaxNode, state: EditorState): boolean {
  if (UNKNOWN.test(state.doc.lineAt(node.from).text)) return true;
  for (let up = node.parent; up && up.name !== "Body"; up = up.parent)
    if (up.name === "WithStatement") return true; // its parenthesis may go over lines
  return false;
}

/** Where the grammar finds no way on; of a text that takes too long, nowhere. */
export function faultsIn(state: EditorState): { from: number; to: number }[] {
  if (state.doc.length > LARGEST) return [];
  const tree = ensureSyntaxTree(state, state.doc.length, TIME);
  const found: { from: number; to: number }[] = [];
  tree?.iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError && found.length < MOST && !isUnknown(node, state)) found.push({ from, to });
    },
  });
  return found;
}

export function syntaxMarks(said: string): Extension {
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update: (before, change) =>
      change.effects.find((effect) => effect.is(setMarks))?.value ?? before.map(change.changes),
    provide: (one) => EditorView.decorations.from(one),
  });
  const mark = Decoration.mark({ class: "cm-fault", attributes: { title: said } });
  const look = (state: EditorState) => {
    const places = faultsIn(state).map((place) => seen(state, place));
    const marks = places
      .filter(([from, to]) => to > from)
      .map(([from, to]) => mark.range(from, to));
    return Decoration.set(marks, true);
  };
  const plugin = ViewPlugin.define((view) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => view.dispatch({ effects: setMarks.of(look(view.state)) }), PAUSE);
    };
    later();
    return {
      update: ({ docChanged }) => docChanged && later(),
      destroy: () => clearTimeout(timer),
    };
  });
  return [field, plugin];
}

/** A fault may have no length: the last character before it is marked then. */
function seen(state: EditorState, { from, to }: { from: number; to: number }): [number, number] {
  if (to > from) return [from, to];
  const before = state.sliceDoc(0, from).trimEnd().length;
  return [Math.max(0, before - 1), before];
}
