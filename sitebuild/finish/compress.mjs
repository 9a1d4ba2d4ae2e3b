// Puts X.gz and X.br beside each file X that is named on standard input, where that saves a tenth. Node's own zlib.
import { readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const ways = {
  gz: (plain) => promisify(gzip)(plain, { level: 9 }),
  br: (plain) =>
    promisify(brotliCompress)(plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    }),
};
const files = readFileSync(0, "utf8").split("\n").filter(Boolean);
const saved = { plain: 0, gz: 0, br: 0 };

async function compress(file) {
  const plain = readFileSync(file);
  for (const [ending, way] of Object.entries(ways)) {
    const packed = await way(plain);
    if (packed.length > plain.length * 0.9) continue;
    writeFileSync(`${file}.${ending}`, packed);
    saved[ending] += plain.length - packed.length;
  }
  saved.plain += plain.length;
}

const take = async () => {
  for (let file = files.pop(); file; file = files.pop()) await compress(file);
};
await Promise.all([take(), take(), take(), take()]); // zlib works in threads of its own
console.log(JSON.stringify(saved));
