/** The part of the playground that is fetched when the reader acts: one client, and a view for each program. */

import { WorkerClient } from "../client.ts";
import type { Client } from "../job.ts";
import { folderOf, type Language } from "../language.ts";
import { type Action, ProgramView } from "./program.ts";
import { openLink } from "./sharing.ts";

export interface App {
  readonly client: Client;
  act(section: HTMLElement, action: Action): Promise<void>;
  /** Show the program that a link's fragment holds. */
  open(section: HTMLElement, fragment: string): Promise<void>;
  /** Run the page's own program under a schedule that is known of it. */
  replay(section: HTMLElement, schedule: string): Promise<void>;
  /** The reader has gone to another page. */
  turned(): void;
}

export function start(language: Language, release: string): App {
  const here = (path: string) => new URL(path, import.meta.url).href;
  const client = new WorkerClient({
    pyodide: here(PYODIDE),
    snapshot: here(`../${SNAPSHOT}`),
    sources: here(`../${SOURCES}`),
    root: here("../../"),
    release,
    sizes: JSON.parse(PART_BYTES),
    digests: JSON.parse(PART_DIGESTS),
  });
  const playground = here(`../../${folderOf(language)}playground/`);
  const views = new Map<HTMLElement, ProgramView>();

  function view(section: HTMLElement): ProgramView {
    const known = views.get(section) ?? new ProgramView(section, { client, language, playground });
    views.set(section, known);
    return known;
  }

  return {
    client,
    act: (section, action) => view(section).act(action),
    replay: (section, schedule) => view(section).replay(schedule),
    open: (section, fragment) => openLink(view(section), fragment),
    turned() {
      for (const [section, one] of views) {
        if (section.isConnected) continue;
        one.destroy();
        views.delete(section);
      }
    },
  };
}
