/**
 * The page that stands for one that was never opened, while there is no network: in the site's look and the page's
 * language, with the way to what this browser has. Knows the shelves; fetches nothing.
 */

import words from "strings-offline";
import { folderOf, type Language } from "../language.ts";
import { escapeHtml } from "../words.ts";
import type { Plan, Shelves } from "./shelf.ts";

/** The scheme that the reader has chosen on the site's other pages, or the system's. */
const DRESS = `
let kept = null;
try { kept = JSON.parse(localStorage.getItem(document.documentElement.dataset.kept)).color; } catch {}
const system = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
const chosen = kept?.media === "(prefers-color-scheme)" ? system : kept?.scheme;
document.body.dataset.mdColorScheme = ["slate", "default"].includes(chosen) ? chosen : system;
`;

export async function missingPage(
  url: string,
  shelves: Shelves,
  release: string,
  plan: Plan | null,
): Promise<Response> {
  const language = shelves.languageOf(url);
  const nonce = crypto.randomUUID();
  const sheets = (plan?.shell[language] ?? []).filter((path) => path.endsWith(".css"));
  const saved = await savedPages(language, shelves, release, plan).catch(() => []);
  const policy = `default-src 'none'; style-src 'self'; img-src 'self'; script-src 'nonce-${nonce}'`;
  return new Response(written(language, shelves.root, sheets, saved, nonce), {
    status: 503,
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy },
  });
}

interface Saved {
  readonly address: string;
  readonly title: string;
}

/** The pages of a language that are on the shelf, in the site's order, with their titles as HTML. */
async function savedPages(
  language: Language,
  shelves: Shelves,
  release: string,
  plan: Plan | null,
): Promise<Saved[]> {
  const shelf = await shelves.pages(release);
  const there = new Set((await shelf.keys()).map(({ url }) => url));
  const all = (plan?.pages ?? []).map((path) => new URL(path, shelves.root).href);
  const mine = all.filter((one) => there.has(one) && shelves.languageOf(one) === language);
  const found = mine.map(async (address) => {
    const response = await shelf.match(address);
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
  const links = sheets.map((path) => `<link rel="stylesheet" href="${root}${path}">`);
  return `<!doctype html><html lang="${language}" data-kept="${escapeHtml(new URL(root).pathname)}.__palette">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${said["missing"]}</title>${links.join("")}</head>
<body dir="ltr" data-md-color-primary="teal" data-md-color-accent="teal"><script nonce="${nonce}">${DRESS}</script>
<header class="md-header"><nav class="md-header__inner md-grid"><div class="md-header__title">
<a class="md-ellipsis" href="${home}">${said["site"]}</a></div></nav></header>
<main class="md-main"><div class="md-main__inner md-grid"><article class="md-content md-content__inner md-typeset">
<h1>${said["missing"]}</h1><p>${said["missing_why"]}</p>
<p><a class="md-button" href="">${said["again"]}</a> <a class="md-button" href="${home}">${said["home"]}</a></p>
${items.length ? `<p>${said["missing_saved"]}</p><ul>${items.join("")}</ul>` : ""}
</article></div></main></body></html>`;
}
