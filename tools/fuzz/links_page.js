// Runs in a page of the site, under its policy: feeds broken links and records to what the page does with them, and
// throws the shortest one that does anything but be shown as text. Knows the page's parts; knows no browser driver.
import fc from "fast-check";
import { Output } from "../../playground/web/app/output.ts";
import { printed } from "../../playground/web/bounds.ts";
import { ProgramView } from "../../playground/web/app/program.ts";
import { KEY, LinkError, pack, unpack } from "../../playground/web/app/link.ts";
import { openLink } from "../../playground/web/app/sharing.ts";
import { wordsOf } from "../../playground/web/app/dom.ts";
import { Unreadable, readMessage, readRun } from "../../playground/protocol/validate.ts";
import { drawingAtRest } from "../../playground/web/timeline/drawing.ts";
import { mountTimeline, outcomeSentence } from "../../playground/web/timeline/index.ts";
import { chromeTrace } from "../../playground/web/timeline/trace.ts";

const LANGUAGE = document.documentElement.lang;
const WORDS = wordsOf(LANGUAGE, "timeline");

// -- what is tried

const NASTY = [
  "<img src=x onerror=trap()>",
  "<script>trap()</script>",
  '"><svg onload=trap()>',
  "'><iframe srcdoc=x>",
  "</style><b>",
  "javascript:trap()",
  "</samp></td><td><i>",
  "&lt;b&gt;",
  "`<b>`",
  "{name}",
  "{{7*7}}",
  "$" + "{trap()}",
  "__proto__",
  "constructor",
  "toString",
  "\u202e\u0000\ud800",
  "]]>",
  "<!--",
  "<math><mtext></style>",
  "\r\n\u2028",
  "a".repeat(5000),
];
const string = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
);
const wild = fc.constantFrom(-1, 2 ** 53, -1e300, 1e308, NaN, Infinity, 1e-320, 0.5);
const number = fc.oneof(
  { weight: 8, arbitrary: fc.nat(70) },
  { weight: 2, arbitrary: fc.maxSafeInteger() },
  wild,
);
const moment = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }) },
  wild,
);
const anything = fc.oneof(
  string,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.jsonValue(),
);
const MOMENTS = /^(time|started|ended|since|timeout)$/;
const CHOICES = {
  outcome: ["finished", "raised", "deadlock", "stopped", "limit"],
  limit: ["steps", "output", "memory", "stack", "time"],
  stream: ["stdout", "stderr"],
  end: ["done", "died", "stuck", "abandoned", "stopped"],
  kind: ["run", "done", "died", "wait", "join", "sleep"],
};

/** One change somewhere: mostly to something of the same type, so that it is not refused at the door. */
const change = fc.record({
  place: fc.nat(),
  how: fc.constantFrom(
    ...Array(20).fill("alike"),
    "other",
    "gone",
    "twice",
    "twice",
    "turned",
    "turned",
  ),
  string,
  number,
  moment,
  anything,
});

function alike(key, inside, { string, number, moment }) {
  if (Object.hasOwn(CHOICES, key)) return CHOICES[key][number % CHOICES[key].length] ?? inside;
  if (typeof inside === "string") return string;
  if (typeof inside === "boolean") return !inside;
  if (typeof inside === "number" || inside === null) return MOMENTS.test(key) ? moment : number;
  return inside; // what is in it has a place of its own
}

function places(thing, found = []) {
  if (typeof thing !== "object" || thing === null) return found;
  for (const key of Object.keys(thing)) {
    found.push([thing, key]);
    places(thing[key], found);
  }
  return found;
}

function changed(thing, changes) {
  const copy = structuredClone(thing);
  for (const { place, how, ...values } of changes) {
    const all = places(copy);
    if (!all.length) return copy;
    const [at, key] = all[place % all.length];
    const inside = at[key];
    if (how === "alike") at[key] = alike(key, inside, values);
    else if (how === "gone") delete at[key];
    else if (how === "twice" && Array.isArray(inside)) inside.push(...inside);
    else if (how === "turned" && Array.isArray(inside)) inside.reverse();
    else at[key] = values.anything;
  }
  return copy;
}

