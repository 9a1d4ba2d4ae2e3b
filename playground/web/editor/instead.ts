/** What stands in the editor in the place of text that is not drawn as it is. */

import { WidgetType } from "@codemirror/view";

export class Instead extends WidgetType {
  readonly #said: string;

  constructor(said: string) {
    super();
    this.#said = said;
  }

  override eq(other: Instead): boolean {
    return other.#said === this.#said;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement("span");
    element.className = "pg-strange";
    element.textContent = this.#said;
    return element;
  }
}
