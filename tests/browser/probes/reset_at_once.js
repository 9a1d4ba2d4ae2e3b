(section) =>
  new Promise((resolve) => {
    new MutationObserver((_, watch) => {
      if (!section.querySelector(".program-output .pg-line")) return;
      watch.disconnect();
      section.querySelector("[data-action=reset]").click();
      resolve();
    }).observe(section, { childList: true, subtree: true });
    section.querySelector("[data-action=run]").click();
  });
