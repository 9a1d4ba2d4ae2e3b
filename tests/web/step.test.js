// Step by step, without a page and without an engine.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changesBetween, nextWords, readBy } from "../../playground/web/step/question.ts";
import { inHand, Session } from "../../playground/web/step/session.ts";
import { words } from "./samples.js";

const standing = (id, opcode, argument = "", more = {}) => ({
  id,
  name: `T${id}`,
  state: "ready",
  line: 8,
  source: "counter += 1",
  opcode,
  argument,
  step: STEPS.includes(opcode),
  waits_for: null,
  held_by: null,
  expression: "",
  locals: [],
  ...more,
});
/** Of those used here, what the engine calls steps. */
const STEPS = ["LOAD_GLOBAL", "BINARY_OP", "STORE_GLOBAL"];
const INCREMENT = [
  ["RESUME", "0"],
  ["LOAD_GLOBAL", "counter"],
  ["LOAD_SMALL_INT", ""],
  ["BINARY_OP", "+="],
  ["STORE_GLOBAL", "counter"],
];

test("an increment is a load, an addition and a store", () => {
  const steps = INCREMENT.map(([opcode, argument]) => standing(1, opcode, argument)).filter(
    ({ step }) => step,
  );
  assert.deepEqual(
    steps.map((step) => nextWords(step, words.en)),
    ["load `counter`", "compute `+=`", "store `counter`"],
  );
  assert.deepEqual(
    steps.map((step) => nextWords(step, words.zh)),
    ["读 `counter`", "计算 `+=`", "写 `counter`"],
  );
});

const PROGRAM = { source: "counter += 1", filename: "program.py" };

