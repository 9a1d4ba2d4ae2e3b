// From standard input a script for browsers, to standard output the same one in fewer bytes; notices of licences stay.
import { readFileSync } from "node:fs";
import { minify } from "terser";

const { code } = await minify(readFileSync(0, "utf8"), { ecma: 2020, compress: { passes: 2 } });
process.stdout.write(code);
