/**
 * The service worker of both languages. Assets, whose names change with their content, come from the cache; all else
 * comes from the network while there is one, and from what was seen of this very release while there is none.
 * Knows no page and no program.
 */

import { missingPage } from "./missing.ts";
import { keptAs } from "./places.ts";
import { at, cached, digestAt, list, siteCache } from "./release.ts";
import {
  keep,
  keepable,
  keepMark,
  keyOf,
  markOf,
  type Plan,
  Renewed,
  sound,
} from "./site_cache.ts";
import { isPacked } from "./unpack.ts";
import type { FetchEvent, ServiceWorkerGlobalScope } from "./worker_scope.ts";

/** Digest of all that the site ships; the build puts it before this script, so that a new release is a new worker. */
declare const RELEASE: string;
declare const self: ServiceWorkerGlobalScope;
/** Milliseconds that a slow network gets before a page that was seen is shown from the cache. */
const PATIENCE = 3000;
const MARK = markOf(RELEASE);
const OVER = `${siteCache.root}?over`; // marks the pages of a release that is known to be over

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method !== "GET" || !url.startsWith(siteCache.root) || url.endsWith("/sw.js")) return;
  if (!siteCache.immutable(url)) event.respondWith(fresh(event));
  else if (!isPacked(url)) event.respondWith(asset(event)); // the playground keeps what it unpacks
});
self.addEventListener("message", (event) => {
  const { kind, release } = event.data as { kind: string; release: string };
  if (kind !== "seen" || release !== RELEASE) return;
  const told = () => event.ports[0]?.postMessage("kept"); // for whoever waits for it
  event.waitUntil(seen(event.source.url).finally(told));
});

// -- releases

/** Take over all that the last release kept, whole or not at all: until then that one stays in charge. */
async function install(): Promise<void> {
  await list();
  const known = (await siteCache.releases()).filter(
    (name) => name !== siteCache.pagesName(RELEASE),
  );
  const old = (await Promise.all(known.map(async (name) => (await caches.open(name)).keys())))
    .flat()
    .map(({ url }) => url);
  if (old.length) await carryOver(old);
  await self.skipWaiting();
}

async function carryOver(old: readonly string[]): Promise<void> {
  const plan = await list();
  const assets = await siteCache.assets;
  const there = new Set(plan.pages.map(at));
  const wanted = new Set(old.filter((url) => there.has(url)));
  for (const language of new Set([...wanted].map((url) => siteCache.languageOf(url))))
    add(wanted, plan.shell[language]!);
  const used = (await assets.keys()).some(({ url }) => /\/simthreads-[^/]*$/.test(url));
  const whole = old.includes(siteCache.whole);
  if (used || whole) add(wanted, whole ? Object.keys(plan.files) : plan.playground);
  for (const url of wanted) await take(assets, url, plan);
  if (used || whole) await keepMark(assets, plan, siteCache.root);
  if (whole) await (await siteCache.pages(RELEASE)).put(siteCache.whole, new Response());
}

function add(wanted: Set<string>, paths: readonly string[]): void {
  for (const path of paths) wanted.add(at(path));
}

async function take(assets: Cache, url: string, plan: Plan): Promise<void> {
  if (siteCache.immutable(url)) return keep(assets, url, plan, siteCache.root);
  if (!(await page(url, "no-cache"))) throw new Renewed();
}

async function activate(): Promise<void> {
  await self.clients.claim();
  await forgetOld();
}

async function forgetOld(): Promise<void> {
  for (const name of await siteCache.releases()) {
    if (name !== siteCache.pagesName(RELEASE)) await caches.delete(name);
  }
}

