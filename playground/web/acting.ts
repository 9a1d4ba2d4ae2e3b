/**
 * The part of the playground that acts: fetched when the reader acts, and begun with when they seem about to. Knows
 * where a wish is seen; knows no program's text and nothing of what the part does.
 */

import type { App } from "./app/index.ts";
import { askEarly, dropEarly } from "./coming.ts";
import type { Language } from "./language.ts";
import { fetched } from "./lazy_import.ts";
import * as python from "./python.ts";
import { sparing } from "./route.ts";

const RUNS = ":is([data-action=run], [data-action=check], [data-action=find])";
const REST = 120; // milliseconds on Run that are more than passing by

let loading: Promise<App> | undefined;
let foreseen = false;

/** The part, which is asked for once; where it did not come, the next time asks again. */
export function app(language: Language, release: string): Promise<App> {
  loading ??= fetched("app/index.ts", () => import("./app/index.ts")).then(({ start }) =>
    start(language, release),
  );
  loading.catch(() => {
    loading = undefined;
    void dropEarly();
  });
  return loading;
}

/** The part, if it has been asked for. */
export function known(): Promise<App> | undefined {
  return loading;
}

/** Python is wanted soon: nobody need foresee it any more. */
function wish(): void {
  if (foreseen) return;
  foreseen = true;
  python.foresee();
}

/** It is wanted now: what is longest comes while the rest of the playground does. */
export function press(): void {
  wish();
  if (!loading && python.supported()) askEarly();
}

/**
 * A pointer that rests on Run, or a focus, is half a wish: begin to fetch, unless the reader saves data. Where bytes are
 * dear, that is the playground's own scripts and Pyodide's, a quarter of a megabyte; Python itself waits for a press.
 */
export function foresee(bar: HTMLElement, part: () => Promise<App>): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const leave = () => clearTimeout(resting);
  const come = ({ target }: Event) => {
    leave();
    if (foreseen || !(target as Element).matches(RUNS)) return;
    resting = setTimeout(() => {
      if (sparing()) wish();
      else press();
      part()
        .then((one) => sparing() || one.client.prepare())
        .catch(() => {});
    }, REST);
  };
  for (const kind of ["pointerover", "focusin"]) bar.addEventListener(kind, come);
  for (const kind of ["pointerleave", "focusout"]) bar.addEventListener(kind, leave);
}
