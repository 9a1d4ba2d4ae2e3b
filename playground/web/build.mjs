// Bundles the TypeScript for the site: `node build.mjs OPTIONS`, esbuild's own as JSON. Knows no file names.
import { buildSync } from "esbuild";

try {
  buildSync(JSON.parse(process.argv[2]));
} catch {
  process.exitCode = 1; // esbuild has said why
}
