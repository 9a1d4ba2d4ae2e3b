/**
 * Steps programs to their end, here and not over a pipe: a question has to suspend the stack that asks it.
 *
 * Arguments: the engine's folder, Pyodide's, a snapshot, a file with {name: source}. For each program, at each grain:
 * forward; at one grain, also back to the middle and on from there. Prints {name: {grain: what went wrong, or the number of steps}}.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, pyodide, snapshotPath, programsPath] = process.argv.slice(2);
process.argv[1] = "simthreads";
const { boot } = await import(pathToFileURL(`${folder}/js/engine.js`).href);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const options = { indexURL: `${pyodide}/`, stdout() {}, stderr() {} };
const snapshot = new Uint8Array(fs.readFileSync(snapshotPath));
const engine = await boot({ loadPyodide, options, snapshot, nodeCrypto: crypto });
const MOST = 60; // steps of one program at its grain; after these it runs on by whole turns

/** Steps, with a choice that changes threads now and then. */
async function step(source, grain, choices = []) {
  const questions = [];
  const answers = [...choices];
  const record = await engine.step({ source, choices, max_steps: 200_000 }, async (question) => {
    questions.push(question);
    const at = answers.length;
    const turn = at % 5 === 4 ? at : 0;
    const answer = { thread: question.runnable[turn % question.runnable.length], grain: at < MOST ? grain : "run" };
    answers.push(answer);
    return answer;
  });
  return { record, questions, answers };
}

const written = (record) => record.output?.map(({ thread, text }) => `${thread}:${text}`).join("");

async function tried(source, grain, goBack) {
  const forward = await step(source, grain);
  const { record, questions, answers } = forward;
  if (record.unusable) return record.unusable;
  if (!questions.length) return "no question was asked";
  if (!goBack) return answers.length;
  const back = answers.length >> 1;
  const again = await step(source, grain, answers.slice(0, back));
  const [here, there] = [again.questions[0], questions[back]].map((question) => ({ ...question, output: [] }));
  if (JSON.stringify(here) !== JSON.stringify(there)) return `step ${back} is another one after a step back`;
  for (const fact of ["outcome", "schedule", "steps"]) {
    if (again.record[fact] !== record[fact]) return `${fact}: ${record[fact]}, then ${again.record[fact]}`;
  }
  if (written(again.record) !== written(record)) return "other output after a step back";
  return answers.length;
}

const GRAINS = ["bytecode", "line", "run"];
const results = {};
let number = 0;
for (const [name, source] of Object.entries(JSON.parse(fs.readFileSync(programsPath, "utf8")))) {
  results[name] = {};
  number += 1;
  for (const [at, grain] of GRAINS.entries()) results[name][grain] = await tried(source, grain, number % 3 === at);
}
process.stdout.write(JSON.stringify(results));
process.exit(0);
