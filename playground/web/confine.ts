/**
 * Takes from a worker's global scope all that leads out of it: what stays is the language, and the few things of the
 * platform that Python needs. A program that digs its way from Python into JavaScript finds no network, no storage,
 * no page, and nothing that makes code of text. Knows no Python.
 */

const LANGUAGE = `Object Boolean Symbol Number BigInt Math Date String RegExp Array Map Set WeakMap WeakSet WeakRef
  FinalizationRegistry Promise Proxy Reflect JSON Intl Iterator AsyncIterator ArrayBuffer SharedArrayBuffer
  Atomics DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array
  Float32Array Float64Array BigInt64Array BigUint64Array Error AggregateError EvalError RangeError ReferenceError
  SyntaxError TypeError URIError SuppressedError InternalError DisposableStack AsyncDisposableStack parseFloat parseInt
  isFinite isNaN decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape globalThis undefined NaN
  Infinity WebAssembly`;

/** `fetch`, `navigator`, the timers and what makes code of text are ours by the end: see below. */
const PLATFORM = `self WorkerGlobalScope DedicatedWorkerGlobalScope EventTarget Event MessageEvent MessageChannel
  MessagePort DOMException AbortController AbortSignal TextEncoder TextDecoder URL location console performance
  Performance crypto Crypto clearTimeout clearInterval queueMicrotask structuredClone atob btoa`;

const OURS = "Function eval fetch navigator setTimeout setInterval";

const ALLOWED = new Set<PropertyKey>(`${LANGUAGE} ${PLATFORM} ${OURS}`.split(/\s+/));
/** On the scope's prototypes: not the real ones of those that are ours. */
const INHERITED = new Set<PropertyKey>(`${PLATFORM} constructor`.split(/\s+/));

type Scope = Record<string, any>;

/** To be called once, before anything of somebody else's runs. `fetch` is what they get in its place. */
export function confine(fetch: (address: unknown) => Promise<Response>): void {
  const scope = globalThis as Scope;
  const { userAgent } = navigator;
  put(scope, "navigator", Object.freeze({ userAgent }));
  put(scope, "fetch", fetch);
  for (const name of ["setTimeout", "setInterval"]) put(scope, name, timer(scope[name]));
  refuseText(scope);
  delete (URL as unknown as Scope)["createObjectURL"];
  delete (URL as unknown as Scope)["revokeObjectURL"];
  const ends = new Set<object | null>([EventTarget.prototype, Object.prototype, null]);
  strip(scope, ALLOWED);
  for (let at = Object.getPrototypeOf(scope); !ends.has(at); at = Object.getPrototypeOf(at))
    strip(at, INHERITED);
}

function put(scope: Scope, name: string, value: unknown): void {
  Object.defineProperty(scope, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

function strip(from: object, allowed: ReadonlySet<PropertyKey>): void {
  for (const name of Reflect.ownKeys(from)) {
    if (typeof name === "symbol" || allowed.has(name)) continue;
    if (Reflect.deleteProperty(from, name)) continue; // before its value is looked at, which is made on demand
    const { value } = Reflect.getOwnPropertyDescriptor(from, name)!;
    if (typeof value !== "number") throw new Error(`this browser does not let go of ${name}`); // a constant leads nowhere
  }
}

/** Timers run functions and no text. */
function timer(plain: (work: () => void, pause?: number) => number) {
  return (work: unknown, pause?: number): number => {
    if (typeof work !== "function") throw new TypeError("a timer takes a function");
    return plain(work as () => void, pause);
  };
}

/** A policy for the page forbids it too, but a worker is held to one only where its host sends headers. */
function refuseText(scope: Scope): void {
  // biome-ignore lint/complexity/useArrowFunction: an arrow has no prototype
  const refuse = function (): never {
    throw new EvalError("text is not run as code here");
  };
  refuse.prototype = Function.prototype; // for `instanceof`
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds)
    Object.defineProperty(Object.getPrototypeOf(kind), "constructor", { value: refuse });
  put(scope, "Function", refuse);
  put(scope, "eval", refuse);
}
