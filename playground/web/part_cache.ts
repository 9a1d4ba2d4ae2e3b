/**
 * What of Python this browser keeps: for the next visit, and for one without a network. What is not what its digest
 * says is not kept. Knows files and where they are kept, nothing of what they do.
 */

import type { Content, Places } from "../protocol/message.ts";
import { INTERPRETER } from "./coming.ts";
import { keptAs, markAt } from "./offline/places.ts";
import { digestOf, keep, keepMark, SiteCache, sound } from "./offline/site_cache.ts";
import { nameOf, received, takeUnkept } from "./receive.ts";

/** Of what is kept and no list names. */
const DIGEST = "X-Digest";

export class PartCache {
  readonly #places: Places;
  /** Every file of Python's by its address, in the order in which they are wanted. */
  readonly #files: readonly string[];
  readonly #siteCache: SiteCache | null;
  /** The snapshot that was made here, until it is kept. */
  #made: Blob | null = null;

  constructor(places: Places, library: readonly string[]) {
    const { pyodide, snapshot, sources } = places;
    const ours = [INTERPRETER, ...library, "pyodide-lock.json"].map((name) => pyodide + name);
    this.#places = places;
    this.#files = [...ours, snapshot, sources];
    this.#siteCache = places.release ? new SiteCache(places.root) : null;
  }

  /** None where nothing is to be kept, or storage is barred. */
  get #assets(): Promise<Cache | undefined> {
    return this.#siteCache?.assets.catch(() => undefined) ?? Promise.resolve(undefined);
  }

  /** `check`: at once. Of what is large and does not start where it is damaged, `dropDamaged` has the time to. */
  async find(url: string, check = false): Promise<Content | undefined> {
    const whole = await received(url);
    if (whole) return whole;
    try {
      const response = await (await this.#siteCache?.assets)?.match(keptAs(url));
      const content = check
        ? await sound(response, this.#places.digests[nameOf(url)])
        : await response?.blob();
      return content ?? undefined;
    } catch {
      return undefined; // storage is barred
    }
  }

  /** Whether there is a snapshot, the site's or one that was made here. */
  async hasSnapshot(): Promise<boolean> {
    const cache = await this.#assets;
    const keys = [keptAs(this.#places.snapshot), this.#madeAt];
    const kept = await Promise.all(keys.map((key) => cache?.match(key))).catch(() => []);
    return kept.some((one) => one);
  }

  /** A snapshot that was made here, to be kept in the place of the site's: it has this browser's name in it. */
  takeImage(content: Blob): void {
    if (this.#siteCache) this.#made = content;
  }

  /** Null where none was made, or what is kept of it is damaged. */
  async madeBefore(): Promise<ArrayBuffer | null> {
    const cache = await this.#assets;
    const kept = await cache?.match(this.#madeAt);
    const content = await sound(kept, kept?.headers.get(DIGEST) ?? undefined);
    if (kept && !content) await cache?.delete(this.#madeAt);
    return content;
  }

  get #madeAt(): string {
    return `${keptAs(this.#places.snapshot)}?made`;
  }

  /** Put by what has come from the network, and the snapshot that was made here. */
  async store(): Promise<void> {
    const cache = await this.#siteCache?.assets;
    if (!cache) return;
    for (const [url, bytes] of takeUnkept()) await cache.put(keptAs(url), new Response(bytes));
    const image = this.#made;
    this.#made = null;
    const made = await image?.arrayBuffer().catch(() => null); // lost where its worker was ended at once
    const digest = made && (await digestOf(made));
    if (digest)
      await cache.put(this.#madeAt, new Response(made, { headers: { [DIGEST]: digest } }));
  }

  /** The rest of the playground, where an earlier visit has not kept it; `more`: fetch what nobody has asked for. */
  async complete(more: boolean): Promise<void> {
    if (!this.#siteCache) return;
    const { root, release } = this.#places;
    const cache = await this.#siteCache.assets;
    const whole = await cache.match(markAt(new URL("./main.js", import.meta.url).href));
    if (whole) return this.dropDamaged();
    if (!more) return;
    const plan = await this.#siteCache.plan(release);
    if (!plan) return;
    for (const path of plan.playground) {
      const url = new URL(path, root).href;
      if (url !== this.#places.snapshot || !(await cache.match(this.#madeAt)))
        await keep(cache, url, plan, root);
    }
    await keepMark(cache, plan, root);
  }

  /** What is kept and not what it should be goes, so that the next start fetches it. */
  async dropDamaged(): Promise<void> {
    const cache = await this.#assets;
    if (!cache) return;
    for (const url of this.#files) {
      const kept = await cache.match(keptAs(url));
      if (kept && !(await sound(kept, this.#places.digests[nameOf(url)])))
        await cache.delete(keptAs(url));
    }
  }
}

/** Whether an earlier job or visit has kept what Python starts from. */
export function isKept(places: Places): Promise<boolean> {
  return new PartCache(places, []).hasSnapshot();
}
