(section) =>
  new Promise((resolve) => {
    const printed = () => section.querySelector(".program-output samp").textContent;
    const shown = [printed()];
    new MutationObserver((_, watch) => {
      if (printed() && printed() !== shown.at(-1)) shown.push(printed());
      if (section.getAttribute("aria-busy") !== "false") return;
      watch.disconnect();
      resolve(shown.slice(1));
    }).observe(section, { attributes: true, childList: true, characterData: true, subtree: true });
    section.querySelector("[data-action=run]").click();
  });
