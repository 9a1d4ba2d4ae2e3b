/**
 * The text of one program: the tested one as the page shows it, or the reader's own in the editor, kept between
 * visits. Marks lines in whichever is shown. Knows the editor and the store; knows no run.
 */

import type { Editor } from "../editor/editor.ts";
import { fetched } from "../reach.ts";
import { make } from "./dom.ts";
import { BlockLines, type Lines } from "./lines.ts";
import { forget, load, save } from "./store.ts";

export interface Watcher {
  /** Name for the editor, read aloud. */
  label(): string;
  onChange(): void;
  onPick(line: number): void;
  /** A sentence of the words, by its key. */
  say(key: string): void;
}

const PAUSE = 200; // milliseconds without a keystroke before an edit is stored

export class Source {
  readonly tested: string;
  readonly #key: string;
  readonly #block: HTMLElement;
  readonly #blockLines: BlockLines;
  readonly #watcher: Watcher;
  #editor: Editor | null = null;
  #box: HTMLElement | null = null;
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(section: HTMLElement, watcher: Watcher) {
    this.#key = section.dataset["program"]!;
    this.#block = section.querySelector<HTMLElement>(".highlight")!;
    this.tested = `${this.#block.querySelector("code")!.textContent!.trimEnd()}\n`;
    this.#blockLines = new BlockLines(this.#block, (line) => watcher.onPick(line));
    this.#watcher = watcher;
    addEventListener("pagehide", this.#leave);
  }

  get text(): string {
    return this.#editor?.text ?? this.tested;
  }

  get lines(): Lines {
    return this.#editor ?? this.#blockLines;
  }

  /** The editor, with this text in it or with what is there already. */
  async edit(text = this.text): Promise<Editor | null> {
    let module: typeof import("../editor/editor.ts");
    try {
      module = await fetched(() => import("../editor/editor.ts"));
    } catch {
      this.#watcher.say("editor_failed");
      return null;
    }
    if (!this.#editor) this.#open(module, text);
    else if (this.#editor.text !== text) this.#editor.replace(text);
    return this.#editor;
  }

  #open(module: typeof import("../editor/editor.ts"), text: string): void {
    this.#box = make("div", { class: "pg-editor" });
    this.#block.after(this.#box);
    this.#editor = module.makeEditor(this.#box, text, {
      label: this.#watcher.label(),
      onChange: () => this.#changed(),
      onPick: (line) => this.#watcher.onPick(line),
    });
    this.#block.querySelector("pre")!.hidden = true;
  }

  #changed(): void {
    this.#watcher.onChange();
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#keep(), PAUSE);
  }

  #keep(): void {
    this.#forgetToKeep();
    if (this.text === this.tested) forget(this.#key);
    else if (!save(this.#key, this.text)) this.#watcher.say("not_kept");
  }

  /** The last words before a reload are kept as well. */
  readonly #leave = (): void => {
    if (this.#saving) this.#keep();
  };

  #forgetToKeep(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
  }

  /** Open what the reader left here on an earlier visit. */
  async restore(): Promise<boolean> {
    const kept = load(this.#key);
    if (kept === null || this.#editor) return false;
    return (await this.edit(kept)) !== null;
  }

  /** Show a text that is not the reader's own: it is stored only when they change it. */
  async put(text: string): Promise<void> {
    await this.edit(text);
    this.#forgetToKeep();
  }

  reset(): void {
    this.#forgetToKeep();
    forget(this.#key);
    this.#editor?.destroy();
    this.#editor = null;
    this.#box?.remove();
    this.#block.querySelector("pre")!.hidden = false;
    this.#blockLines.mark("error", null);
    this.#blockLines.mark("event", null);
  }

  destroy(): void {
    this.#leave();
    removeEventListener("pagehide", this.#leave);
    this.#editor?.destroy();
    this.#blockLines.destroy();
  }
}
