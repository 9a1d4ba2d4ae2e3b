/** "Save the whole site": fetches what is not kept yet, tells how far it is, and can be stopped. Knows one button. */

import words from "strings-offline";
import { languageOf } from "../language.ts";
import { fill } from "../words.ts";
import { keptAs } from "./places.ts";
import { keep, keepMark, Renewed, SiteCache } from "./site_cache.ts";
import { register } from "./register.ts";

const AT_ONCE = 6; // requests under way

/** A save that goes on; pressing the button again ends it. */
let work: AbortController | null = null;

export async function save(box: HTMLElement, root: string, release: string): Promise<void> {
  if (work) return work.abort();
  const { signal } = (work = new AbortController());
  const button = box.querySelector("button")!;
  const label = button.textContent;
  const said = words[languageOf(document)]!;
  const say = (key: string, values = {}) => {
    box.querySelector("[role=status]")!.textContent = fill(said, key, values);
  };
  const bar = box.querySelector("progress")!;
  bar.setAttribute("aria-label", said["progress"]!);
  button.textContent = said["stop"]!;
  bar.hidden = false;
  try {
    await fetchAll(new SiteCache(root), release, signal, (done, total) => {
      bar.max = total;
      bar.value = done;
      say("saving", { done: mega(done), total: mega(total) });
    });
    say("saved");
  } catch (error) {
    say(signal.aborted ? "stopped" : reason(error));
  } finally {
    work = null;
    bar.hidden = true;
    button.textContent = label;
  }
}

async function fetchAll(
  siteCache: SiteCache,
  release: string,
  signal: AbortSignal,
  tell: (done: number, total: number) => void,
): Promise<void> {
  const [assets, pages] = [await siteCache.assets, await siteCache.pages(release)];
  const plan = await siteCache.plan(release);
  if (!plan) throw new Renewed();
  const left = Object.entries(plan.files);
  const total = left.reduce((sum, [, [bytes]]) => sum + bytes, 0);
  let done = 0;
  let over = false;
  tell(done, total);
  const take = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const address = new URL(next[0], siteCache.root).href;
      if (signal.aborted) throw signal.reason;
      await keep(
        siteCache.immutable(address) ? assets : pages,
        address,
        plan,
        siteCache.root,
        signal,
      );
      done += next[1][0];
      if (!over) tell(done, total); // what was under way when another one failed has no say any more
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, take));
  } catch (error) {
    over = true;
    left.length = 0; // the others stop too
    throw error;
  }
  const kept = await Promise.all(
    Object.keys(plan.files).map((path) => caches.match(keptAs(new URL(path, siteCache.root).href))),
  );
  if (kept.includes(undefined)) throw new Renewed();
  await keepMark(assets, plan, siteCache.root);
  await pages.put(siteCache.whole, new Response());
  await register(siteCache.root); // a reader may press the button before the page was kept
  await navigator.serviceWorker.ready; // nobody but it reads what is in the caches
}

function reason(error: unknown): string {
  if (error instanceof Renewed) return "renewed";
  const name = error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return "full";
  return ["SecurityError", "NotAllowedError", "InvalidStateError", "UnknownError"].includes(name)
    ? "barred"
    : "unreachable";
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
