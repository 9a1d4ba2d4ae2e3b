/**
 * Steps programs to their end, here and not over a pipe: a question has to suspend the stack that asks it.
 *
 * Is given {name: source}. Each program is stepped forward, by bytecodes and lines in turn and then by whole turns of its
 * threads, and also back to the middle and on from there. Answers {name: what went wrong, or how many steps of each granularity there were}.
 */
import { answer, engine, given } from "./booted.js";

const MOST = 120; // steps within a turn; after these it runs on by whole turns
const STRETCH = 8; // steps of one granularity, one after the other
const GRANULARITIES = ["bytecode", "line"];

/** Steps, with a choice that changes threads now and then; the first stretch is of the `first` granularity. */
async function step(source, first, choices = []) {
  const questions = [];
  const answers = [...choices];
  const record = await engine.step({ source, choices, max_steps: 200_000 }, async (question) => {
    questions.push(question);
    const at = answers.length;
    const turn = at % 5 === 4 ? at : 0;
    const within = GRANULARITIES[(first + Math.floor(at / STRETCH)) % GRANULARITIES.length];
    const chosen = {
      thread: question.runnable[turn % question.runnable.length],
      granularity: at < MOST ? within : "run",
    };
    answers.push(chosen);
    return chosen;
  });
  return { record, questions, answers };
}

const written = (record) => record.output?.map(({ thread, text }) => `${thread}:${text}`).join("");

async function tried(source, first) {
  const { record, questions, answers } = await step(source, first);
  if (record.unusable) return record.unusable;
  if (!questions.length) return "no question was asked";
  const back = answers.length >> 1;
  const again = await step(source, first, answers.slice(0, back));
  const [here, there] = [again.questions[0], questions[back]].map((question) => ({
    ...question,
    output: [],
  }));
  if (JSON.stringify(here) !== JSON.stringify(there))
    return `step ${back} is another one after a step back`;
  for (const fact of ["outcome", "schedule", "steps"]) {
    if (again.record[fact] !== record[fact])
      return `${fact}: ${record[fact]}, then ${again.record[fact]}`;
  }
  if (written(again.record) !== written(record)) return "other output after a step back";
  const steps = {};
  for (const { granularity } of answers) steps[granularity] = (steps[granularity] ?? 0) + 1;
  return steps;
}

const results = {};
for (const [number, [name, source]] of Object.entries(given()).entries()) {
  results[name] = await tried(source, number % GRANULARITIES.length);
}
answer(results);