async function packed(thing) {
  const bytes =
    typeof thing === "string"
      ? new TextEncoder().encode(thing)
      : new TextEncoder().encode(JSON.stringify(thing));
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const deflated = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = Array.from(deflated, (byte) => String.fromCharCode(byte)).join("");
  return KEY + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

const shared = {
  version: 1,
  source: "print('hi')\n",
  name: "hi.py",
  seed: 3,
  schedule: "1.bytecode.4@2",
};
const bent = fc.tuple(fc.nat(), fc.nat(3), fc.string({ unit: "binary-ascii", maxLength: 6 }));
const sound = fc.record({
  version: fc.nat(3),
  source: string,
  name: fc.constantFrom("x.py", "a".repeat(80), "..", "__proto__"),
  seed: fc.option(fc.nat(2 ** 32 - 1), { nil: undefined }),
  schedule: fc.constantFrom(undefined, "1.bytecode", "1.line.4@2.9@c1"),
  policy: fc.constantFrom(undefined, "round-robin"),
});
const fragment = fc.oneof(
  sound.map(packed),
  fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => packed(changed(shared, changes))),
  fc.jsonValue().map(packed),
  string.map(packed),
  fc.array(bent, { minLength: 1, maxLength: 4 }).map(async (bends) => {
    let text = await packed(shared);
    for (const [at, gone, put] of bends) {
      const place = KEY.length + (at % text.length);
      text = text.slice(0, place) + put + text.slice(place + gone);
    }
    return text;
  }),
  string.map(async (text) => KEY + text),
  fc.nat(400).map((size) => packed("0".repeat(size * 1000))), // small, and large when it is unpacked
);

// -- what may not happen

const trouble = [];
globalThis.trap = () => trouble.push("a script ran");
for (const kind of ["error", "unhandledrejection", "securitypolicyviolation"]) {
  addEventListener(kind, (event) => {
    const what = event.message ?? event.reason ?? event.violatedDirective;
    if (!String(what).startsWith("ResizeObserver loop")) trouble.push(`${kind}: ${what}`); // no fault: drawn a frame later
  });
}
const remembered = () =>
  JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]);

/** Kinds of element and of attribute, below an element. */
function kinds(root, into = new Set()) {
  for (const one of root.querySelectorAll("*")) {
    into.add(one.localName);
    for (const { name } of one.attributes) into.add(`${one.localName}[${name}]`);
  }
  return into;
}

function demand(holds, what) {
  if (!holds) throw new Error(what);
}

function nothingHappened(before) {
  demand(!trouble.length, trouble.splice(0).join("; "));
  const now = remembered();
  demand(now === before, `what the browser keeps has changed: ${before} to ${now}`);
}

// -- links

export async function fuzzLinks(runs, seed) {
  const section = document.querySelector('section[data-program="playground/your_program"]');
  const ran = () => {
    throw new Error("it ran by itself");
  };
  const client = { run: ran, explore: ran, step: ran };
  const view = new ProgramView(section, {
    client,
    language: LANGUAGE,
    playground: location.origin + location.pathname,
  });
  const outside = () =>
    [...document.body.querySelectorAll("*")].filter((one) => !section.contains(one)).length;
  const WARNING = ".pg-notice li"; // of letters that pass for others: it comes a while after the text
  const bar = () =>
    [...section.querySelectorAll("*")]
      .filter((one) => !one.closest(`.cm-editor, ${WARNING}`))
      .map((one) => one.localName)
      .join();
  const usual = new Set();
  for (const way of [{}, { schedule: undefined }, { schedule: undefined, policy: "round-robin" }]) {
    await openLink(view, await pack({ ...shared, ...way }));
    usual.add(bar());
  }
  const [around, before] = [outside(), remembered()];
  const tally = { opened: 0, refused: 0, "no link": 0 };
  const said = (key) => wordsOf(LANGUAGE, "run")[key].split("{")[0];
  await fc.assert(
    fc.asyncProperty(fragment, async (making) => {
      const link = await making;
      let given = "refused";
      try {
        given = await unpack(link);
      } catch (error) {
        demand(error instanceof LinkError, `unpack: ${error}`);
      }
      await openLink(view, link);
      const line = section.querySelector("[role=status]").textContent;
      demand(!line.includes("\n") && line.length < 200, `not one line: ${line}`);
      if (given === "refused")
        demand(line.startsWith(said("bad_link")), `refused, and it says ${line}`);
      else if (given) {
        demand(
          line === said("from_link") || line === said("link_version"),
          `opened, and it says ${line}`,
        );
        const shown = section.querySelector(".cm-content");
        demand(
          [...kinds(shown)].every((kind) => /^(div|span|br|img)\b/.test(kind)),
          `in the editor: ${[...kinds(shown)]}`,
        );
        const first = given.source.split(/\r\n?|\n/)[0];
        if (/^[ -~]{0,100}$/.test(first))
          demand(shown.querySelector(".cm-line").textContent === first, "not the source");
        demand(shown.querySelectorAll("img:not(.cm-widgetBuffer)").length === 0, "an image");
      }
      tally[given === "refused" ? given : given ? "opened" : "no link"] += 1;
      demand(usual.has(bar()), `the controls have changed: ${bar()}`);
      const warned = [...section.querySelectorAll(WARNING)];
      demand(warned.length <= 4, "more than a warning of each kind");
      demand(
        warned.every(
          (one) => one.textContent.length < 2000 && [...kinds(one)].join() in { "": 1, code: 1 },
        ),
        `warned in other ways than by words: ${warned.map((one) => one.outerHTML)}`,
      );
      demand(outside() === around, "the page has changed");
      nothingHappened(before);
    }),
    { numRuns: runs, seed, includeErrorInReport: true, endOnFailure: true },
  );
  return tally;
}

