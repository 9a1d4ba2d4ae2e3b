/**
 * What the reader's browser keeps between visits: edits and the pace, by the site's path, as other projects share its
 * host. Full or forbidden storage is an answer.
 */

const PREFIX = `${new URL("../../", import.meta.url).pathname}.playground:`;

/** Where it is kept what the reader has read and solved; and what the document is told when that has changed. */
export const PROGRESS = "progress";
export const CHANGED = "playground-progress";

export function load(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Whether it is kept. */
export function save(key: string, text: string): boolean {
  try {
    localStorage.setItem(PREFIX + key, text);
    return true;
  } catch {
    return false;
  }
}

/** A program that this page hands to the playground's own, for as long as the tab is open. */
export function handOver(link: string): void {
  try {
    sessionStorage.setItem(`${PREFIX}handed`, link);
  } catch {
    // barred: it comes as any link's program does
  }
}

export function wasHandedOver(link: string): boolean {
  try {
    return sessionStorage.getItem(`${PREFIX}handed`) === link;
  } catch {
    return false;
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // what cannot be stored was not there
  }
}
