// Runs in a page of the site: gives what strangers could send to what the page shows of it, and tells how much of it is in
// the document and for how long the page did not answer. Knows the page's parts; knows no browser driver.
import { ProgramView } from "../../playground/web/app/program.ts";
import { pack } from "../../playground/web/app/link.ts";
import { openLink } from "../../playground/web/app/sharing.ts";
import { readMessage } from "../../playground/protocol/validate.ts";

const LANGUAGE = document.documentElement.lang;
const many = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const MARK = "\u0301";

// -- what is sent

const run = {
  version: 1,
  program: "x.py",
  outcome: "finished",
  limit: null,
  exit_code: 0,
  seed: 0,
  policy: "random",
  preempt: "bytecode",
  schedule: "1.bytecode",
  time: 1,
  steps: 1,
  switches: 1,
  preemptions: 0,
  error: null,
  deadlock: null,
  events_dropped: 0,
  output: [],
  objects: [],
  events: [],
  threads: [],
};
const thread = (id, more = {}) => ({
  id,
  name: `T${id}`,
  daemon: false,
  parent: null,
  started: 0,
  ended: 1,
  end: "done",
  ...more,
});
const text = (what, more = {}) => ({ time: 0, thread: 1, stream: "stdout", text: what, ...more });
const printing = (...chunks) => ({ ...run, threads: [thread(1), thread(2)], output: chunks });
const wait = (index, more = {}) => ({
  time: index * 1e-6,
  thread: 1,
  kind: "wait",
  line: 1,
  operation: "Lock.acquire",
  object: 1,
  on: null,
  timeout: null,
  ...more,
});

/** What joins the letter before it, or makes one sign of many. */
const PILES = {
  marks: MARK,
  variations: "\ufe0f",
  joiners: "\u200d",
  tags: "\u{e0061}",
  enclosing: "\u20dd",
  fillers: "\u115f",
  hangul: "\u1161",
  leads: "\u1100",
  flags: "\u{1f1e6}",
  emoji: "\u{1f469}\u200d",
  virama: "\u0915\u094d",
  thai: "\u0e33",
  turned: "\u202e",
  isolates: "\u2067",
  arabic: "\u0644\u0627",
  tibetan: "\u0f71",
  shaped: "\ufdfa",
};

export const RECORDS = {
  ...Object.fromEntries(
    Object.entries(PILES).map(([name, sign]) => [
      `printed ${name}`,
      () => printing(text(`a${sign.repeat(95_000)}\n`)),
    ]),
  ),
  "marks, one a print": () =>
    printing(...many(95_000, (index) => text(MARK, { time: index * 1e-6 }))),
  "marks, two threads": () =>
    printing(
      ...many(50_000, (index) => text(MARK, { time: index * 1e-6, thread: 1 + (index % 2) })),
    ),
  "one long line": () => printing(text("x".repeat(500_000))),
  "one long line of words": () => printing(text("word 中文 ".repeat(60_000))),
  "empty lines": () => printing(text("\n".repeat(500_000))),
  "lines of all threads": () =>
    printing(
      ...many(90_000, (index) =>
        text(`${index}\n`, { time: index * 1e-6, thread: 1 + (index % 2), stream: "stderr" }),
      ),
    ),
  "one line of all threads": () =>
    printing(
      ...many(90_000, (index) => text("x", { time: index * 1e-6, thread: 1 + (index % 2) })),
    ),
  "long names": () => ({
    ...run,
    threads: many(512, (index) => thread(index + 1, { name: `a${MARK}`.repeat(10_000) })),
  }),
  "piled names": () => ({
    ...run,
    threads: many(50, (index) => thread(index + 1, { name: `a${MARK.repeat(20_000)}` })),
  }),
  threads: () => ({
    ...run,
    threads: many(20_000, (index) => thread(index + 1)),
    events: many(20_000, (index) => wait(index, { thread: index + 1 })),
  }),
  locks: () => ({
    ...run,
    threads: [thread(1)],
    objects: many(20_000, (index) => ({ id: index, kind: "Lock", name: `lock${index}` })),
    events: many(20_000, (index) => ({
      time: index * 1e-6,
      thread: 1,
      kind: "acquire",
      line: 1,
      object: index,
    })),
  }),
  events: () => ({
    ...run,
    threads: many(50, (index) => thread(index + 1)),
    objects: [{ id: 1, kind: "Lock", name: "lock" }],
    events: many(20_000, (index) =>
      index % 2
        ? { time: index * 1e-6, thread: 1 + (index % 50), kind: "run", line: 1 }
        : wait(index, { thread: 1 + (index % 50) }),
    ),
  }),
  "a long circle": () => {
    const ids = many(5_000, (index) => index + 1);
    const threads = ids.map((id) => ({
      thread: id,
      holds: many(4, (lock) => ({ object: id + lock, line: 1, time: 0 })),
      wants: { operation: "Lock.acquire", object: id, line: 1, since: 0, held_by: id + 1 },
    }));
    return {
      ...run,
      outcome: "deadlock",
      threads: ids.map((id) => thread(id, { end: "stuck" })),
      deadlock: { time: 1, threads, cycle: ids },
    };
  },
  "a long message": () => ({
    ...run,
    outcome: "raised",
    threads: [thread(1)],
    error: {
      thread: 1,
      type: "E",
      message: `a${MARK.repeat(95_000)} `.repeat(5),
      traceback: "",
      line: 1,
    },
  }),
};

