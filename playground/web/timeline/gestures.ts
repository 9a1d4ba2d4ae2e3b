/**
 * Pointer, wheel and keys on a strip that scrolls sideways, told as wishes. A mouse drags it, a finger scrolls it as
 * the browser does. Knows no timeline.
 */

export interface Wishes {
  /** The pointer rests on a place. */
  readonly hover: (event: MouseEvent) => void;
  /** A place was pressed, and not dragged. */
  readonly press: (event: MouseEvent) => void;
  readonly zoom: (factor: number, event: MouseEvent) => void;
  readonly keys: Readonly<Record<string, () => void>>;
}

const DRAG = 4; // pixels from which on a press is a drag

export function listen(strip: HTMLElement, wishes: Wishes): void {
  let pressed: { readonly x: number; readonly scroll: number; dragged: boolean } | null = null;

  strip.addEventListener("keydown", (event) => {
    const act = wishes.keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  strip.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      wishes.zoom(event.deltaY < 0 ? 1.25 : 0.8, event);
    },
    { passive: false },
  );
  strip.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    pressed = { x: event.clientX, scroll: strip.scrollLeft, dragged: false };
  });
  strip.addEventListener("pointermove", (event) => {
    if (pressed && event.buttons & 1) {
      const moved = event.clientX - pressed.x;
      if (Math.abs(moved) > DRAG) pressed.dragged = true;
      if (pressed.dragged) strip.scrollLeft = pressed.scroll - moved;
      return;
    }
    pressed = null;
    if (event.pointerType === "mouse") wishes.hover(event);
  });
  strip.addEventListener("pointerleave", () => {
    pressed = null;
  });
  strip.addEventListener("click", (event) => {
    const dragged = pressed?.dragged;
    pressed = null;
    if (!dragged) wishes.press(event);
  });
}
