/** Marks in the editor what is not as it looks. What would not be seen, or would pile up, is shown by its code instead. */

import { type Extension, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { coded, pattern, strangeness } from "./characters.ts";
import { Instead } from "./instead.ts";

const characters = new MatchDecorator({
  regexp: pattern(),
  decorate(add, from, to, [found]) {
    if (strangeness(found) !== null)
      add(from, to, Decoration.replace({ widget: new Instead(coded(found)) }));
  },
});

/** Names that pass for others, and what each is taken for. */
export const setAlike = StateEffect.define<ReadonlyMap<string, string>>();

const alike = StateField.define<ReadonlyMap<string, string>>({
  create: () => new Map(),
  update: (before, change) => change.effects.find((effect) => effect.is(setAlike))?.value ?? before,
});

const names = new MatchDecorator({
  regexp: /[\p{ID_Start}_][\p{ID_Continue}]*/gu,
  decorate(add, from, to, [name], view) {
    const other = view.state.field(alike).get(name);
    if (other !== undefined)
      add(from, to, Decoration.mark({ class: "pg-alike", attributes: { title: other } }));
  },
});

function marking(decorator: MatchDecorator): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = decorator.createDeco(view);
      }

      update(change: ViewUpdate): void {
        const renamed = change.transactions.some(({ effects }) =>
          effects.some((effect) => effect.is(setAlike)),
        );
        this.decorations = renamed
          ? decorator.createDeco(change.view)
          : decorator.updateDeco(change, this.decorations);
      }
    },
    { decorations: ({ decorations }) => decorations },
  );
}

export const strange: Extension = [alike, marking(characters), marking(names)];
