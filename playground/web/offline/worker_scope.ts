/** What a service worker is given by the browser, as far as ours uses it; TypeScript knows it only without a page. */

export interface ServiceWorkerGlobalScope {
  readonly registration: ServiceWorkerRegistration;
  readonly serviceWorker?: ServiceWorker;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(which: object): Promise<readonly unknown[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(kind: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(kind: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(kind: "message", listener: (event: Message) => void): void;
}
export interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
export interface Message extends Lasting {
  readonly data: unknown;
  readonly source: { readonly url: string };
  readonly ports: readonly MessagePort[];
}
export interface FetchEvent extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
