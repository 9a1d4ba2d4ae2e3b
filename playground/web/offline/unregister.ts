/**
 * Stands in the service worker's place under `mkdocs serve`: a worker that an earlier build left at this address is
 * replaced by this one, which throws away what was kept and then itself, and has open pages load anew.
 */

import { SiteCache } from "./site_cache.ts";

interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
declare const self: {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(
      which: object,
    ): Promise<readonly { url: string; navigate(url: string): Promise<unknown> }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", listener: (event: Lasting) => void): void;
};

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave(): Promise<void> {
  await clear();
  await self.registration.unregister();
  for (const page of await self.clients.matchAll({ type: "window" })) await page.navigate(page.url);
  await clear(); // the last worker may have been writing when this one took over
}

async function clear(): Promise<void> {
  const siteCache = new SiteCache(self.registration.scope);
  for (const name of [siteCache.assetsName, ...(await siteCache.releases())])
    await caches.delete(name);
}
