/** Milliseconds from the page's address to the line, by the page's own clock; `press` is clicked as soon as it is there. */
async ({ press, begin, where, text, patience }) => {
  const ready = (find) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (!found) return;
        watch.disconnect();
        clearTimeout(end);
        resolve(found);
      };
      const watch = new MutationObserver(look);
      const end = setTimeout(() => {
        watch.disconnect();
        reject(new Error(`waited in vain at ${location.href}`));
      }, patience);
      const all = { childList: true, subtree: true, characterData: true, attributes: true };
      watch.observe(document, all);
      look();
    });
  if (press) (await ready(() => document.querySelector(press))).click();
  if (begin) {
    while (!(begin in globalThis)) await new Promise((resolve) => setTimeout(resolve, 5));
    await globalThis[begin]();
    return performance.now();
  }
  await ready(() =>
    [...document.querySelectorAll(where)].some((one) => one.textContent.includes(text)),
  );
  return performance.now();
};
