/**
 * What a page offers besides its programs: links to lines, the list of keys, what the reader has read and solved. Listens,
 * and fetches the rest when it is asked for. Knows no program.
 */

import type { Language } from "./language.ts";

declare const document$: { subscribe(next: () => void): void };

const LINE = /^#(?:program|check)-\w+:\d+$/;
const lineLinks = () => import("./line_links.ts");
const nothing = () => {}; // a part that does not come is missed, and no more

/** `seen`: milliseconds after which a page counts as seen. */
export function offerExtras(language: Language, root: string, seen: number): void {
  addEventListener("hashchange", openLine);
  addEventListener("click", pressed);
  addEventListener("keydown", (event) => {
    if (asksForKeys(event))
      void import("./keys_help.ts").then(({ showKeys }) => showKeys(language), nothing);
  });
  document$.subscribe(() => {
    openLine();
    const page = location.href;
    setTimeout(() => {
      if (page === location.href)
        void import("./progress.ts").then(({ shown }) => shown(language, root), nothing);
    }, seen);
  });
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

function asksForKeys({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const writes = "input, textarea, select, [contenteditable=true], dialog";
  return key === "?" && !ctrlKey && !metaKey && !altKey && !(target as Element).closest?.(writes);
}