export const SOURCES = {
  ...Object.fromEntries(
    Object.entries(PILES).map(([name, sign]) => [
      `a link of ${name}`,
      () => `a = "a${sign.repeat(Math.floor(190_000 / new TextEncoder().encode(sign).length))}"\n`,
    ]),
  ),
  "a link of one long line": () => `a = "${"x".repeat(190_000)}"\n`,
  "a link of one line of names": () => `a = ${"b + ".repeat(45_000)}1\n`,
  "a link of brackets": () => `${"[".repeat(90_000)}${"]".repeat(90_000)}\n`,
  "a link of empty lines": () => "\n".repeat(95_000),
  "a link of look-alikes": () => many(2_500, (index) => `\u0430${index} = 1`).join("\n"),
  "a link of quotes": () => `"`.repeat(95_000),
  "a link of open strings": () => `f"{`.repeat(45_000),
  "a link of strange lines": () => `${"a\u200b".repeat(40)}\n`.repeat(1_000),
  "a link of sound lines": () => "total = total + number  # adds\n".repeat(5_000),
};

// -- what comes of it

/** The longest time in milliseconds that a task had to wait for its turn while `work` went on and was drawn. */
async function blockedBy(work) {
  let [longest, last, over] = [0, performance.now(), false];
  const { port1, port2 } = new MessageChannel();
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!over) setTimeout(() => port2.postMessage(0), 1);
  };
  port1.onmessage = tick;
  tick();
  await work();
  for (let frames = 0; frames < 3; frames++)
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
  over = true;
  tick();
  port1.close();
  return longest;
}

/** The most that was put into the document at once, while `work` went on: nodes and characters. */
async function slicesOf(root, work) {
  const most = { nodes: 0, characters: 0 };
  const watch = new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
    const nodes = added.reduce(
      (sum, one) => sum + 1 + (one.querySelectorAll?.("*").length ?? 0),
      0,
    );
    most.nodes = Math.max(most.nodes, nodes);
    most.characters = Math.max(
      most.characters,
      added.reduce((sum, one) => sum + one.textContent.length, 0),
    );
  });
  watch.observe(root, { childList: true, subtree: true });
  const found = await work();
  watch.disconnect();
  return { ...found, slice: most };
}

/** How much there is of a section in the document. */
function sizeOf(section) {
  const all = section.textContent;
  return {
    characters: all.length,
    nodes: section.querySelectorAll("*").length,
    piled: Math.max(
      0,
      ...(all.match(/[\p{M}\p{Default_Ignorable_Code_Point}]+/gu) ?? []).map(
        (found) => found.length,
      ),
    ),
    label: Math.max(
      0,
      ...[...section.querySelectorAll("[aria-label], [title], [data-who]")].flatMap((one) =>
        ["aria-label", "title", "data-who"].map((name) => (one.getAttribute(name) ?? "").length),
      ),
    ),
    status: section.querySelector("[role=status]").textContent.length,
  };
}

const section = () => document.querySelector('section[data-program="playground/your_program"]');
const output = () => section().querySelector(".program-output samp");
let view;

/** A view whose engine gives this answer, with its output already on the way, or without. */
function shownBy(answer, live = true) {
  const client = {
    run: async (_, { onOutput }) => {
      const { chunks } = readMessage({
        kind: "output",
        chunks: live ? answer.output.map((one) => ({ ...one, name: "T" })) : [],
      });
      if (live) onOutput?.(chunks);
      await new Promise((resolve) => setTimeout(resolve));
      return answer;
    },
  };
  view?.destroy();
  const playground = location.origin + location.pathname;
  view = new ProgramView(section(), { client, language: LANGUAGE, playground });
  return view;
}

/** Show a record as that of a run. */
export async function showRecord(name) {
  const answer = readMessage({ kind: "done", answer: RECORDS[name](), spent: false }).answer;
  const one = shownBy(answer);
  await one.act("edit");
  return slicesOf(section(), async () => {
    const blocked = await blockedBy(async () => {
      await one.act("run");
      section().querySelector(".timeline-table").open = true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    const cut =
      answer.output.reduce((sum, { text }) => sum + text.length, 0) > output().textContent.length;
    return {
      blocked: Math.round(blocked),
      unsaid: cut && section().querySelector(".pg-left").hidden,
      ...sizeOf(section()),
    };
  });
}

/** Open a link. */
export async function showLink(name) {
  const link = await pack({ version: 1, source: SOURCES[name](), name: "x.py" });
  const one = shownBy(run);
  await one.act("edit"); // the editor is fetched
  return slicesOf(section(), async () => {
    const looked = new Promise((resolve) => {
      const twice = () =>
        section().querySelector(".pg-notice") ? resolve() : setTimeout(twice, 20);
      twice();
    });
    const blocked = await blockedBy(async () => {
      await openLink(one, link);
      await looked;
      await new Promise((resolve) => setTimeout(resolve, 400)); // the names are looked at
    });
    return { blocked: Math.round(blocked), link: link.length, ...sizeOf(section()) };
  });
}

/** Press Stop while a long output is drawn: how many of its lines were there then, and how many in the end. */
export async function stopWhileDrawing(name) {
  const answer = readMessage({ kind: "done", answer: RECORDS[name](), spent: false }).answer;
  const one = shownBy(answer, false);
  const lines = () => section().querySelectorAll(".program-output .pg-line").length;
  const pressed = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (!lines()) return;
      watch.disconnect();
      setTimeout(() => {
        section().querySelector("[data-action=stop]").click();
        resolve([lines(), section().getAttribute("aria-busy")]);
      });
    });
    watch.observe(section(), { childList: true, subtree: true });
  });
  await one.act("run");
  const [then, busy] = await pressed;
  return { then, busy, end: lines() };
}
