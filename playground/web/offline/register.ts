/** After a page has loaded: registers the service worker and tells it what was seen. Silent where that is not allowed. */

export function register(root: string): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(`${root}sw.js`, { scope: root, updateViaCache: "none" });
}

export async function remember(root: string, release: string): Promise<void> {
  const { serviceWorker } = navigator;
  const tell = () => serviceWorker.controller?.postMessage({ kind: "seen", release });
  try {
    serviceWorker.addEventListener("controllerchange", tell);
    await register(root);
    tell();
  } catch {
    // private mode, storage barred: the page is whole without it
  }
}
