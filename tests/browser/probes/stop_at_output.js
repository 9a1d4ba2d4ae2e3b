(section, text) =>
  new Promise((resolve) => {
    let stopped = null;
    new MutationObserver((_, watch) => {
      const printed = section.querySelector(".program-output samp").textContent === text;
      if (stopped === null && printed) {
        stopped = performance.now();
        section.querySelector("[data-action=stop]").click();
      } else if (stopped !== null && section.getAttribute("aria-busy") === "false") {
        watch.disconnect();
        resolve(performance.now() - stopped);
      }
    }).observe(section, { attributes: true, childList: true, characterData: true, subtree: true });
    section.querySelector("[data-action=run]").click();
  });
