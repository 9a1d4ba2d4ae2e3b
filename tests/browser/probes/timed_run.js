(section) =>
  new Promise((resolve) => {
    const began = performance.now();
    new MutationObserver((_, watch) => {
      if (section.getAttribute("aria-busy") !== "false") return;
      watch.disconnect();
      resolve(performance.now() - began);
    }).observe(section, { attributes: true, attributeFilter: ["aria-busy"] });
    section.querySelector("[data-action=run]").click();
  });
