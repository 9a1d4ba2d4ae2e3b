() => {
  const seen = new Set();
  for (const code of document.querySelectorAll(".highlight pre > code")) {
    const kinds = [...code.querySelectorAll("span[class]")].map((token) => token.className);
    if (kinds.every((kind) => seen.has(kind))) code.replaceChildren(code.textContent);
    for (const kind of kinds) seen.add(kind);
  }
};
