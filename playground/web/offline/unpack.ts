/** Unpacks what the site packs itself, as it comes. Knows no cache and no network. */

import { Decompress } from "fzstd";
import { turn } from "../../simthreads/js/turn.js";
import { PACKED } from "./places.ts";

/** Whether a file is packed by the site, not by its host. */
export function isPacked(address: string): boolean {
  return PACKED.test(address);
}

/** Packed bytes that take a few milliseconds to unpack; of what the browser has kept, all comes in one piece. */
const AT_ONCE = 1 << 15;

/** What is cut short is an error, as it is with the browser's own. */
function zstd(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let out: TransformStreamDefaultController<Uint8Array<ArrayBuffer>>;
  let [begun, whole] = [false, false];
  const stream = new Decompress((piece, last) => {
    whole ||= last === true;
    if (piece.length) out.enqueue(piece as Uint8Array<ArrayBuffer>);
  });
  return new TransformStream({
    start: (controller) => {
      out = controller;
    },
    async transform(piece) {
      begun = true;
      for (let at = 0; at < piece.length; at += AT_ONCE) {
        stream.push(piece.subarray(at, at + AT_ONCE));
        await turn(); // a page has more to do, and hands on what has been unpacked
      }
    },
    flush: () => {
      stream.push(new Uint8Array(), true);
      if (!begun || !whole) throw new TypeError("the file ends too early");
    },
  });
}

export function unpacked(response: Response, address = response.url): Response {
  if (!isPacked(address) || !response.body) return response;
  return new Response(response.body.pipeThrough(zstd()));
}
