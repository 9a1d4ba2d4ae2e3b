/**
 * The lanes on the page: a strip that scrolls sideways, zooms, and tells what the pointer or the arrow keys are on.
 * Draws through svg.ts; knows no run beyond its model, and nothing of the code block whose lines it names.
 */

import { fill, type Words } from "../words.ts";
import type { Timed } from "./accesses.ts";
import { withCode } from "./drawing.ts";
import { listen } from "./gestures.ts";
import { eventsOn, itemAt, itemsOf, nearest, type Item } from "./items.ts";
import { layoutOf, rowAt, type Layout } from "./layout.ts";
import type { Model } from "./model.ts";
import { drawOver } from "./overlay.ts";
import { outcomeSentence } from "./narration.ts";
import type { Kind } from "./scale.ts";
import { drawTimeline } from "./svg.ts";

const MOST = 64; // times the width of the column

export class Canvas {
  readonly element = document.createElement("div");
  readonly detail = document.createElement("p");
  readonly #inner = document.createElement("div");
  readonly #model: Model;
  readonly #words: Words;
  readonly #accesses: readonly Timed[];
  readonly #onLine: (line: number | null) => void;
  #kind: Kind = "even";
  #zoom = 1;
  #layout: Layout;
  #items: Item[][];
  #chosen: Item | null = null;
  #line: number | null = null;
  #time: number | null = null;
  #names: SVGGElement | null = null;
  #over: SVGGElement | null = null;
  #drawnFor = 0; // pixels of the column
  #watch = new ResizeObserver(() => {
    if (this.element.clientWidth !== this.#drawnFor) this.#draw();
  });

  constructor(
    model: Model,
    words: Words,
    accesses: readonly Timed[],
    onLine: (line: number | null) => void,
  ) {
    this.#accesses = accesses;
    this.#model = model;
    this.#words = words;
    this.#onLine = onLine;
    this.#layout = layoutOf(model);
    this.#items = itemsOf(model, this.#layout, words);
    this.element.className = "timeline-view";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "application"); // arrow keys are ours; the table says the same
    this.element.setAttribute("aria-label", `${words["timeline"]}. ${words["keys"]}`);
    this.element.append(this.#inner);
    this.detail.className = "timeline-detail";
    this.detail.textContent = words["keys"] ?? "";
    this.#listen();
  }

  /** Begin to draw; the element is in the page now. At once, so that nothing below is moved by it later. */
  start(): void {
    this.#draw();
    this.#watch.observe(this.element);
  }

  destroy(): void {
    this.#watch.disconnect();
  }

  zoomBy(factor: number, share = this.#middle()): void {
    this.zoomTo(this.#zoom * factor, share);
  }

  /** Show the whole at `zoom` times the column; what is at `share` of the time stays where it is. */
  zoomTo(zoom: number, share = this.#middle()): void {
    const { element } = this;
    const before = share * element.scrollWidth - element.scrollLeft;
    this.#zoom = Math.min(MOST, Math.max(1, zoom));
    this.#draw();
    element.scrollLeft = share * element.scrollWidth - before;
    this.#keepNames();
  }

  scaleAs(kind: Kind): void {
    this.#kind = kind;
    this.#layout = layoutOf(this.#model, kind);
    this.#draw();
  }

  markLine(line: number | null): void {
    this.#line = line;
    this.#drawOver();
    if (line === null) return;
    const count = eventsOn(this.#model, line).length;
    this.#say(fill(this.#words, "lines_marked", { line, count }), true);
  }

  /** Draw a line through all lanes at a moment, and bring it into view. */
  markTime(time: number | null): void {
    this.#time = time;
    this.#drawOver();
    if (time !== null) this.#reveal(time);
  }

  // -- drawing

  #draw(): void {
    this.#drawnFor = this.element.clientWidth;
    const width = this.#drawnFor * this.#zoom;
    if (!width) return;
    this.#inner.style.width = `${this.#zoom * 100}%`;
    const label = outcomeSentence(this.#model.run, this.#words).replaceAll("`", "");
    this.#inner.innerHTML = drawTimeline(this.#model, this.#words, {
      kind: this.#kind,
      narrow: width,
      wide: width,
      names: this.#drawnFor,
      units: 100_000,
      label,
    });
    const svg = this.#inner.querySelector("svg")!;
    this.#names = svg.querySelector(".tl-names");
    this.#over = document.createElementNS("http://www.w3.org/2000/svg", "g");
    svg.append(this.#over);
    this.#keepNames();
    this.#drawOver();
  }

  /** The lanes' names stay in sight while the lanes are moved. */
  #keepNames(): void {
    this.#names?.setAttribute("transform", `translate(${this.element.scrollLeft} 0)`);
  }

  #drawOver(): void {
    if (this.#over)
      this.#over.innerHTML = drawOver(this.#model, this.#layout, {
        chosen: this.#chosen,
        line: this.#line,
        time: this.#time,
        accesses: this.#accesses,
      });
  }

  // -- pointing

  #listen(): void {
    this.element.addEventListener("scroll", () => this.#keepNames(), { passive: true });
    const point = (event: MouseEvent, pressed: boolean): void => {
      const item = this.#under(event);
      if (item) this.#choose(item, pressed, pressed);
    };
    listen(this.element, {
      hover: (event) => point(event, false),
      press: (event) => point(event, true),
      zoom: (factor, event) => this.zoomBy(factor, this.#share(event)),
      keys: this.#keys(),
    });
  }

  #share(event: MouseEvent): number {
    const box = this.#inner.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  }

  #under(event: MouseEvent): Item | null {
    const row = rowAt(this.#layout, event.clientY - this.#inner.getBoundingClientRect().top);
    if (!row) return null;
    const items = this.#items[this.#layout.rows.indexOf(row)]!;
    return items[itemAt(items, this.#layout.scale.time(this.#share(event)))] ?? null;
  }

  #middle(): number {
    if (this.#chosen) return this.#layout.scale.place((this.#chosen.from + this.#chosen.to) / 2);
    const { scrollLeft, clientWidth, scrollWidth } = this.element;
    return (scrollLeft + clientWidth / 2) / Math.max(1, scrollWidth);
  }

  /** Tell about an item; `mark` its line in the code too; `aloud` for those who listen. */
  #choose(item: Item, mark: boolean, aloud: boolean): void {
    if (item !== this.#chosen) {
      this.#chosen = item;
      this.#say(item.say(), aloud);
      this.#drawOver();
    }
    if (mark) this.#mark(item.line);
  }

  /** Mark a line in the code, and here all that happened on it. */
  #mark(line: number | null): void {
    this.#line = line;
    this.#drawOver();
    this.#onLine(line);
  }

  #say(text: string, aloud: boolean): void {
    this.detail.setAttribute("aria-live", aloud ? "polite" : "off");
    this.detail.innerHTML = withCode(text);
  }

  // -- keys

  #keys(): Readonly<Record<string, () => void>> {
    return {
      ArrowLeft: () => this.#step(-1),
      ArrowRight: () => this.#step(1),
      ArrowUp: () => this.#turn(-1),
      ArrowDown: () => this.#turn(1),
      Home: () => this.#go(this.#chosen?.row ?? 0, 0),
      End: () => this.#go(this.#chosen?.row ?? 0, Infinity),
      "+": () => this.zoomBy(2),
      "=": () => this.zoomBy(2),
      "-": () => this.zoomBy(1 / 2),
      "0": () => this.zoomTo(1),
      Enter: () => this.#mark(this.#chosen?.line ?? null),
      Escape: () => this.#clear(),
    };
  }

  #step(by: number): void {
    const chosen = this.#chosen;
    if (!chosen) return this.#go(0, 0);
    this.#go(chosen.row, this.#items[chosen.row]!.indexOf(chosen) + by);
  }

  #turn(by: number): void {
    const chosen = this.#chosen;
    if (!chosen) return this.#go(0, 0);
    const row = Math.min(this.#items.length - 1, Math.max(0, chosen.row + by));
    this.#go(row, nearest(this.#items[row]!, chosen.from));
  }

  #go(row: number, index: number): void {
    const items = this.#items[row]!;
    const item = items[Math.min(items.length - 1, Math.max(0, index))];
    if (!item) return;
    this.#choose(item, false, true);
    this.#reveal(item.from);
  }

  #reveal(time: number): void {
    const { element } = this;
    const x = this.#layout.scale.place(time) * element.scrollWidth;
    if (x < element.scrollLeft || x > element.scrollLeft + element.clientWidth * 0.9) {
      element.scrollLeft = x - element.clientWidth / 3;
    }
  }

  #clear(): void {
    this.#chosen = null;
    this.#mark(null);
  }
}
