/** The controls of a program are one stop for the Tab key. Knows no program. */

/** Arrows go from control to control. */
export function rove(bar: HTMLElement): void {
  const controls = () =>
    [...bar.querySelectorAll<HTMLElement>("button, a")].filter((one) => !one.hidden);
  const take = (chosen: HTMLElement | undefined) => {
    for (const one of bar.querySelectorAll<HTMLElement>("button, a"))
      one.tabIndex = one === chosen ? 0 : -1;
  };
  take(controls()[0]);
  bar.addEventListener("focusin", (event) => take(event.target as HTMLElement));
  bar.addEventListener("keydown", (event) => {
    const all = controls();
    const here = all.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = {
      ArrowRight: here + 1,
      ArrowLeft: here - 1,
      Home: 0,
      End: all.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined || here < 0) return;
    event.preventDefault();
    all.at(to % all.length)?.focus();
  });
}
