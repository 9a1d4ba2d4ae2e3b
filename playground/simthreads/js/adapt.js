// @ts-check
/** Adapts an interpreter ahead of time, for a site: the file that is named, into another. */
import fs from "node:fs";
import { adapted } from "./interpreter.js";

const [from, to] = process.argv.slice(2);
fs.writeFileSync(to, adapted(new Uint8Array(fs.readFileSync(from))));
