/**
 * What the browser keeps of the site, for use without a network: one cache for assets, whose names change with their
 * content, and one for the pages of each release. Shared by pages and the service worker; knows neither.
 */

import { type Language, languageAt } from "../language.ts";
import { assetsAt, keptAs, markAt } from "./places.ts";
import { unpacked } from "./unpack.ts";

/** `offline.json`, made by sitebuild/finish/offline.py: addresses are relative to the site's root. */
export interface Plan {
  readonly release: string;
  /** Pages of all languages, with what they fetch beside assets. */
  readonly pages: readonly string[];
  /** What every page of a language loads. */
  readonly shell: Readonly<Record<string, readonly string[]>>;
  /** What the playground loads, used or not. */
  readonly playground: readonly string[];
  /** All of it, with its bytes, and the digest of what is kept of it. */
  readonly files: Readonly<Record<string, readonly [bytes: number, digest: string]>>;
}

export class SiteCache {
  readonly root: string;
  readonly #path: string;

  constructor(root: string) {
    this.root = root;
    this.#path = new URL(root).pathname; // project pages of one owner share an origin
  }

  get assetsName(): string {
    return assetsAt(this.#path);
  }

  pagesName(release: string): string {
    return `${this.#path} pages ${release}`;
  }

  get assets(): Promise<Cache> {
    return caches.open(this.assetsName);
  }

  pages(release: string): Promise<Cache> {
    return caches.open(this.pagesName(release));
  }

  /** The names of the caches for pages of whatever release. */
  async releases(): Promise<string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(this.pagesName("")));
  }

  /** Whether what is at this address never changes: its path holds a digest of its content. */
  immutable(address: string): boolean {
    const { href, pathname } = new URL(address, this.root);
    return href.startsWith(this.root) && /\/assets\/.*[.-][0-9a-f]{8,}[./]/.test(pathname);
  }

  /** The marker for "all pages of this release are here". */
  get whole(): string {
    return `${this.root}?whole`;
  }

  languageOf(address: string): Language {
    return languageAt(address, this.root);
  }

  async plan(release: string): Promise<Plan | null> {
    const response = await fetch(`${this.root}offline.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    const plan = (await response.json()) as Plan;
    return plan.release === release ? plan : null;
  }
}

/** One page, and one asset, has one key: its address without fragment and search. */
export function keyOf(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

/** As in an `integrity` attribute; null where the browser makes none: nothing can be kept there either. */
export async function digestOf(bytes: BufferSource): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** What a response holds, if that is what it should be. */
export async function sound(
  response: Response | undefined,
  digest: string | undefined,
): Promise<ArrayBuffer | null> {
  const bytes = await response?.arrayBuffer();
  return bytes && digest && (await digestOf(bytes)) === digest ? bytes : null;
}

/** What is kept of a file: its bytes, and what they are. */
export function keepable(bytes: ArrayBuffer, response: Response): Response {
  return new Response(bytes, {
    headers: { "Content-Type": response.headers.get("Content-Type") ?? "" },
  });
}

/** The site is of another release than the page that asks. */
export class Renewed extends Error {}

/** What each page of a release holds. */
export function markOf(release: string): string {
  return `<meta name="release" content="${release}">`;
}

/**
 * Fetch what is not in the cache yet, or not whole there, and put it there if it is what the plan says. What is not may
 * come from the browser's own cache, where it would stay: it is asked for once more, past that.
 */
export async function keep(
  to: Cache,
  address: string,
  plan: Plan,
  root: string,
  signal?: AbortSignal,
): Promise<void> {
  const digest = plan.files[keyOf(address).slice(root.length)]?.[1];
  if (await sound(await to.match(keptAs(address)), digest)) return;
  for (const cache of ["default", "reload"] as const) {
    const response = await fetch(address, signal ? { cache, signal } : { cache });
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    const bytes = await sound(unpacked(response, address), digest).catch(() => null); // or it is not packed at all
    if (bytes) return to.put(keptAs(address), keepable(bytes, response));
  }
  throw new Renewed();
}

/** To be told once all of the playground is in the cache. */
export async function keepMark(cache: Cache, plan: Plan, root: string): Promise<void> {
  const main = plan.playground.find((path) => path.endsWith("/main.js"));
  if (main) await cache.put(markAt(new URL(main, root).href), new Response());
}