// -- records

/** What a terminal obeys and does not show; what becomes of it is for the terminal's own test. */
const COMMANDS = /(?![\t\n])\p{Cc}/u;
const said = (chunks) => chunks.map(({ text }) => text).join("");

function used(run, host, output) {
  const timeline = mountTimeline(host, run, { strings: WORDS, onLine() {} });
  host.querySelector("details").open = true;
  timeline.markLine(run.events[0]?.line ?? 1);
  const sentence = outcomeSentence(run, WORDS);
  const status = document.createElement("p");
  status.textContent = sentence;
  host.append(status);
  host.insertAdjacentHTML("beforeend", drawingAtRest(run, WORDS));
  JSON.stringify(chromeTrace(run));
  return [timeline, output.play(run, "instant", "nothing")];
}

export async function fuzzRecords(runs, seed, records) {
  const section = document.createElement("section");
  const host = document.createElement("div");
  section.append(host);
  document.querySelector("article").append(section);
  const output = new Output(section, () => "fuzz.py", wordsOf(LANGUAGE, "run"));
  output.open("fuzz");
  const usual = new Set();
  const toggled = () =>
    new Promise((resolve) => {
      host.querySelector("details").addEventListener("toggle", () => resolve());
    });
  for (const record of records) {
    const [timeline, played] = used(readRun(record), host, output);
    await Promise.all([toggled(), played]);
    kinds(section, usual);
    timeline.destroy();
    host.replaceChildren();
  }
  const before = remembered();
  const tally = { drawn: 0, refused: 0 };
  const some = fc.tuple(
    fc.constantFrom(...records),
    fc.array(change, { minLength: 1, maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(some, async ([record, changes]) => {
      const broken = changed(record, changes);
      let run;
      try {
        run = readMessage({ kind: "done", answer: broken, spent: false }).answer;
      } catch (error) {
        demand(error instanceof Unreadable && !error.message.includes("\n"), `read: ${error}`);
        tally.refused += 1;
        return nothingHappened(before);
      }
      if (!("outcome" in run)) return;
      tally.drawn += 1;
      const [timeline, played] = used(run, host, output);
      await Promise.all([toggled(), played]); // what is long is drawn in slices
      const strange = [...kinds(section)].filter((kind) => !usual.has(kind));
      demand(!strange.length, `made of text: ${strange}`);
      const { head, tail, left } = printed(run.output);
      const wanted = `${said(head)}${tail.length ? "⋮\n" : ""}${said(tail)}`;
      demand(left > 0 || wanted === said(run.output), "not the output, and nothing says so");
      const shown = output.element.querySelector("samp").textContent;
      if (COMMANDS.test(wanted)) demand(shown.length <= wanted.length, "more than the output");
      else demand(shown === (wanted || "nothing"), `not the output: ${wanted}, but ${shown}`);
      demand(
        !/NaN|undefined/.test(
          [...host.querySelectorAll("path")].map((path) => path.getAttribute("d")).join(),
        ),
        "NaN",
      );
      timeline.destroy();
      host.replaceChildren();
      nothingHappened(before);
    }),
    { numRuns: runs, seed, includeErrorInReport: true, endOnFailure: true },
  );
  section.remove();
  return tally;
}
