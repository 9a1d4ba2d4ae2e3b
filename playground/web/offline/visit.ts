/** After a page has loaded: registers the service worker and tells it what was seen. Silent where that is not allowed. */

export async function remember(root: string, release: string): Promise<void> {
  const { serviceWorker } = navigator;
  const tell = () => serviceWorker.controller?.postMessage({ kind: "seen", release });
  try {
    serviceWorker.addEventListener("controllerchange", tell);
    const { waiting } = await serviceWorker.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
    // A browser that needs the old worker just as the new one takes over may not try again until it is told to.
    waiting?.postMessage({ kind: "waiting" });
    tell();
  } catch {
    // private mode, storage barred: the page is whole without it
  }
}
