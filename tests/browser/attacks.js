// What a worker would do with JavaScript of an attacker's choice: tests/browser/test_walls.py puts this in the place of
// the playground's own script. Each attack throws or rejects where it gets nothing, and tells what it got elsewhere.
// A test writes the addresses before it: SITE, where the page is from, and OTHER, another host; both count who asks.

const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // the smallest WebAssembly
const source = (text, type = "text/javascript") => URL.createObjectURL(new Blob([text], { type }));
const data = (text) => `data:text/javascript,${encodeURIComponent(text)}`;
const wait = (set, milliseconds = 3000) =>
  new Promise((resolve, reject) => {
    const late = () => reject(new Error("nothing came"));
    setTimeout(late, milliseconds);
    set(resolve, reject);
  });
const opened = (request) =>
  wait((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
const heard = (of) =>
  wait((resolve, reject) => {
    of.onopen = () => resolve("open");
    of.onmessage = ({ data: said }) => resolve(said);
    of.onerror = () => reject(new Error("refused"));
  });
const asked = (how, at, body) =>
  wait((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(how, at);
    request.onload = () => resolve(request.status);
    request.onerror = () => reject(new Error("refused"));
    request.send(body);
  });
const silent = (at) => {
  const request = new XMLHttpRequest();
  request.open("GET", at, false);
  request.send();
  return request.status;
};
/** Another worker, of any kind, that says what it comes to. */
const bred = async (make) => heard(make());
const imported = (at) => import(at).then((module) => Object.keys(module).join() || "a module");

const ATTACKS = {};
for (const [where, at] of Object.entries({ site: SITE, other: OTHER })) {
  const socket = at.replace("http", "ws");
  Object.assign(ATTACKS, {
    [`fetch ${where}`]: () => fetch(`${at}caught?fetch`),
    [`fetch, opaque, ${where}`]: () => fetch(`${at}caught?opaque`, { mode: "no-cors" }),
    [`fetch, kept alive, ${where}`]: () =>
      fetch(`${at}caught?alive`, { method: "POST", body: "x", keepalive: true, mode: "no-cors" }),
    [`fetch, with credentials, ${where}`]: () =>
      fetch(`${at}caught?credentials`, { credentials: "include" }),
    [`Request ${where}`]: () => fetch(new Request(`${at}caught?request`)),
    [`XMLHttpRequest ${where}`]: () => asked("GET", `${at}caught?xhr`),
    [`XMLHttpRequest, POST, ${where}`]: () => asked("POST", `${at}caught?post`, "x"),
    [`XMLHttpRequest, synchronous, ${where}`]: () => silent(`${at}caught?sync`),
    [`WebSocket ${where}`]: () => heard(new WebSocket(`${socket}caught?socket`)),
    [`WebSocketStream ${where}`]: () => new WebSocketStream(`${socket}caught?socket`).opened,
    [`EventSource ${where}`]: () => heard(new EventSource(`${at}caught?events`)),
    [`WebTransport ${where}`]: () =>
      new WebTransport(`${at.replace("http:", "https:")}caught`).ready,
    [`sendBeacon ${where}`]: () =>
      navigator.sendBeacon(`${at}caught?beacon`, "x") || Promise.reject(new Error("refused")),
    [`importScripts ${where}`]: () => importScripts(`${at}caught.js`),
    [`import ${where}`]: () => imported(`${at}caught.js`),
    [`import, JSON, ${where}`]: () => import(`${at}caught.json`, { with: { type: "json" } }),
    [`Worker ${where}`]: () => bred(() => new Worker(`${at}caught.js`)),
    [`Worker, a module, ${where}`]: () =>
      bred(() => new Worker(`${at}caught.js`, { type: "module" })),
    [`SharedWorker ${where}`]: () => bred(() => new SharedWorker(`${at}caught.js`).port),
    [`RTCPeerConnection ${where}`]: async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(at).host}` }] });
      peer.createDataChannel("out");
      await peer.setLocalDescription();
      return wait((resolve) => {
        peer.onicecandidate = resolve;
      });
    },
    [`FontFace ${where}`]: () => new FontFace("out", `url(${at}caught.woff2)`).load(),
    [`a report ${where}`]: () =>
      fetch(`${at}caught?report`, { headers: { "Content-Security-Policy-Report": "1" } }),
    [`compileStreaming ${where}`]: () => WebAssembly.compileStreaming(fetch(`${at}caught.wasm`)),
    [`fetchLater ${where}`]: () => fetchLater(`${at}caught?later`, { activateAfter: 0 }),
    [`WebAssembly that asks, ${where}`]: () =>
      WebAssembly.instantiateStreaming(fetch(`${at}caught.wasm`), {}),
  });
}
Object.assign(ATTACKS, {
  "importScripts, data": () => importScripts(data("globalThis.got = 1")) ?? got,
  "importScripts, blob": () => importScripts(source("globalThis.got = 1")) ?? got,
  "import, data": () => imported(data("export const got = 1")),
  "import, blob": () => imported(source("export const got = 1")),
  "import, this script": () => imported(location.href),
  eval: () => eval("1"),
  "eval, indirect": () => (0, eval)("1"),
  Function: () => Function("return 1")(),
  "new Function": () => new Function("return 1")(),
  constructor: () => (() => {}).constructor("return 1")(),
  "constructor, async": () => (async () => {}).constructor("return 1")(),
  "constructor, generator": () => function* () {}.constructor("return 1")(),
  setTimeout: () =>
    wait((resolve) => {
      globalThis.tell = resolve;
      setTimeout("tell('ran')", 0);
    }, 500),
  setInterval: () =>
    wait((resolve) => {
      globalThis.tell = resolve;
      setInterval("tell('ran')", 1);
    }, 500),
  "a blob's content, fetched": () => fetch(source("x")).then((it) => it.text()),
  "data, fetched": () => fetch("data:text/plain,x").then((it) => it.text()),
  indexedDB: () => opened(indexedDB.open("wall")),
  "indexedDB, its names": () => indexedDB.databases(),
  caches: () => caches.open("wall"),
  "caches, their names": () => caches.keys(),
  localStorage: () => localStorage.length,
  sessionStorage: () => sessionStorage.length,
  cookieStore: () => cookieStore.getAll(),
  serviceWorker: () => navigator.serviceWorker.getRegistrations(),
  storage: () => navigator.storage.getDirectory(),
  "storage, its size": () => navigator.storage.estimate(),
  locks: () => navigator.locks.query(),
  "locks, taken": () => navigator.locks.request("wall", () => "had"),
  webkitRequestFileSystem: () =>
    wait((resolve, reject) => webkitRequestFileSystem(0, 1, resolve, reject)),
  document: () => document.cookie,
  parent: () => parent.location.href,
  top: () => top.document,
  window: () => window.name,
  open: () => open(`${OTHER}caught?open`),
  clients: () => clients.openWindow(`${OTHER}caught?clients`),
  location: () => {
    location.href = `${OTHER}caught?location`;
    throw new Error("a worker goes nowhere");
  },
  Notification: () => Notification.permission === "granted" || Promise.reject(new Error("refused")),
  serial: () => navigator.serial.getPorts(),
  usb: () => navigator.usb.getDevices(),
  hid: () => navigator.hid.getDevices(),
  permissions: () =>
    navigator.permissions
      .query({ name: "notifications" })
      .then(({ state }) => state === "granted" || Promise.reject(new Error(state))),
  SharedArrayBuffer: () => new SharedArrayBuffer(8).byteLength,
});
/** What is there, harmless: each is to say what the test knows. */
const HARMLESS = {
  "WebAssembly from bytes": () => WebAssembly.compile(bytes).then(() => "compiled"), // what the interpreter needs
  origin: () => self.origin,
  "origin of location": () => location.origin,
};

async function attempts(tried) {
  const found = {};
  for (const [name, attack] of Object.entries(tried)) {
    try {
      const got = await Promise.race([Promise.resolve().then(attack), wait(() => {}, 4000)]);
      found[name] = `GOT ${got}`;
    } catch (error) {
      found[name] = `${error?.name ?? error}`;
    }
  }
  return found;
}

/** A worker within the worker has no more than this one. */
async function within() {
  const text = `const SITE = ${JSON.stringify(SITE)}, OTHER = ${JSON.stringify(OTHER)};
    const tried = { fetch: () => fetch(OTHER + "caught?nested"), site: () => fetch(SITE + "caught?nested"),
      script: () => importScripts(OTHER + "caught.js"), text: () => eval("1"), kept: () => caches.keys() };
    (async () => {
      const found = {};
      for (const name in tried) {
        try { await tried[name](); found[name] = "GOT"; } catch (error) { found[name] = error.name; }
      }
      postMessage(JSON.stringify(found));
    })();`;
  try {
    const types = globalThis.trustedTypes?.createPolicy("python", {
      createScriptURL: (address) => address,
    });
    const address = source(text);
    return JSON.parse(await bred(() => new Worker(types?.createScriptURL(address) ?? address)));
  } catch (error) {
    return { worker: error.name };
  }
}

/** To every window that might hear it: the page is to take none of it for the worker's. */
function forge() {
  for (const word of ["ready", "pong"]) postMessage({ kind: word });
  postMessage({ kind: "done", answer: { unusable: "forged" }, spent: false });
  const channel = new BroadcastChannel("wall");
  channel.postMessage("forged");
}

addEventListener(
  "message",
  ({ ports: [page] }) => {
    page.onmessage = async ({ data: { kind } }) => {
      if (kind !== "boot") return;
      let forged = "sent";
      try {
        forge();
      } catch (error) {
        forged = error.name;
      }
      const told = {
        attacks: await attempts(ATTACKS),
        harmless: await attempts(HARMLESS),
        within: await within(),
        forged,
      };
      page.postMessage({ kind: "failed", stage: "load", message: JSON.stringify(told) });
    };
  },
  { once: true },
);
