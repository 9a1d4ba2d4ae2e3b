/**
 * The page that stands for one that was never opened, while there is no network: in the site's look and the page's
 * language, with the way to what this browser has. Knows the caches; fetches nothing.
 */

import words from "strings-offline";
import { folderOf, type Language } from "../language.ts";
import { escapeHtml, fill } from "../words.ts";
import type { Plan, SiteCache } from "./site_cache.ts";

export async function missingPage(
  url: string,
  siteCache: SiteCache,
  release: string,
  plan: Plan | null,
): Promise<Response> {
  const language = siteCache.languageOf(url);
  const nonce = crypto.randomUUID();
  const sheets = (plan?.shell[language] ?? []).filter((path) => path.endsWith(".css"));
  const saved = await savedPages(language, siteCache, release, plan).catch(() => []);
  const policy = `default-src 'none'; style-src 'self'; img-src 'self'; script-src 'nonce-${nonce}'`;
  return new Response(written(language, siteCache.root, sheets, saved, nonce), {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy },
  });
}

interface Saved {
  readonly address: string;
  readonly title: string;
}

/** The pages of a language that are in the cache, in the site's order, with their titles as HTML. */
async function savedPages(
  language: Language,
  siteCache: SiteCache,
  release: string,
  plan: Plan | null,
): Promise<Saved[]> {
  const cache = await siteCache.pages(release);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const all = (plan?.pages ?? []).map((path) => new URL(path, siteCache.root).href);
  const mine = all.filter((one) => there.has(one) && siteCache.languageOf(one) === language);
  const found = mine.map(async (address) => {
    const response = await cache.match(address);
    if (!response?.headers.get("Content-Type")?.startsWith("text/html")) return [];
    const title = /<title>([^<]*)<\/title>/.exec(await response.text())?.[1];
    return title ? [{ address, title: title.replace(/ - [^-]*$/, "") }] : [];
  });
  return (await Promise.all(found)).flat();
}

function written(
  language: Language,
  root: string,
  sheets: readonly string[],
  saved: readonly Saved[],
  nonce: string,
): string {
  const said = words[language]!;
  const home = `${root}${folderOf(language)}`;
  const items = saved.map(({ address, title }) => `<li><a href="${address}">${title}</a></li>`);
  const list = items.length ? `<p>${said["missing_saved"]}</p><ul>${items.join("")}</ul>` : "";
  const button = (to: string, word: string) =>
    `<a class="${THEME_BUTTON}" href="${to}">${word}</a>`;
  return fill({ page: THEME_BARE_PAGE }, "page", {
    language,
    nonce,
    home,
    kept: escapeHtml(new URL(root).pathname),
    site: said["site"]!,
    title: said["missing"]!,
    sheets: sheets.map((path) => `<link rel="stylesheet" href="${root}${path}">`).join(""),
    content: `<p>${said["missing_why"]}</p>
<p>${button("", said["again"]!)} ${button(home, said["home"]!)}</p>
${list}`,
  });
}
