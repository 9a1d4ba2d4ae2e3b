// Of each label in a program's code: its text, the line that it is of, and how far it lies over that line's text.
(section) => {
  const code = section.querySelector("pre:not([hidden]) > code");
  return [...code.querySelectorAll(".pg-mark-label")].map((label) => {
    const before = document.createRange();
    before.setStart(code, 0);
    before.setEndBefore(label);
    const { content, marginInlineStart } = getComputedStyle(label, "::after");
    const begins = label.getBoundingClientRect().left + Number.parseFloat(marginInlineStart);
    return {
      says: content.replace("attr(data-label)", JSON.stringify(label.dataset.label)),
      line: before.toString().split("\n").length,
      over: Math.max(0, [...before.getClientRects()].at(-1).right - begins),
    };
  });
};
