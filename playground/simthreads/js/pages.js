// @ts-check
/**
 * An interpreter's memory, a page at a time: whether there is anything in it, zeros in its place, and a snapshot written
 * into it.
 */

export const PAGE = 0x10000;
const BLOCK = 64;

/**
 * An interpreter's memory, and a function that says of a range whether it holds nothing but zeros: 1 or 0. It looks at
 * whole blocks; the second address is not part of the range.
 * @typedef {{bytes: Uint8Array, isZero: (from: number, to: number) => number}} View
 */

/**
 * (func (export "z") (param $from i32) (param $to i32) (result i32)
 *   (loop
 *     four times (v128.load offset=0, 16, 32, 48 (local.get $from)), joined by v128.or
 *     (if (v128.any_true) (then (return (i32.const 0))))
 *     (br_if 0 (i32.lt_u (local.tee $from (i32.add (local.get $from) (i32.const 64))) (local.get $to))))
 *   (i32.const 1)), over an imported memory. The interpreter's own memcmp looks at one byte at a time, and so would a loop
 * in JavaScript, which is slower still once a memory has grown.
 */
const SCAN = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 2, 7, 1, 0, 1, 109, 2, 0, 0, 3, 2,
  1, 0, 7, 5, 1, 1, 122, 0, 0, 10, 60, 1, 58, 0, 3, 64, 32, 0, 253, 0, 0, 0, 32, 0, 253, 0, 0, 16,
  253, 80, 32, 0, 253, 0, 0, 32, 253, 80, 32, 0, 253, 0, 0, 48, 253, 80, 253, 83, 4, 64, 65, 0, 15,
  11, 32, 0, 65, 192, 0, 106, 34, 0, 32, 1, 73, 13, 0, 11, 65, 1, 11,
]);

/** @param {WebAssembly.Memory} memory @returns {View["isZero"]} */
export function scanner(memory) {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(SCAN), { "": { m: memory } });
  return /** @type {View["isZero"]} */ (instance.exports.z);
}

/**
 * Writes zeros only where something is: what was never written takes no room, and is long in getting it.
 * @param {View} view @param {number} from @param {number} to
 */
export function clear(view, from, to) {
  for (let page = from; page < to; page += PAGE) {
    const end = Math.min(page + PAGE, to);
    if (!isEmpty(view, page, end)) view.bytes.fill(0, page, end);
  }
}

/** A page outside of an interpreter's memory. @param {Uint8Array} page */
export function isBlank(page) {
  const words = new Uint32Array(page.buffer, page.byteOffset, page.length >> 2);
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) return false;
  return page.subarray(words.length << 2).every((byte) => byte === 0);
}

/** @param {View} view @param {number} from @param {number} to */
export function isEmpty({ bytes, isZero }, from, to) {
  const rest = to - ((to - from) % BLOCK);
  for (let at = rest; at < to; at++) if (bytes[at] !== 0) return false;
  return rest === from || isZero(from, rest) === 1;
}

/**
 * Makes an array into a snapshot that writes itself: Pyodide reads its head, and would copy what follows into the new
 * memory.
 * @param {Uint8Array} array the head at least
 * @param {(head: number) => void} write what follows that many bytes
 */
export function writing(array, write) {
  const { subarray } = Uint8Array.prototype;
  array.subarray = (from, to) => {
    if (to !== undefined) return subarray.call(array, from, to);
    write(from ?? 0);
    return new Uint8Array();
  };
  return array;
}

/**
 * Pages of zeros are left alone: memory that nobody has written takes no room and is quick to look through.
 * @param {Uint8Array} snapshot
 * @param {() => WebAssembly.Memory} memory
 */
export function sparing(snapshot, memory) {
  const same = new Uint8Array(snapshot.buffer, snapshot.byteOffset, snapshot.length);
  return writing(same, (head) => {
    const bytes = new Uint8Array(memory().buffer);
    const view = { bytes, isZero: scanner(memory()) };
    for (let at = head; at < snapshot.length; at += PAGE) {
      const page = snapshot.subarray(at, at + PAGE);
      if (isBlank(page)) clear(view, at - head, at - head + page.length);
      else bytes.set(page, at - head);
    }
  });
}
