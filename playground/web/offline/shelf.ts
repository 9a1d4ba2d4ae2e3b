/**
 * What the browser keeps of the site, for use without a network: one shelf for assets, whose names change with their
 * content, and one for the pages of each release. Shared by pages and the service worker; knows neither.
 */

import { markAt } from "../reach.ts";

/** `offline.json`, made by site_theme/hooks/offline.py: addresses are relative to the site's root. */
export interface Plan {
  readonly release: string;
  /** Pages of both languages, with what they fetch beside assets. */
  readonly pages: readonly string[];
  /** What every page of a language loads. */
  readonly shell: Readonly<Record<"zh" | "en", readonly string[]>>;
  /** What the playground loads, used or not. */
  readonly playground: readonly string[];
  /** All of it, with its bytes. */
  readonly files: Readonly<Record<string, number>>;
}

const PACKED = /\.gzip$/;

export class Shelves {
  readonly root: string;
  readonly #path: string;

  constructor(root: string) {
    this.root = root;
    this.#path = new URL(root).pathname; // project pages of one owner share an origin
  }

  get assetsName(): string {
    return `${this.#path} assets`;
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

  /** The names of the shelves for pages of whatever release. */
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

  languageOf(address: string): "zh" | "en" {
    return address.startsWith(`${this.root}en/`) ? "en" : "zh";
  }

  async plan(release: string): Promise<Plan | null> {
    const response = await fetch(`${this.root}offline.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    const plan = (await response.json()) as Plan;
    return plan.release === release ? plan : null;
  }
}

/** The address under which a file is kept: packed files are kept unpacked, so that nobody unpacks them again. */
export function keptAs(address: string): string {
  return address.replace(PACKED, "");
}

/** One page, and one asset, has one key: its address without fragment and search. */
export function keyOf(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

export function unpacked(response: Response, address = response.url): Response {
  if (!PACKED.test(address) || !response.body) return response;
  const plain = response.body.pipeThrough(new DecompressionStream("gzip"));
  const type = /\.wasm\.gzip$/.test(address) ? "application/wasm" : "application/octet-stream";
  return new Response(plain, { headers: { "Content-Type": type } });
}

/** The site is of another release than the page that asks. */
export class Renewed extends Error {}

/** What each page of a release holds. */
export function markOf(release: string): string {
  return `<meta name="release" content="${release}">`;
}

/** Fetch what is not on the shelf yet and put it there. A page must be of `release`. */
export async function keep(shelf: Cache, address: string, release: string, signal?: AbortSignal): Promise<void> {
  if (await shelf.match(keptAs(address))) return;
  const response = await fetch(address, signal ? { signal } : {});
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  const page = response.headers.get("Content-Type")?.startsWith("text/html");
  if (page && !(await response.clone().text()).includes(markOf(release))) throw new Renewed();
  await shelf.put(keptAs(address), unpacked(response, address));
}

/** To be told once all of the playground is on the shelf. */
export async function keepMark(shelf: Cache, plan: Plan, root: string): Promise<void> {
  const main = plan.playground.find((path) => path.endsWith("/main.js"));
  if (main) await shelf.put(markAt(new URL(main, root).href), new Response());
}
