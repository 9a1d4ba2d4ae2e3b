() => {
  const one = document.activeElement;
  const label = one.matches(".md-option") ? one.nextElementSibling : one;
  const box = label.getBoundingClientRect();
  const style = getComputedStyle(label);
  return {
    name: `${one.tagName} ${one.id} ${one.getAttribute("href") ?? one.className}`,
    body: one === document.body,
    seen:
      box.width > 0 &&
      box.height > 0 &&
      style.visibility === "visible" &&
      box.right > 0 &&
      box.left < innerWidth &&
      box.bottom > 0 &&
      box.top < innerHeight,
    marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
  };
};
