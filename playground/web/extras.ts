/**
 * What a page offers besides its programs: links to lines, the list of keys, what the reader has read and solved. Listens,
 * and fetches the rest when it is asked for. Knows no program.
 */

import { CHANGED, load, PROGRESS } from "./app/store.ts";
import type { Language } from "./language.ts";

declare const document$: { subscribe(next: () => void): void };

const LINE = /^#(?:program|check)-\w+:\d+$/;
const lineLinks = () => import("./line_links.ts");
const nothing = () => {}; // a part that does not come is missed, and no more

/** `seen`: milliseconds after which a page counts as seen. */
export function offerExtras(language: Language, root: string, seen: number): void {
  addEventListener("hashchange", openLine);
  addEventListener("click", pressed);
  addEventListener("toggle", opened, true); // it does not bubble
  addEventListener("keydown", (event) => {
    if (asksForKeys(event))
      void import("./keys_help.ts").then(({ showKeys }) => showKeys(language), nothing);
  });
  const showProgress = (since: number) =>
    void import("./progress.ts").then(({ shown }) => shown(language, root, since), nothing);
  document.addEventListener(CHANGED, () => showProgress(performance.now()), { once: true });
  document$.subscribe(() => {
    openLine();
    const [page, since] = [location.href, performance.now()];
    setTimeout(() => {
      if (page === location.href) whenWanted(() => showProgress(since));
    }, seen);
  });
}

let ending: IntersectionObserver | undefined;

/** Where there is progress, at once; else when the place for it, or the end of a chapter, comes into view. */
function whenWanted(show: () => void): void {
  ending?.disconnect();
  if (load(PROGRESS) !== null) return show();
  ending = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    ending?.disconnect();
    show();
  });
  for (const place of document.querySelectorAll(".page-end, .progress-box")) ending.observe(place);
}

/** A link to a line shows it. */
function openLine(): void {
  if (LINE.test(location.hash)) void lineLinks().then(({ show }) => show(location.hash), nothing);
}

/** A press on a line's number, which is all of the block that is no code, makes a link to it. */
function pressed({ target, clientY }: MouseEvent): void {
  if (target instanceof HTMLElement && target.matches("pre[data-lines]"))
    void lineLinks().then(({ link }) => link(target, clientY), nothing);
}

/** The answer to a quiz is shown: with it, what of the reader's was right. */
function opened({ target }: Event): void {
  const quiz = (target as HTMLElement).closest<HTMLElement>("details[open]")?.closest(".quiz");
  if (quiz) void import("./quiz.ts").then(({ tell }) => tell(quiz as HTMLElement), nothing);
}

function asksForKeys({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const writes = "input, textarea, select, [contenteditable=true], dialog";
  return key === "?" && !ctrlKey && !metaKey && !altKey && !(target as Element).closest?.(writes);
}
