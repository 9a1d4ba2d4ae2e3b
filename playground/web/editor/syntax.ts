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

/** What follows a `t` that is the prefix of a string. */
const PREFIX = /(?:^|[^\w])(?:t|tr|rt)$/i;
const NEWER = /Pattern$|^Decorator$|^TypeParam/;

/**
 * Whether the grammar stumbles over what Python takes: a bare `yield`, a target or a parenthesis behind `with`, `1.`,
 * `a[*b]`, a lambda's `/`, patterns, decorators, defaults of type parameters, strings with a `t`.
 */
function isUnknown(node: SyntaxNode, state: EditorState): boolean {
  const [before, parent] = [node.prevSibling?.name ?? "", node.parent?.name ?? ""];
  if (before === "yield" || NEWER.test(parent)) return true;
  if (parent === "MemberExpression" && (before === "." || before === "[")) return true;
  if (parent === "ParamList" && node.parent?.parent?.name === "LambdaExpression") return true;
  if (PREFIX.test(state.sliceDoc(Math.max(0, node.from - 3), node.from))) return true;
  for (let up = node.parent; up && up.name !== "Body"; up = up.parent)
    if (up.name === "WithStatement" || up.name === "MatchClause") return true;
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
