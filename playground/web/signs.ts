/** Signs on buttons, drawn in lines: a reader's fonts need not have them. Knows no button. */

const SVG = "http://www.w3.org/2000/svg";
const SIZE = 24;
/** In a square of that size. */
const LINES = {
  back: "M15 5l-7 7 7 7",
  on: "M9 5l7 7-7 7",
  indent: "M3 12h13M11 7l5 5-5 5M21 5v14",
  outdent: "M21 12H8M13 7l-5 5 5 5M3 5v14",
  undo: "M8 4L4 8l4 4M4 8h10a5.5 5.5 0 0 1 0 11H8",
  redo: "M16 4l4 4-4 4M20 8H10a5.5 5.5 0 0 0 0 11h6",
} as const;

export type Sign = keyof typeof LINES;

/** As high as a line of text, in its colour. */
export function sign(name: Sign): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  put(line, { d: LINES[name], fill: "none", stroke: "currentColor", "stroke-width": "2" });
  const square = { viewBox: `0 0 ${SIZE} ${SIZE}`, width: "1.2em", height: "1.2em" };
  put(drawing, { ...square, "aria-hidden": "true" });
  drawing.append(line);
  return drawing;
}

function put(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
}
