import assert from "node:assert/strict";
import { test } from "node:test";
import { zstdCompressSync } from "node:zlib";
import { unpacked } from "../../playground/web/offline/unpack.ts";

/** Three megabytes that pack badly, as an interpreter does. */
const LONG = new Uint8Array(3 << 20).map((_, at) => (at * at * 2654435761) >>> 16);
const PACKED = zstdCompressSync(LONG);

const read = async (packed) => {
  const { body } = unpacked(new Response(packed), "interpreter.wasm.zstd");
  return Buffer.from(await new Response(body).arrayBuffer());
};

test("who unpacks a long file has turns for other work meanwhile", async () => {
  let [turns, over] = [0, false];
  const other = () => {
    turns += 1;
    if (!over) setImmediate(other);
  };
  setImmediate(other);
  const bytes = await read(PACKED);
  over = true;
  assert.deepEqual(bytes, Buffer.from(LONG));
  assert.ok(turns >= PACKED.length / (1 << 16), `${turns} turns for ${PACKED.length} bytes`);
});

test("a file that was cut short is no file", async () => {
  for (const length of [0, 1, PACKED.length >> 1, PACKED.length - 1])
    await assert.rejects(read(PACKED.subarray(0, length)), `${length} bytes`);
});