/** A page of this release is open: keep it, and what it is made of. */
async function seen(url: string): Promise<void> {
  const plan = await list();
  const assets = await siteCache.assets;
  const pages = await siteCache.pages(RELEASE);
  for (const one of [keyOf(url), ...plan.shell[siteCache.languageOf(url)]!.map(at)]) {
    if (siteCache.immutable(one)) await keep(assets, one, plan, siteCache.root);
    else if (!(await pages.match(one)))
      (await page(one, "force-cache")) || (await page(one, "no-cache"));
  }
  if (isOver()) return; // the next release's worker has kept what this one does not know
  await forgetOld(); // the last worker may have been writing when this one took over
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.length === 1) await tidy(assets, plan); // nobody is left who needs the assets of an older release
}

/** Whether the worker of another release is on its way, or in charge already. */
function isOver(): boolean {
  const { installing, waiting } = self.registration;
  return Boolean(installing || waiting) || self.serviceWorker?.state === "redundant";
}

async function tidy(assets: Cache, plan: Plan): Promise<void> {
  const ours = new Set(Object.keys(plan.files).map((path) => keptAs(at(path))));
  for (const request of await assets.keys()) {
    if (!ours.has(keyOf(request.url))) await assets.delete(request);
  }
}

// -- answers

async function asset({ request }: FetchEvent): Promise<Response> {
  const assets = await siteCache.assets.catch(() => null); // storage may be barred
  const key = keyOf(request.url);
  const digest = await digestAt(key);
  const kept = assets && (await cached(assets, key));
  if (kept) return new Response(kept.body, kept); // without an address, it has the asked one
  if (!digest) return fetch(request); // of another release
  for (const cache of [request.cache, "reload"] as const) {
    // with the page's own `integrity`, a wrong answer would be an error, and never asked for again
    const response = await fetch(new Request(request, { cache, integrity: "" }));
    if (response.status !== 200) return response;
    const bytes = await sound(response.clone(), digest);
    if (!bytes) continue; // and the browser's own cache may have it
    assets?.put(key, keepable(bytes, response)).catch(() => {}); // or full
    return response;
  }
  return Response.error();
}

async function fresh(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const pages = await siteCache.pages(RELEASE).catch(() => null);
  const kept = pages && (await cached(pages, keyOf(request.url)));
  const redirect = request.mode === "navigate" ? "manual" : "follow"; // a navigation follows by itself
  const answer = fetch(request.url, { cache: "no-cache", redirect });
  event.waitUntil(answer.then((response) => store(request.url, response.clone())).catch(() => {}));
  if (!kept) return answer.catch(() => missing(request));
  const arrived = answer
    .then((response) => (response.status >= 500 ? kept : response))
    .catch(() => kept);
  if (await pages?.match(OVER)) return arrived; // a stale page is shown once, not again
  return Promise.race([
    arrived,
    new Promise<Response>((resolve) => setTimeout(resolve, PATIENCE, kept)),
  ]);
}

async function page(url: string, cache: RequestCache): Promise<boolean> {
  return store(url, await fetch(keyOf(url), { cache }));
}

/** Keep what is of this release. Whether it was. */
async function store(url: string, response: Response): Promise<boolean> {
  if (response.status !== 200 || response.redirected || response.type !== "basic") return false;
  const pages = await siteCache.pages(RELEASE);
  const bytes = await response.clone().arrayBuffer();
  if (response.headers.get("Content-Type")?.startsWith("text/html")) {
    if (!new TextDecoder().decode(bytes).includes(MARK)) {
      await pages.put(OVER, new Response());
      await self.registration.update();
      return false;
    }
    await pages.delete(OVER);
  } else if (await pages.match(OVER)) {
    return false; // it may be of the next release already
  }
  if (!(await sound(response, await digestAt(keyOf(url))))) return false;
  await pages.put(keyOf(url), keepable(bytes, response));
  return true;
}

/** What was never seen cannot be shown. */
async function missing(request: Request): Promise<Response> {
  if (request.mode !== "navigate") return Response.error();
  const plan = await list().catch(() => null);
  return missingPage(request.url, siteCache, RELEASE, plan);
}
