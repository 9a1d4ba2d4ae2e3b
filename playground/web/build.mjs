// Bundles the TypeScript for the site: `node build.mjs OPTIONS`, esbuild's own as JSON. Prints the files that went into
// it. Knows no file names.
import { buildSync } from "esbuild";

try {
  const { metafile } = buildSync({ ...JSON.parse(process.argv[2]), metafile: true });
  process.stdout.write(JSON.stringify(Object.keys(metafile.inputs)));
} catch {
  process.exitCode = 1; // esbuild has said why
}
