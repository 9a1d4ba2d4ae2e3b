/**
 * The list behind "My programs": save under a name, open, rename, delete, export, import; the last change can be undone.
 * Knows the reader's programs by name; what stands in the editor is handed in.
 */

import { fill, type Words } from "../words.ts";
import { button, make } from "./dom.ts";
import {
  exported,
  imported,
  joined,
  type Kept,
  keepPrograms,
  keptPrograms,
  tidyName,
} from "./kept_programs.ts";

export interface Bench {
  /** The program in the editor, under the name that it goes by. */
  readonly current: Kept;
  /** Put this one there. */
  open(program: Kept): void;
  /** The one that is open has another name now. */
  called(name: string): void;
}

export class MyPrograms {
  readonly element: HTMLElement;
  readonly #list = make("ul", { class: "pg-mine-list" });
  readonly #said = make("p", { role: "status" });
  readonly #name: HTMLInputElement;
  readonly #undo: HTMLButtonElement;
  readonly #words: Words;
  readonly #bench: Bench;
  #before: readonly Kept[] | null = null;

  constructor(words: Words, bench: Bench) {
    this.#words = words;
    this.#bench = bench;
    this.#name = make("input", { type: "text", maxlength: 60, autocomplete: "off" });
    this.#name.value = bench.current.name;
    this.#undo = button(words["mine_undo"]!, () => this.#undone());
    const file = make("input", { type: "file", accept: ".json,.py", hidden: true });
    file.addEventListener("change", () => void this.#import(file));
    this.element = make(
      "div",
      { class: "pg-panel pg-mine", role: "group", "aria-label": words["mine"]! },
      make("label", {}, `${words["mine_name"]} `, this.#name),
      button(words["mine_save"]!, () => this.#save()),
      button(words["mine_export"]!, () => this.#export()),
      button(words["mine_import"]!, () => file.click()),
      this.#undo,
      file,
      this.#list,
      this.#said,
    );
    this.#show();
  }

  #save(): void {
    const { source } = this.#bench.current;
    const name = tidyName(this.#name.value);
    if (!name) return this.#say("mine_unnamed");
    const all = keptPrograms();
    const there = all.find((one) => one.name === name);
    if (there && there.source !== source && name !== this.#bench.current.name)
      return this.#say("mine_taken", { name });
    const others = all.filter((one) => one !== there);
    if (!this.#change([...others, { name, source }])) return;
    this.#bench.called(name);
    this.#say("mine_saved", { name });
  }

  #rename(from: Kept, field: HTMLInputElement): void {
    const name = tidyName(field.value);
    const all = keptPrograms();
    const why = name ? "mine_taken" : "mine_unnamed";
    if (!name || all.some((one) => one.name === name)) {
      field.value = from.name;
      return this.#say(why, { name });
    }
    const others = all.filter((one) => one.name !== from.name);
    if (!this.#change([...others, { name, source: from.source }])) return;
    if (this.#bench.current.name === from.name) this.#bench.called(name);
    this.#say("mine_renamed", { name });
  }

  #delete({ name }: Kept): void {
    if (this.#change(keptPrograms().filter((one) => one.name !== name)))
      this.#say("mine_deleted", { name });
    this.#undo.focus();
  }

  #undone(): void {
    if (!this.#before) return;
    this.#change(this.#before);
    this.#say("mine_undone");
  }

  #export(): void {
    const blob = new Blob([exported(keptPrograms())], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(blob), download: "programs.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  async #import(from: HTMLInputElement): Promise<void> {
    const [file] = from.files ?? [];
    if (!file) return;
    const text = await file.text().catch(() => null); // it may have changed since it was chosen
    from.value = "";
    const come = text === null ? null : imported(file.name, text);
    if (!come) return this.#say("mine_bad");
    const there = keptPrograms();
    const all = joined(there, come);
    if (this.#change(all)) this.#say("mine_imported", { count: all.length - there.length });
  }

  /** Whether the list is this one now; what it was before can be brought back. */
  #change(programs: readonly Kept[]): boolean {
    const before = keptPrograms();
    const kept = keepPrograms(programs);
    if (kept) this.#before = before;
    else this.#say("mine_full");
    this.#show();
    return kept;
  }

  #show(): void {
    const all = keptPrograms();
    this.#undo.hidden = this.#before === null;
    this.#list.hidden = all.length === 0;
    this.#list.replaceChildren(...all.map((one) => this.#row(one)));
    if (!all.length && !this.#said.textContent) this.#say("mine_none");
  }

  #row(program: Kept): HTMLElement {
    const { name } = program;
    const field = make("input", { type: "text", maxlength: 60, value: name });
    field.setAttribute("aria-label", `${this.#words["mine_name"]}: ${name}`);
    field.addEventListener("change", () => this.#rename(program, field));
    const open = button(this.#words["mine_open"]!, () => {
      this.#name.value = name;
      this.#bench.open(program);
      this.#say("mine_opened", { name });
    });
    open.setAttribute("aria-label", fill(this.#words, "mine_open_of", { name }));
    const gone = button(this.#words["mine_delete"]!, () => this.#delete(program));
    gone.setAttribute("aria-label", fill(this.#words, "mine_delete_of", { name }));
    return make("li", {}, field, " ", open, " ", gone);
  }

  #say(key: string, values: Readonly<Record<string, string | number>> = {}): void {
    this.#said.textContent = fill(this.#words, key, values);
  }
}
