/**
 * A run on the page: the lanes with zoom, pan, pointer and keyboard, what is said about it, the table, the export.
 * `strings` is the group `timeline` of the words. Knows no program and no client.
 */

import type { Run, Values } from "../../protocol/record.ts";
import { escapeHtml, fill, type Words } from "../words.ts";
import { MOST } from "../bounds.ts";
import { type Access, timed, type Timed } from "./accesses.ts";
import { drawCycle, legend } from "./drawing.ts";
import { modelOf, type Model } from "./model.ts";
import { outcomeSentence } from "./narration.ts";
import { tableHead, tableRows } from "./table.ts";
import { chromeTrace } from "./trace.ts";
import { Canvas } from "./canvas.ts";
import { Follow, type Followed, type ThreadLine } from "./follow.ts";
import { Held } from "./held.ts";

export { outcomeSentence };
export type { Access };

export interface Context {
  readonly strings: Words;
  /** Reads and writes of this run that a verdict names. */
  readonly accesses?: readonly Access[];
  /** A line of the program to mark, or none. */
  onLine(line: number | null): void;
  /** What variables held in it: asked for when it is first followed. */
  values?(run: Run, signal: AbortSignal): Promise<readonly Values[]>;
  /** The line that each thread is at, while the run is followed. */
  onThreads?(lines: readonly ThreadLine[]): void;
}

export interface Mounted {
  markLine(line: number | null): void;
  /** Follow the run from its beginning. */
  follow(): void;
  /** It is not followed by itself any more; what is marked stays. */
  pause(): void;
  destroy(): void;
}

export function mountTimeline(host: HTMLElement, run: Run, context: Context): Mounted {
  const { strings: words } = context;
  const model = modelOf(run);
  const frame = document.createElement("div");
  frame.className = "timeline";
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", fill(words, "timeline_of", { name: model.run.program }));
  const accesses = timed(model, context.accesses ?? []);
  const canvas = new Canvas(model, words, accesses, context.onLine);
  const follow = new Follow(model, words, accesses, {
    onThreads: (lines) => context.onThreads?.(lines),
    onTime: (time) => canvas.markTime(time),
    ...heldOf(run, context),
  });
  frame.append(tools(run, words, canvas), follow.element, canvas.element, canvas.detail);
  frame.insertAdjacentHTML(
    "beforeend",
    leftOut(model, words) + drawCycle(model, words) + legend(model, words, accesses.length > 0),
  );
  frame.append(details(model, words, accesses));
  host.append(frame);
  canvas.start();
  return {
    markLine: (line) => canvas.markLine(line),
    follow() {
      follow.focus();
      follow.play();
    },
    pause: () => follow.pause(),
    destroy() {
      follow.destroy();
      canvas.destroy();
      frame.remove();
    },
  };
}

function heldOf(run: Run, { values }: Context): Pick<Followed, "values"> {
  if (!values) return {};
  return { values: async (signal) => new Held(await values(run, signal), run) };
}

function tools(run: Run, words: Words, canvas: Canvas): HTMLElement {
  const bar = document.createElement("div");
  bar.className = "timeline-tools";
  bar.append(
    button("−", () => canvas.zoomBy(1 / 2), words["zoom_out"]),
    button("+", () => canvas.zoomBy(2), words["zoom_in"]),
    button(words["zoom_fit"] ?? "", () => canvas.zoomTo(1)),
    toScale(words, canvas),
    button(words["export"] ?? "", () => save(run)),
  );
  return bar;
}

function button(text: string, act: () => void, label?: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label) {
    made.setAttribute("aria-label", label);
    made.title = label;
  }
  made.addEventListener("click", act);
  return made;
}

function toScale(words: Words, canvas: Canvas): HTMLElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.addEventListener("change", () => {
    canvas.scaleAs(box.checked ? "true" : "even");
    const uneven = box.closest(".timeline")?.querySelector<HTMLElement>(".tl-uneven");
    if (uneven) uneven.hidden = box.checked;
  });
  label.title = words["to_scale_why"] ?? "";
  label.append(box, " ", words["to_scale"] ?? "");
  return label;
}

/** What there was no room for. */
function leftOut({ left }: Model, words: Words): string {
  if (!left.threads && !left.locks) return "";
  return `<p class="timeline-left">${escapeHtml(fill(words, "left_out", left))}</p>`;
}

/** The table is long: it is made only when it is asked for, and a part at a time. */
function details(model: Model, words: Words, accesses: readonly Timed[]): HTMLElement {
  const element = document.createElement("details");
  element.className = "timeline-table";
  element.innerHTML = `<summary>${escapeHtml(words["table"] ?? "")}</summary>`;
  element.addEventListener(
    "toggle",
    () => {
      const region = document.createElement("div");
      region.tabIndex = 0; // it scrolls
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", words["table"] ?? "");
      region.append(...tableOf(model, words, accesses));
      element.append(region);
    },
    { once: true },
  );
  return element;
}

function tableOf(model: Model, words: Words, accesses: readonly Timed[]): HTMLElement[] {
  const rows = tableRows(model, words, accesses);
  const table = document.createElement("table");
  table.innerHTML = `${tableHead(words)}<tbody></tbody>`;
  let shown = 0;
  const more = button("", () => {
    const next = rows.slice(shown, shown + MOST.rows);
    table.tBodies[0]!.insertAdjacentHTML("beforeend", next.map((row) => row()).join(""));
    shown += next.length;
    more.textContent = fill(words, "more_rows", {
      count: Math.min(MOST.rows, rows.length - shown),
      left: rows.length - shown,
    });
    more.hidden = shown === rows.length;
  });
  more.click();
  const dropped = document.createElement("p");
  dropped.hidden = !model.run.events_dropped;
  dropped.textContent = fill(words, "dropped", { count: model.run.events_dropped });
  return [table, more, dropped];
}

function save(run: Run): void {
  const blob = new Blob([JSON.stringify(chromeTrace(run))], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${run.program.replace(/\.py$/, "")}.trace.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
