/**
 * A line that is wrapped goes on below its own beginning, not below the line numbers. By classes, since a page's policy
 * lets no element have a style of its own. Knows blanks alone.
 */

import { type Extension, RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";

const MOST = 24; // blanks; what begins farther right hangs there
const MORE = 4; // blanks that the rest of a line is farther in than its beginning

const rules = Array.from({ length: MOST + 1 }, (_, blanks) => [
  `.cm-line.cm-hang-${blanks}`,
  { paddingLeft: `calc(${blanks + MORE}ch + 6px)`, textIndent: `-${blanks + MORE}ch` },
]);

const lines = Array.from({ length: MOST + 1 }, (_, blanks) =>
  Decoration.line({ class: `cm-hang-${blanks}` }),
);

function hung(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const blanks = /^ */.exec(line.text)![0].length;
      if (line.length) builder.add(line.from, line.from, lines[Math.min(blanks, MOST)]!);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

export const hanging: Extension = [
  EditorView.theme(Object.fromEntries(rules)),
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = hung(view);
      }

      update({ docChanged, viewportChanged, view }: ViewUpdate): void {
        if (docChanged || viewportChanged) this.decorations = hung(view);
      }
    },
    { decorations: ({ decorations }) => decorations },
  ),
];
