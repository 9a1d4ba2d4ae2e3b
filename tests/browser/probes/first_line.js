(section) =>
  new Promise((resolve) => {
    const began = performance.now();
    new MutationObserver((_, watch) => {
      if (!section.querySelector(".program-output .pg-line")) return;
      watch.disconnect();
      resolve(performance.now() - began);
    }).observe(section, { childList: true, subtree: true });
    section.querySelector("[data-action=run]").click();
  });
