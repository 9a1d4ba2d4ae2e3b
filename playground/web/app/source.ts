/**
 * The text of one program: the tested one as the page shows it, the reader's own in the editor, kept between visits,
 * or a stranger's, which is kept apart. Marks lines in whichever is shown. Knows the editor and the store; knows no run.
 */

import type { Editor } from "../editor/editor.ts";
import type { Language } from "../language.ts";
import { fetched } from "../lazy_import.ts";
import type { Words } from "../words.ts";
import { make } from "./dom.ts";
import { BlockLines, type Lines } from "./lines.ts";
import { Replaced } from "./replaced.ts";
import { forget, load, save } from "./store.ts";

export interface Watcher {
  /** What the editor says itself, and in which language. */
  readonly editorWords: Words;
  readonly language: Language;
  /** Name for the editor, read aloud. */
  label(): string;
  restOfLine(count: number): string;
  onChange(): void;
  onPick(line: number): void;
  /** In another tab this program was edited, too: what was kept there can be brought back here. */
  onElsewhere(): void;
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
  readonly #replaced: Replaced;
  #editor: Editor | null = null;
  #box: HTMLElement | null = null;
  /** What this page has last seen in the store. */
  #kept: string | null = null;
  #saving: ReturnType<typeof setTimeout> | undefined;
  /** A stranger's program as it came, while it stands in the place of the reader's own. */
  #strange: string | null = null;
  /** The reader's own meanwhile; null where it is the tested one. */
  #own: string | null = null;

  constructor(section: HTMLElement, watcher: Watcher) {
    this.#key = section.dataset["program"]!;
    this.#block = section.querySelector<HTMLElement>(".highlight")!;
    this.tested = `${this.#block.querySelector("code")!.textContent!.trimEnd()}\n`;
    this.#blockLines = new BlockLines(this.#block, (line) => watcher.onPick(line));
    this.#watcher = watcher;
    this.#replaced = new Replaced(this.#key);
    addEventListener("pagehide", this.#leave);
  }

  get text(): string {
    return this.#editor?.text ?? this.tested;
  }

  get lines(): Lines {
    return this.#editor ?? this.#blockLines;
  }

  get isStrange(): boolean {
    return this.#strange !== null;
  }

  /** Whether there is a text of the reader's that can be brought back. */
  get hasReplaced(): boolean {
    return this.#replaced.has(this.text);
  }

  /** The program has another name now. */
  named(): void {
    this.#editor?.relabel();
  }

  /** Names that pass for others, and what they are taken for. */
  markAlike(names: ReadonlyMap<string, string>): void {
    this.#editor?.markAlike(names);
  }

  /** The editor, with this text in it or with what is there already. */
  async edit(text = this.text): Promise<Editor | null> {
    let module: typeof import("../editor/editor.ts");
    try {
      module = await fetched("editor/editor.ts", () => import("../editor/editor.ts"));
    } catch {
      this.#watcher.say("editor_failed");
      return null;
    }
    if (!this.#block.isConnected) return null; // the reader has gone on meanwhile
    if (!this.#editor) this.#open(module, text);
    else if (this.#editor.text !== text) this.#editor.replace(text);
    return this.#editor;
  }

  #open(module: typeof import("../editor/editor.ts"), text: string): void {
    this.#blockLines.clear(); // what is marked from now on is marked in the editor
    this.#box = make("div", { class: "pg-editor" });
    this.#block.after(this.#box);
    this.#editor = module.makeEditor(this.#box, text, {
      label: () => this.#watcher.label(),
      words: this.#watcher.editorWords,
      language: this.#watcher.language,
      restOfLine: (count) => this.#watcher.restOfLine(count),
      onChange: () => this.#changed(),
      onPick: (line) => this.#watcher.onPick(line),
    });
    this.#block.querySelector("pre")!.hidden = true;
  }

  #close(): void {
    this.#forgetToKeep();
    this.#editor?.destroy();
    this.#editor = null;
    this.#box?.remove();
    this.#block.querySelector("pre")!.hidden = false;
  }

  #changed(): void {
    this.#watcher.onChange();
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => this.#keep(), PAUSE);
  }

  /** Store the reader's own. A stranger's program stays apart, whatever the reader does to it. */
  #keep(): void {
    this.#forgetToKeep();
    if (this.isStrange) return;
    if (!this.#store(this.text === this.tested ? null : this.text)) this.#watcher.say("not_kept");
  }

  /** Whether it is kept; null is the tested one. What another tab has kept meanwhile is put by. */
  #store(text: string | null): boolean {
    const there = load(this.#key);
    if (there !== null && there !== this.#kept && there !== text) {
      this.#replaced.add(there);
      this.#watcher.onElsewhere();
    }
    this.#kept = text;
    if (text !== null) return save(this.#key, text);
    forget(this.#key);
    return true;
  }

  /** The last words before a reload are kept as well. */
  readonly #leave = (): void => {
    if (this.#saving) this.#keep();
    if (this.isStrange) this.#putBy();
  };

  /** Put by what is there before something else takes its place, so that it can be brought back. */
  #putBy(): void {
    if (this.text !== this.tested && this.text !== this.#strange) this.#replaced.add(this.text);
  }

  #forgetToKeep(): void {
    clearTimeout(this.#saving);
    this.#saving = undefined;
  }

  /** Open what the reader left here on an earlier visit. */
  async restore(): Promise<boolean> {
    const kept = load(this.#key);
    if (kept === null || this.#editor) return false;
    this.#kept = kept;
    return (await this.edit(kept)) !== null;
  }

  /** Show a stranger's text. Nothing that is stored changes; whether it can be shown. */
  async put(text: string): Promise<boolean> {
    if (this.#saving) this.#keep();
    if (this.isStrange) this.#putBy();
    else this.#own = this.#editor ? this.text : (this.#kept = load(this.#key));
    this.#close();
    this.#strange = text;
    const shown = (await this.edit(text)) !== null;
    this.#strange = shown ? this.text : null; // as the editor has it: with line ends of its own
    return shown;
  }

  /** A stranger's program becomes the reader's own. What was that until now can be brought back. */
  adopt(): void {
    if (!this.isStrange) return;
    if (this.#own !== null && this.#own !== this.tested) this.#replaced.add(this.#own);
    this.#strange = null;
    this.#keep();
  }

  /** Back to the tested program; from a stranger's, to what was there before. What goes can be brought back. */
  async reset(): Promise<void> {
    this.#putBy();
    const own = this.isStrange ? this.#own : null;
    if (!this.isStrange) this.#store(null);
    this.#strange = null;
    this.#close();
    if (own !== null && own !== this.tested) await this.edit(own);
  }

  /** Another program of the reader's own takes the place of what is there, which can be brought back. */
  async take(text: string): Promise<boolean> {
    this.#putBy();
    this.#strange = null;
    if (!(await this.edit(text))) return false;
    this.#keep();
    return true;
  }

  /** Bring back what was replaced last; what stands in its place can be brought back in turn. */
  async bringBack(): Promise<boolean> {
    const text = this.#replaced.take(
      this.text,
      this.text !== this.tested && this.text !== this.#strange,
    );
    if (text === null) return false;
    this.#strange = null;
    if (!(await this.edit(text))) return false;
    this.#keep();
    return true;
  }

  destroy(): void {
    this.#leave();
    removeEventListener("pagehide", this.#leave);
    this.#editor?.destroy();
    this.#blockLines.destroy();
  }
}
