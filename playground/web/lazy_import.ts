/** Fetching a part of the playground when it is wanted. Knows no part. */

/**
 * A browser may remember for the rest of the visit that a module did not come. So none is asked for while there is
 * certainly no network and nothing was kept, and a second try after it has come back finds the module.
 */
export async function fetched<Part>(load: () => Promise<Part>): Promise<Part> {
  if (navigator.onLine || (await kept())) return load();
  throw new Error("there is no network");
}

/** Where it stands that all of the playground was kept: it can be used without a network. */
export function markAt(main: string): string {
  return `${main}?kept`;
}

async function kept(): Promise<boolean> {
  try {
    if (!navigator.serviceWorker.controller) return false;
    return Boolean(await caches.match(markAt(new URL("./main.js", import.meta.url).href)));
  } catch {
    return false; // storage is barred
  }
}
