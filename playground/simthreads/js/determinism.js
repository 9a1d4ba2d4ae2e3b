// @ts-check
/**
 * Time and chance for what reads them below Python (`datetime.now`, `os.urandom`, `uuid`): while a fibre is in its
 * body, both come from the simulation; for everybody else they stay as they are.
 */

/** @type {{inside: () => boolean, clock: () => number} | null} */
let source = null;
let state = 1;

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
  const now = Date.now.bind(Date);
  Date.now = () => (source?.inside() ? source.clock() : now());
  const { crypto } = globalThis;
  crypto.getRandomValues = /** @type {any} */ (filler(crypto.getRandomValues.bind(crypto)));
  if (nodeCrypto) nodeCrypto.randomFillSync = filler(nodeCrypto.randomFillSync.bind(nodeCrypto));
}
