/**
 * Renders the timelines at rest, at build time: `node static.ts` reads {"words": {zh, en}, "records": {key: path}} and
 * writes {key: {zh, en}} of HTML. Run once for all programs. Knows files; knows no page.
 */

import { readFileSync } from "node:fs";
import type { Run } from "../protocol/record.ts";
import { drawingAtRest } from "./timeline/drawing.ts";
import type { Words } from "./words.ts";

interface Job {
  readonly words: Readonly<Record<string, Words>>;
  readonly records: Readonly<Record<string, string>>;
}

const job = JSON.parse(readFileSync(0, "utf8")) as Job;
const drawings: Record<string, Record<string, string>> = {};
for (const [key, path] of Object.entries(job.records)) {
  const run = JSON.parse(readFileSync(path, "utf8")) as Run;
  drawings[key] = Object.fromEntries(
    Object.entries(job.words).map(([language, words]) => [language, drawingAtRest(run, words)]),
  );
}
process.stdout.write(JSON.stringify(drawings));
