/**
 * What each page loads: makes the controls beneath its programs work and fetches the rest when one is used.
 * Knows the page's HTML; knows nothing of Python, of workers or of what a control does.
 */

import labels from "strings-at-rest";
import type { App } from "./app/index.ts";
import type { Action } from "./app/program.ts";
import { load } from "./app/store.ts";
import { languageOf } from "./language.ts";
import type { Run } from "../protocol/record.ts";
import type { ExploreRequest, RunRequest } from "../protocol/request.ts";
import type { Exploration } from "../protocol/verdict.ts";
import { offerExtras } from "./extras.ts";
import * as acts from "./acting.ts";
import { fetched } from "./lazy_import.ts";
import { rove } from "./toolbar.ts";

declare const document$: { subscribe(next: () => void): void };

const language = languageOf(document);
const words = labels[language]!;
const PROGRAMS = "section:is(.program, .exercise)[data-program]:not([data-native])";

const SEEN = 1000; // milliseconds after which a page counts as seen: keeping it would slow a hasty reader's first run
const release = releaseOf(document);
const root = new URL("../../", import.meta.url).href;

/**
 * In a frame, which may be another site's, there is no Run: what a reader presses there may not be what they see. Where
 * a host sends headers, the page is in no frame at all.
 */
const framed = window.top !== window;

/** The release that a page belongs to; empty under `mkdocs serve`, where nothing is kept for later. */
function releaseOf(page: Document): string {
  return page.querySelector<HTMLMetaElement>("meta[name=release]")?.content ?? "";
}

/** Programs whose text on an earlier visit is on its way: what the reader does to one waits for it. */
const coming = new WeakMap<Element, Promise<void>>();
const app = (): Promise<App> => acts.app(language, release);

/** The part that acts, for a program that is still on the page; where it cannot be fetched, the program says so. */
async function appFor(section: HTMLElement): Promise<App | undefined> {
  const one = await app().catch(() => undefined);
  if (!section.isConnected) return undefined; // the reader has gone on meanwhile
  if (!one) section.querySelector("[role=status]")!.textContent = words["offline"]!;
  return one;
}

/** What the reader has begun last: what nobody waits for comes after it. */
let acting: Promise<unknown> = Promise.resolve();

function act(section: HTMLElement, action: Action, button?: HTMLElement): Promise<void> {
  const done = acted(section, action, button);
  acting = done.catch(() => {});
  return done;
}

async function acted(section: HTMLElement, action: Action, button?: HTMLElement): Promise<void> {
  if (action === "run" || action === "check") acts.press();
  button?.setAttribute("aria-busy", "true");
  try {
    await arriving(section, async () => {
      await coming.get(section);
      await (await appFor(section))?.act(section, action);
    });
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

/** Where the line beneath the program says nothing, it says until the work is done that something is on its way. */
async function arriving(section: HTMLElement, work: () => Promise<void>): Promise<void> {
  const said = section.querySelector("[role=status]")!;
  said.textContent ||= words["loading"]!;
  await work();
  if (said.textContent === words["loading"]) said.textContent = "";
}

function dress(section: HTMLElement): void {
  const bar = section.querySelector<HTMLElement>(".pg-bar");
  if (!bar || bar.hasAttribute("role")) return;
  const name = section.dataset["program"]!.split("/").pop()!;
  bar.setAttribute("role", "toolbar"); // its buttons appear
  bar.setAttribute("aria-label", `${words["controls"]} ${name}.py`);
  rove(bar);
  acts.foresee(bar, app);
  listen(section, bar);
  if (location.hash.startsWith("#program=")) return;
  const program = section.dataset["program"];
  if (!program) return;
  // it was edited on an earlier visit, or stands in the editor from the start
  if (load(program) !== null) coming.set(section, act(section, "restore"));
  else if (section.classList.contains("workbench")) void act(section, "restore");
}

/** A link with a program in it opens in the playground's own page; it is shown and not run. */
function openLink(): void {
  const section = document.querySelector<HTMLElement>('section[data-program^="playground/"]');
  if (section && location.hash.startsWith("#program=")) {
    void arriving(section, async () => (await appFor(section))?.open(section, location.hash));
  }
}

/** A quiz's button runs the program before it under a schedule, which is the text before the button. */
function replay({ target }: MouseEvent): void {
  const button = (target as Element).closest<HTMLElement>("[data-replay]");
  const section = document.getElementById(button?.dataset["replay"] ?? "");
  if (!button || !section) return;
  const schedule = button.previousElementSibling!.textContent!;
  acts.press();
  section.scrollIntoView();
  section.querySelector<HTMLElement>("[data-action=run]")!.focus({ preventScroll: true });
  void arriving(section, async () => {
    await coming.get(section);
    await (await appFor(section))?.replay(section, schedule);
  });
}

function listen(section: HTMLElement, bar: HTMLElement): void {
  bar.addEventListener("click", (event) => {
    const one = (event.target as Element).closest<HTMLElement>("[data-action]");
    if (one) void act(section, one.dataset["action"] as Action, one);
  });
  section.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void act(section, "run");
  });
}

/** The button that saves the whole site, where a page has one and the browser can. */
function offerSaving(): void {
  const box = document.querySelector<HTMLElement>(".offline");
  const button = box?.querySelector("button");
  if (!box || !button?.hidden || !release || !("serviceWorker" in navigator)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    box.querySelector("[role=status]")!.textContent ||= words["loading"]!;
    fetched("offline/save.ts", () => import("./offline/save.ts"))
      .then(({ save }) => save(box, root, release))
      .catch(() => {
        box.querySelector("[role=status]")!.textContent = words["offline"]!;
      });
  });
}

if (!framed)
  document$.subscribe(() => {
    if (releaseOf(document) !== release) return location.reload(); // Material has put a page of another release in here
    offerSaving();
    document.querySelectorAll<HTMLElement>(PROGRAMS).forEach(dress);
    void acts.known()?.then((one) => one.turned());
    openLink();
  });
if (!framed) addEventListener("hashchange", openLink);
if (!framed) addEventListener("click", replay);
offerExtras(language, root, SEEN);

if (!framed && release && "serviceWorker" in navigator) {
  const later = () =>
    setTimeout(async () => {
      await acting;
      import("./offline/register.ts")
        .then(({ remember }) => remember(root, release))
        .catch(() => {});
    }, SEEN);
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}

const playground = {
  run: async (source: string, options: Omit<RunRequest, "source"> = {}): Promise<Run> =>
    (await app()).client.run({ ...options, source }),
  explore: async (
    source: string,
    options: Omit<ExploreRequest, "source"> = {},
  ): Promise<Exploration> => (await app()).client.explore({ ...options, source }),
};
Object.assign(window, { playground });
