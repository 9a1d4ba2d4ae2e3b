(code, word) => {
  const range = document.createRange();
  range.selectNodeContents(code);
  const lines = code.textContent.split("\n");
  const line = lines.findIndex((text) => text.includes(word));
  const height = range.getBoundingClientRect().height / lines.length;
  const { left, top } = range.getBoundingClientRect();
  const at = { clientX: left + 20, clientY: top + (line + 0.5) * height, bubbles: true };
  code.dispatchEvent(new MouseEvent("click", at));
};
