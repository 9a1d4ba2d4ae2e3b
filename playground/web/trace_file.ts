/** A record as a trace, for the terminal: `node trace_file.ts` reads the one and writes the other. Knows files alone. */

import { readFileSync } from "node:fs";
import type { Run } from "../protocol/record.ts";
import { chromeTrace } from "./timeline/trace.ts";

const run = JSON.parse(readFileSync(0, "utf8")) as Run;
process.stdout.write(JSON.stringify(chromeTrace(run)));