/** An engine of two threads that each do the increment; it asks as the real one does. */
class Fake {
  runs = [];
  step(request, choose, hooks) {
    const given = [...request.choices];
    const at = { 1: 0, 2: 0 };
    const order = [];
    this.runs.push({ given: request.choices, order });
    return new Promise((resolve, reject) => {
      hooks.signal.addEventListener("abort", () => resolve({ outcome: "stopped", output: [] }));
      const go = async () => {
        let running = 1;
        for (;;) {
          const runnable = [1, 2]
            .filter((id) => at[id] < INCREMENT.length)
            .sort((a) => (a === running ? -1 : 1));
          if (runnable.length === 0)
            return resolve({ outcome: "finished", output: [], events: [], threads: [] });
          const threads = runnable.map((id) => standing(id, ...INCREMENT[at[id]]));
          const question = {
            runnable,
            running: runnable.includes(running) ? running : null,
            threads,
            globals: [{ name: "counter", value: String(order.length) }],
            steps: 0,
            time: 0,
            output: [],
          };
          const choice = given.shift() ?? (await choose(question));
          running = choice.thread;
          order.push(running);
          at[running] += choice.granularity === "line" ? INCREMENT.length - at[running] : 1;
        }
      };
      go().catch(reject);
    });
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

async function session(run) {
  const fake = new Fake();
  let seen;
  const made = new Session(PROGRAM, fake, (next) => {
    seen = next;
  });
  made.start();
  await settled();
  const next = () =>
    Object.fromEntries(
      (seen.question?.threads ?? []).map((one) => [one.id, nextWords(one, words.en)]),
    );
  const choose = async (id) => {
    made.choose(id);
    await settled();
  };
  await run({ made, fake, next, choose, seen: () => seen });
  made.destroy();
}

test("a choice moves its thread to the next step that matters", () =>
  session(async ({ next, choose, seen }) => {
    assert.equal(seen().question.runnable.length, 2);
    await choose(1);
    assert.equal(next()[1], "load `counter`");
    await choose(1);
    assert.equal(next()[1], "compute `+=`");
    await choose(2);
    assert.deepEqual(next(), { 1: "compute `+=`", 2: "load `counter`" });
  }));

test("two threads are led into a lost update", () =>
  session(async ({ choose, seen, fake }) => {
    for (const id of [1, 2, 1, 2, 1, 2, 1]) await choose(id);
    assert.equal(seen().run.outcome, "finished"); // the last goes on alone
    assert.deepEqual(
      seen().taken.map(({ thread }) => thread.id),
      [1, 2, 1, 2, 1, 2, 1],
    );
    assert.equal(fake.runs.length, 1);
  }));

test("a step back is the same run with fewer choices", () =>
  session(async ({ made, next, choose, seen, fake }) => {
    await choose(1);
    await choose(1);
    const before = next();
    await choose(2);
    made.back();
    await settled();
    assert.deepEqual(next(), before);
    assert.equal(seen().taken.length, 2);
    assert.equal(fake.runs.length, 2);
    made.restart();
    await settled();
    assert.equal(seen().taken.length, 0);
    made.back();
    await settled();
    assert.equal(fake.runs.length, 3, "before the first step there is nothing to undo");
  }));

test("the end can be stepped back from too", () =>
  session(async ({ made, choose, seen }) => {
    made.granularity = "line";
    await choose(1);
    assert.equal(seen().run.outcome, "finished");
    made.back();
    await settled();
    assert.equal(seen().run, null);
    assert.equal(seen().question.runnable.length, 2);
  }));

test("while the reader thinks, the engine is free; the next choice takes it up again", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const fake = new Fake();
  let seen;
  const made = new Session(PROGRAM, fake, (next) => {
    seen = next;
  });
  const breathe = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  made.start();
  await breathe();
  made.choose(1);
  await breathe();
  const { question } = seen;
  context.mock.timers.tick(10_000);
  await breathe();
  assert.equal(seen.question, question, "what is asked stays in sight");
  assert.equal(seen.run, null);
  made.choose(1);
  await breathe();
  assert.equal(fake.runs.length, 2);
  assert.equal(
    nextWords(
      seen.question.threads.find(({ id }) => id === 1),
      words.en,
    ),
    "compute `+=`",
  );
  made.destroy();
});

test("a thread that cannot run cannot be chosen", () =>
  session(async ({ made, seen, fake }) => {
    made.choose(7);
    await settled();
    assert.equal(seen().taken.length, 0);
    assert.equal(fake.runs[0].order.length, 0);
  }));

test("no step is called by what the interpreter calls it", () => {
  const opcodes = process.env.OPCODES.split(" ");
  assert.ok(opcodes.includes("LOAD_SMALL_INT") && opcodes.includes("CALL_KW"));
  for (const language of ["zh", "en"]) {
    for (const opcode of opcodes) {
      for (const step of [true, false]) {
        for (const [argument, expression] of [
          ["", ""],
          ["print + NULL", "print"],
          ["x + NULL|self", "self.x"],
          ["to L2", "rows"],
          ["[]", "a[0]"],
        ]) {
          const said = nextWords(
            standing(1, opcode, argument, { step, expression }),
            words[language],
          );
          assert.doesNotMatch(
            said,
            /NULL|_|\bL2\b|bool\(|\bnop\b|^$|\{/i,
            `${opcode} ${argument}: ${said}`,
          );
        }
      }
    }
  }
  assert.equal(
    nextWords(standing(1, "COMPARE_OP", "bool(<)", { step: true, expression: "a < b" }), words.en),
    "compare `a < b`",
  );
  const call = standing(1, "CALL", "", { step: true, expression: "lock.acquire()" });
  assert.equal(nextWords(call, words.en), "call `lock.acquire()`");
  assert.equal(
    nextWords(
      standing(1, "LOAD_ATTR", "balance", { step: true, expression: "self.balance" }),
      words.zh,
    ),
    "读 `self.balance`",
  );
  assert.equal(
    nextWords(standing(1, "BINARY_OP", "[]", { step: true, expression: "rows[0]" }), words.en),
    "load `rows[0]`",
  );
});

test("each step says what it has changed, and what is as before is not said to be", () => {
  const at = (globals, locals) => ({ globals, threads: [{ id: 2, locals }] });
  const one = (name, value) => ({ name, value });
  assert.deepEqual(
    changesBetween(
      at([one("x", "0"), one("y", "1")], [one("n", "5")]),
      at([one("x", "1"), one("y", "1")], [one("n", "5"), one("m", "6")]),
    ),
    [
      { name: "x", value: "1", was: "0", thread: null },
      { name: "m", value: "6", was: null, thread: 2 },
    ],
  );
});

test("what a thread has read is in its hand until it has made use of it", () => {
  const globals = [{ name: "counter", value: "0" }];
  const load = standing(1, "LOAD_GLOBAL", "counter + NULL|self");
  assert.deepEqual(readBy(load, globals), globals[0]);
  assert.equal(readBy(load, []), null);
  assert.equal(readBy(standing(1, "STORE_GLOBAL", "counter"), globals), null);
  const took = (thread, read = null) => ({ thread, granularity: "bytecode", read, changes: [] });
  const add = took(standing(1, "BINARY_OP", "+="));
  const store = took(standing(1, "STORE_GLOBAL", "counter"));
  const now = standing(1, "BINARY_OP", "+=");
  assert.equal(inHand(now, []), null);
  assert.deepEqual(
    inHand(now, [took(load, globals[0]), took(standing(2, "STORE_GLOBAL")), add]),
    globals[0],
  );
  assert.equal(inHand(now, [took(load, globals[0]), add, store]), null);
  assert.equal(inHand({ ...now, line: 9 }, [took(load, globals[0])]), null);
});

test("a step's changes stay with it, also after a step back", () =>
  session(async ({ made, choose, seen }) => {
    await choose(1);
    await choose(1);
    const changes = () =>
      seen().taken.map((step) =>
        step.changes.map(({ name, was, value }) => `${name} ${was} ${value}`),
      );
    const before = changes();
    assert.ok(before.every((told) => told.length === 1 && told[0].startsWith("counter ")));
    await choose(2);
    made.back();
    await settled();
    assert.deepEqual(changes(), before);
  }));
