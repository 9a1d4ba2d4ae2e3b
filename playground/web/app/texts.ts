/**
 * Which text stands in a program's place, under which name: the page's own, the reader's, or a stranger's; and the ways
 * from one to another, each of which can be taken back. Knows no run.
 */

import type { Shared } from "../../protocol/link.ts";
import type { Language } from "../language.ts";
import { fill, type Words } from "../words.ts";
import { controlOf, make, wordsOf } from "./dom.ts";
import { KEY } from "./link.ts";
import { Notice } from "./notice.ts";
import { Source } from "./source.ts";
import type { Status } from "./status.ts";
import type { Way } from "./way.ts";

interface Ways {
  /** What is under way for the text ends. */
  stop(): void;
  /** Nothing that is shown is of the text any more. */
  clear(): void;
  /** The text is another one. */
  follow(): void;
  pick(line: number): void;
}

export class Texts {
  readonly source: Source;
  #name: string;
  readonly #section: HTMLElement;
  readonly #words: Words;
  readonly #status: Status;
  readonly #way: Way;
  readonly #ways: Ways;
  readonly #notice: Notice;
  readonly #undo: HTMLElement;
  readonly #resets: HTMLElement;
  /** Where the focus goes when a text has taken the place of another. */
  readonly #begins: HTMLElement;
  /** Where a program stands in the editor from the start. */
  readonly #isBench: boolean;
  /** Whether the text is the page's own, of which it is known what it prints. */
  #isPages = false;

  constructor(
    section: HTMLElement,
    { language, status, way }: { language: Language; status: Status; way: Way },
    ways: Ways,
  ) {
    const words = (this.#words = wordsOf(language, "run"));
    this.#section = section;
    this.#status = status;
    this.#way = way;
    this.#ways = ways;
    this.#isBench = section.classList.contains("workbench");
    this.#name = this.#ownName();
    this.source = new Source(section, {
      editorWords: wordsOf(language, "editor"),
      language,
      label: () => fill(words, "editor", { name: this.name }),
      restOfLine: (count) => fill(words, "rest_of_line", { count }),
      onChange: () => this.#changed(),
      onPick: (line) => ways.pick(line),
      onElsewhere: () => {
        this.#offerUndo();
        status.say("edited_elsewhere");
      },
      say: (key) => status.say(key),
    });
    this.#notice = new Notice(way.top, words, {
      keep: () => this.#keep(),
      leave: () => void this.reset(),
      mark: (names) => this.source.markAlike(names),
    });
    this.#resets = controlOf(section, "reset");
    this.#begins = controlOf(section, this.#isBench ? "run" : "edit");
    this.#undo = make(
      "button",
      { type: "button", "data-action": "undo", tabindex: -1, hidden: true },
      words["undo"]!,
    );
    this.#resets.after(this.#undo);
    this.#offerUndo();
    this.#expectOutput();
  }

  get name(): string {
    return this.#name;
  }

  /** What the program is called from now on, wherever the page names it. */
  set name(name: string) {
    this.#name = name;
    const heading = this.#section.querySelector(".filename");
    if (heading) heading.textContent = name;
    this.source.named();
  }

  /** The reader has kept what stands there under a name: it is their own from now on. */
  called(name: string): void {
    this.name = name;
    if (!this.source.isStrange) return;
    this.source.adopt();
    this.#settled();
  }

  /** The page's own program is to print what it usually prints; of another the reader says so. */
  #expectOutput(): void {
    const isPages = this.source.text === this.source.tested && !this.source.isStrange;
    if (isPages === this.#isPages) return;
    this.#isPages = isPages;
    this.#way.panel.sameOutput = isPages && !("freeOrder" in this.#section.dataset);
  }

  /** Another text stands there now. */
  #changed(): void {
    this.#way.fix(null);
    if (this.#isBench) this.#resets.hidden = this.source.text === this.source.tested;
    this.#ways.follow();
    this.#status.changed();
    this.#expectOutput();
    this.#notice.look(this.source.text);
  }

  async edit(): Promise<void> {
    const editor = await this.source.edit();
    this.#resets.hidden = !editor;
    this.#notice.look(this.source.text);
    editor?.focus();
  }

  /** Show the reader's own; where there is room, a program stands in the editor from the start. */
  async restore(): Promise<void> {
    if (!(await this.source.restore())) {
      if (this.#isBench) await this.source.edit();
      return;
    }
    this.#changed();
    this.#resets.hidden = false;
    this.#status.ofText("kept");
  }

  /** Put in another program, as a link brings it, or a page of this site; whether it can be shown. */
  async put(shared: Shared, handed = false): Promise<boolean> {
    this.#ways.stop();
    if (!(await this.source.put(shared.source))) return false;
    this.name = shared.name;
    this.#ways.clear();
    this.#resets.hidden = false;
    const { schedule, policy, seed } = shared;
    this.#way.fix(schedule ? { schedule } : policy ? { policy } : null);
    this.#way.panel.seed = seed ?? 0;
    this.#expectOutput();
    const from = handed ? "from_page" : "from_stranger";
    this.#notice.from(fill(this.#words, from, { name: this.name }));
    this.#notice.look(this.source.text);
    return true;
  }

  /** One of the reader's programs takes the place of what is there. */
  async take(name: string, source: string): Promise<void> {
    this.#ways.stop();
    if (!(await this.source.take(source))) return;
    this.#again();
    this.name = name;
  }

  /** A link's program becomes the reader's own. */
  #keep(): void {
    this.source.adopt();
    this.#settled();
    this.#status.say("adopted");
  }

  async reset(): Promise<void> {
    this.#ways.stop();
    await this.source.reset();
    if (this.#isBench) await this.source.edit();
    this.#again();
    this.#status.ofText(this.source.text === this.source.tested ? "reset_done" : "own_again");
  }

  /** Bring back what Reset, or a link's program, has taken the place of. */
  async undo(): Promise<void> {
    this.#ways.stop();
    if (!(await this.source.bringBack())) return;
    this.#again();
    this.#status.ofText("brought_back");
  }

  /** One of the reader's own texts stands there again, or the tested one. */
  #again(): void {
    const tested = this.source.text === this.source.tested;
    this.name = this.#ownName();
    this.#way.begin(tested);
    this.#ways.clear();
    this.#resets.hidden = tested;
    this.#settled();
    this.#begins.focus();
  }

  #settled(): void {
    this.#expectOutput();
    if (location.hash.startsWith(KEY))
      history.replaceState(history.state, "", location.pathname + location.search);
    this.#notice.from("");
    this.#notice.look(this.source.text);
    this.#offerUndo();
  }

  #offerUndo(): void {
    this.#undo.hidden = !this.source.hasReplaced;
  }

  #ownName(): string {
    return `${this.#section.dataset["program"]!.split("/").pop()}.py`;
  }
}
