// @ts-check
/**
 * Time and chance for what reads them below Python (`datetime.now`, `os.urandom`, `uuid`): while a fibre is in its
 * body, or a snapshot is made, both come from the simulation; for everybody else they stay as they are.
 */

/** @type {{inside: () => boolean, clock: () => number} | null} */
let source = null;
let state = 1;
let installed = false;

/** All machines are in one time zone. */
class UtcDate extends Date {
  /** @param {any[]} parts */
  constructor(...parts) {
    if (parts.length > 1) super(Date.UTC(.../** @type {[number, number]} */ (parts)));
    else super(.../** @type {[]} */ (parts));
  }

  /** @override */
  getTimezoneOffset() {
    return 0;
  }
}
for (const part of ["FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds"]) {
  /** @type {any} */ (UtcDate.prototype)[`get${part}`] = /** @type {any} */ (Date.prototype)[
    `getUTC${part}`
  ];
}

/** Real milliseconds, whoever asks. */
export const elapsed = performance.now.bind(performance);

/** The same numbers for each run. */
function nextByte() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state & 0xff;
}

/** @param {{inside: () => boolean, clock: () => number}} given */
export function beginRun(given) {
  source = given;
  state = 0x2545f491;
}

/** @template T @param {() => Promise<T>} work all of it in one moment, with the same numbers each time */
export async function frozen(work) {
  beginRun({ inside: () => true, clock: () => 0 });
  try {
    return await work();
  } finally {
    source = null;
  }
}

/** @template T @param {(view: T) => T} real */
function filler(real) {
  return (/** @type {any} */ view) => {
    if (!source?.inside()) return real(view);
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let index = 0; index < bytes.length; index++) bytes[index] = nextByte();
    return view;
  };
}

/** @param {any} [nodeCrypto] Node's crypto module, which Pyodide asks there */
export function install(nodeCrypto) {
  if (installed) return;
  installed = true;
  const now = Date.now.bind(Date);
  globalThis.Date = /** @type {any} */ (UtcDate);
  Date.now = () => (source?.inside() ? source.clock() : now());
  performance.now = () => (source?.inside() ? source.clock() : elapsed());
  const { crypto } = globalThis;
  crypto.getRandomValues = /** @type {any} */ (filler(crypto.getRandomValues.bind(crypto)));
  if (nodeCrypto) nodeCrypto.randomFillSync = filler(nodeCrypto.randomFillSync.bind(nodeCrypto));
}
