/**
 * Has CodeMirror put its styles into a constructed sheet, which a Content-Security-Policy allows, instead of a <style>
 * element, which it does not: what the library does by itself in a shadow root, for the whole document.
 */

import { StyleModule } from "style-mod";

type Slots = Record<symbol, unknown>;

/** style-mod keeps its sheet on the root, under a symbol of its own: let the document have a shadow root's. */
export function adoptStyles(): void {
  const shadow = document.createElement("div").attachShadow({ mode: "closed" });
  StyleModule.mount(shadow, []);
  for (const slot of Object.getOwnPropertySymbols(shadow)) {
    const at = document as unknown as Slots;
    at[slot] ??= (shadow as unknown as Slots)[slot];
  }
}
