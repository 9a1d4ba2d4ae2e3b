/** The editor: CodeMirror 6 with Python, in the site's colours. Fetched when the reader edits; knows no run. */

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import type { DecorationSet } from "@codemirror/view";
import type { Lines, Mark } from "../app/lines.ts";
import type { Language } from "../language.ts";
import type { Words } from "../words.ts";
import { comforts } from "./comforts.ts";
import { look } from "./look.ts";
import { longLines } from "./long_lines.ts";
import { setAlike, strange } from "./strange.ts";
import { adoptStyles } from "./styles.ts";

export interface Editor extends Lines {
  readonly text: string;
  replace(text: string): void;
  /** Mark these names, that pass for others. */
  markAlike(names: ReadonlyMap<string, string>): void;
  /** It is called otherwise now. */
  relabel(): void;
  focus(): void;
  destroy(): void;
}

export interface Callbacks {
  label(): string;
  /** What is said in the place of the end of a long line, of so many characters. */
  restOfLine(count: number): string;
  /** The group `editor` of the words. */
  readonly words: Words;
  readonly language: Language;
  onChange(text: string): void;
  onPick(line: number): void;
}

const setMark = StateEffect.define<{ kind: Mark; line: number | null; label: string }>();

/** Marked lines; an edit takes all marks away. */
const marks = StateField.define<ReadonlyMap<Mark, { line: number; label: string }>>({
  create: () => new Map(),
  update(before, change) {
    if (!change.docChanged && !change.effects.some((effect) => effect.is(setMark))) return before;
    const now = new Map(change.docChanged ? [] : before);
    for (const effect of change.effects) {
      if (!effect.is(setMark)) continue;
      const { kind, line, label } = effect.value;
      if (line === null) now.delete(kind);
      else now.set(kind, { line, label });
    }
    return now;
  },
  provide: (field) =>
    EditorView.decorations.from(field, (given) => (view) => decorated(view.state, given)),
});

function decorated(
  state: EditorState,
  given: ReadonlyMap<Mark, { line: number; label: string }>,
): DecorationSet {
  const found = [...given]
    .filter(([, { line }]) => line >= 1 && line <= state.doc.lines)
    .map(([kind, { line, label }]) =>
      Decoration.line({
        class: `pg-line-${kind}`,
        attributes: label ? { "data-label": label } : {},
      }).range(state.doc.line(line).from),
    );
  return Decoration.set(found, true);
}

/** In the pane around the editor, if that scrolls: CodeMirror's own way would scroll the page as well. */
function reveal(view: EditorView, line: number): void {
  const pane = view.dom.closest<HTMLElement>(".workbench-editor");
  if (!pane || line > view.state.doc.lines) return;
  const { top, height } = view.lineBlockAt(view.state.doc.line(line).from);
  const above = view.documentTop + top - pane.getBoundingClientRect().top;
  if (above < 0 || above + height > pane.clientHeight)
    pane.scrollTop += above - pane.clientHeight / 3;
}

export function makeEditor(parent: HTMLElement, text: string, callbacks: Callbacks): Editor {
  adoptStyles();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        EditorView.lineWrapping,
        history(),
        drawSelection(),
        EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/^\uFEFF/, "")), // a file's mark of its bytes
        indentOnInput(),
        bracketMatching(),
        indentUnit.of("    "),
        python(),
        look,
        marks,
        strange,
        comforts(callbacks.language, callbacks.words),
        longLines(callbacks.restOfLine),
        keymap.of([...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"), ...historyKeymap]),
        EditorView.contentAttributes.of(() => ({
          "aria-label": `${callbacks.label()}. ${callbacks.words["leave"]}`,
          spellcheck: "false",
          autocapitalize: "off",
        })),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) callbacks.onChange(update.state.doc.toString());
          else if (update.selectionSet) {
            callbacks.onPick(update.state.doc.lineAt(update.state.selection.main.head).number);
          }
        }),
      ],
    }),
  });
  view.coordsAtPos(0); // has it measured now: else its numbers would move a frame later
  return {
    get text() {
      return view.state.doc.toString();
    },
    replace: (now) =>
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: now } }),
    markAlike: (names) => view.dispatch({ effects: setAlike.of(names) }),
    mark: (kind, line, label = "") => view.dispatch({ effects: setMark.of({ kind, line, label }) }),
    reveal: (line) => reveal(view, line),
    relabel: () => view.dispatch({}), // it is asked for at each update
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
