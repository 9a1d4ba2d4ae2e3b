/**
 * Shows what the reader has read and solved: in the navigation, at the exercises, and on the page that sums it up. A
 * chapter counts as read when its end has been in view. Knows the page's HTML; knows no run.
 */

import { add, exported, forgetAll, progress, take } from "./app/progress_store.ts";
import { CHANGED } from "./app/store.ts";
import table from "strings-progress";
import { folderOf, type Language } from "./language.ts";
import { fill, type Words } from "./words.ts";

const LEAST = 5_000; // milliseconds on a chapter before its end can count: who scrolls past has not read it
let watching: IntersectionObserver | undefined;
let language: Language;
let root: string;

/** Another page is shown, since a moment of the page's clock, `root` being the site's. */
export function shown(of: Language, at: string, since: number): void {
  if (!language) document.addEventListener(CHANGED, draw);
  [language, root] = [of, at];
  draw();
  watch(since);
}

/** The path of a page below its language's folder; null for an address elsewhere. */
function pathOf(address: string): string | null {
  const below = root + folderOf(language);
  const { origin, pathname } = new URL(address, location.href);
  const page = origin + pathname;
  return page.startsWith(below) ? page.slice(below.length) : null;
}

function watch(since: number): void {
  watching?.disconnect();
  const end = document.querySelector(".page-end");
  const path = pathOf(location.href);
  if (!end || path === null) return;
  let late = false;
  let seen = false;
  const done = () => late && seen && add("read", path);
  const observer = (watching = new IntersectionObserver((entries) => {
    seen = entries.some(({ isIntersecting }) => isIntersecting);
    done();
  }));
  observer.observe(end);
  const left = LEAST - (performance.now() - since);
  setTimeout(
    () => {
      late = true;
      if (watching === observer) done();
    },
    Math.max(0, left),
  );
}

function draw(): void {
  const words = table[language] ?? {};
  const { read, solved } = progress();
  for (const mark of document.querySelectorAll(".progress-mark")) mark.remove();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(THEME_CONTENTS)) {
    const path = pathOf(link.href);
    if (path === null || link.hash) continue;
    const mine = path.startsWith("in_depth/")
      ? []
      : solved.filter((key) => slugOf(key) === slugAt(path));
    const told = [read.includes(path) ? words["read"]! : "", solvedWords(mine.length, words)];
    const title = told.filter(Boolean).join(words["between"]);
    if (title) link.append(mark(read.includes(path) ? "\u2713" : "\u00bd", title));
  }
  for (const section of document.querySelectorAll<HTMLElement>(".exercise[data-program]"))
    if (solved.includes(section.dataset["program"]!))
      section.querySelector(".exercise-name")?.append(mark("\u2713", words["solved_one"]!, true));
  const box = document.querySelector<HTMLElement>(".progress-box");
  if (box) fillBox(box, words);
}

const slugOf = (key: string): string => key.split("/")[1] ?? "";
const slugAt = (path: string): string => path.split("/").at(-2) ?? "";

function solvedWords(count: number, words: Words): string {
  return count ? fill(words, "solved", { count }) : "";
}

function mark(sign: string, said: string, spoken = false): HTMLElement {
  const made = document.createElement("span");
  made.className = "progress-mark";
  made.title = said;
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", said);
  made.textContent = sign;
  if (!spoken) return made;
  made.removeAttribute("role");
  made.removeAttribute("aria-label");
  made.textContent = `${sign} ${said}`;
  return made;
}

/** How far the reader is, and what can be done with that. */
function fillBox(box: HTMLElement, words: Words): void {
  const { read, solved } = progress();
  const { pages, exercises } = box.dataset;
  const sum = { read: read.length, pages: pages!, solved: solved.length, exercises: exercises! };
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.textContent = fill(words, "sum", sum);
  const file = document.createElement("input");
  file.type = "file";
  file.accept = ".json";
  file.hidden = true;
  file.addEventListener("change", async () => {
    const text = await file.files?.[0]?.text().catch(() => ""); // it may have changed meanwhile
    file.value = "";
    const taken = take(text ?? "");
    if (!taken) box.querySelector("p")!.textContent = words["bad"]!;
  });
  const bar = document.createElement("p");
  bar.append(
    button(words["export"]!, save),
    button(words["import"]!, () => file.click()),
    button(words["forget"]!, forgetAll),
    file,
  );
  box.replaceChildren(said, bar);
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = THEME_BUTTON;
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function save(): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
  link.download = "progress.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
