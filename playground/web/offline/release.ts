/** The release that a service worker is of: its list, and what is kept of it, held to that. Answers nobody. */

import { type Plan, Renewed, SiteCache, sound } from "./site_cache.ts";
import type { ServiceWorkerGlobalScope } from "./worker_scope.ts";

/** Digest of all that the site ships; the build puts it before this script, so that a new release is a new worker. */
declare const RELEASE: string;
/** And of its list, which says what each file's is: nothing else is kept, and no asset given that is not so. */
declare const PLAN: string;
declare const self: ServiceWorkerGlobalScope;

export const siteCache = new SiteCache(self.registration.scope);

/** This release's list: kept with its pages, and held to what this script says. */
let listed: Promise<Plan> | undefined;
export function list(): Promise<Plan> {
  listed ??= readList();
  listed.catch(() => {
    listed = undefined;
  });
  return listed;
}

async function readList(): Promise<Plan> {
  const address = `${siteCache.root}offline.json`;
  const pages = await siteCache.pages(RELEASE).catch(() => null);
  const ways = [
    () => pages?.match(address),
    () => fetch(address, { cache: "no-cache" }),
    () => fetch(address, { cache: "reload" }),
  ];
  for (const way of ways) {
    const bytes = await sound(await way(), PLAN);
    if (!bytes) continue;
    await pages?.put(address, new Response(bytes)).catch(() => {}); // or full
    return JSON.parse(new TextDecoder().decode(bytes));
  }
  throw new Renewed();
}

export function at(path: string): string {
  return new URL(path, siteCache.root).href;
}

/** What is kept, if it is what it should be; of another release, which has checked it, as it is. */
export async function cached(cache: Cache, key: string): Promise<Response | undefined> {
  const kept = await cache.match(key);
  const digest = await digestAt(key);
  if (!kept || !digest || (await sound(kept.clone(), digest))) return kept;
  await cache.delete(key);
  return undefined;
}

export async function digestAt(key: string): Promise<string | undefined> {
  const plan = await list().catch(() => null);
  return plan?.files[key.slice(siteCache.root.length)]?.[1];
}
