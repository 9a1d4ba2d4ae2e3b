// Packs or unpacks with Zstandard, which Node has and Python has from 3.14: `node zstd.mjs pack|unpack FROM TO`.
import fs from "node:fs";
import zlib from "node:zlib";

const [way, from, to] = process.argv.slice(2);
const content = fs.readFileSync(from);
// A browser unpacks it in JavaScript, which moves a whole window for each block.
const { ZSTD_c_compressionLevel: LEVEL, ZSTD_c_windowLog: WINDOW } = zlib.constants;
const params = { [LEVEL]: 19, [WINDOW]: 21 };
const made =
  way === "pack"
    ? zlib.zstdCompressSync(content, { params, pledgedSrcSize: content.length })
    : zlib.zstdDecompressSync(content);
fs.writeFileSync(to, made);
