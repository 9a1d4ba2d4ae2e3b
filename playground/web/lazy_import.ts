/** Fetching a part of the playground when it is wanted. Knows no part. */

import { markAt } from "./offline/places.ts";

/** The files of each module that comes later; none where all is in one file. */
const files: Readonly<Record<string, readonly string[]>> = JSON.parse(MODULE_FILES);

/**
 * A browser remembers for the rest of the visit that a module did not come. So all that one is made of is fetched
 * before, at once, unless it was kept: a second try finds the module, and none waits for a chain of imports.
 */
export async function fetched<Part>(module: string, load: () => Promise<Part>): Promise<Part> {
  if (await kept()) return load();
  if (!navigator.onLine) throw new Error("there is no network");
  await Promise.all((files[module] ?? []).map(come));
  return load();
}

async function come(file: string): Promise<void> {
  const response = await fetch(new URL(file, import.meta.url));
  if (!response.ok) throw new Error(`${response.status} ${file}`);
  await response.arrayBuffer(); // or it has not come yet
}

async function kept(): Promise<boolean> {
  try {
    if (!navigator.serviceWorker.controller) return false;
    return Boolean(await caches.match(markAt(new URL("./main.js", import.meta.url).href)));
  } catch {
    return false; // storage is barred
  }
}
