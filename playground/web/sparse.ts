/**
 * The interpreter's memory as the site ships it (site_theme/engine.py, `sparse`): nearly half of it is zeros, which a
 * browser would read all the same. Pure.
 */

const PAGE = 0x10000;
const SIZE = 4; // bytes of the number that says how long the whole is

/** The whole memory; null where the bytes are not what they say. */
export function inWhole(sparse: Uint8Array): Uint8Array | null {
  if (sparse.length < SIZE) return null;
  const size = new DataView(sparse.buffer, sparse.byteOffset).getUint32(0, true);
  const count = Math.ceil(size / PAGE);
  let at = SIZE + Math.ceil(count / 8);
  if (sparse.length < at || sparse.length > at + size) return null;
  const whole = new Uint8Array(size);
  for (let page = 0; page < count; page++) {
    if (!((sparse[SIZE + (page >> 3)]! >> (page & 7)) & 1)) continue;
    const length = Math.min(PAGE, size - page * PAGE);
    whole.set(sparse.subarray(at, at + length), page * PAGE);
    at += length;
  }
  return at === sparse.length ? whole : null;
}
