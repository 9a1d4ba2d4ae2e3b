/** Links to lines of a program: one is made by a press on the line's number, and shown when it is come to. Knows no run. */

const LINK = /^#((?:program|check)-\w+):(\d+)$/;
const CLASS = "pg-mark-linked";

/** The reader has pressed beside the code: the address is that of the line from now on. */
export function link(pre: HTMLElement, clientY: number): void {
  const section = pre.closest("section");
  const { top, height } = measured(pre);
  const line = Math.floor((clientY - pre.getBoundingClientRect().top - top) / height) + 1;
  if (!section || line < 1 || line > count(pre)) return;
  history.replaceState(history.state, "", `#${section.id}:${line}`);
  mark(pre, line);
}

/** Show the line that a link names, where there is one. */
export function show(fragment: string): void {
  const [, id, line] = LINK.exec(fragment) ?? [];
  const pre = id && document.getElementById(id)?.querySelector<HTMLElement>("pre[data-lines]");
  if (!pre || Number(line) < 1 || Number(line) > count(pre)) return;
  mark(pre, Number(line)).scrollIntoView({ block: "center" });
}

function mark(pre: HTMLElement, line: number): HTMLElement {
  for (const old of document.querySelectorAll(`.${CLASS}`)) old.remove();
  const { top, height } = measured(pre);
  const bar = document.createElement("span");
  bar.className = `pg-mark ${CLASS}`;
  bar.style.top = `${top + (line - 1) * height}px`;
  bar.style.height = `${height}px`;
  pre.append(bar);
  return bar;
}

const count = (pre: HTMLElement): number => pre.dataset["lines"]!.split("\n").length;

function measured(pre: HTMLElement): { top: number; height: number } {
  const style = getComputedStyle(pre.querySelector("code")!);
  return { top: Number.parseFloat(style.paddingTop), height: Number.parseFloat(style.lineHeight) };
}
