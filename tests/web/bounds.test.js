// What is too much is cut, and it is told how much; what is not passes as it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bounded, label, MOST, printed, unpiled } from "../../playground/web/bounds.ts";
import { coded, pattern, spotsIn, strangeness } from "../../playground/web/editor/characters.ts";
import { alikeIn } from "../../playground/web/editor/lookalikes.ts";
import { deadlock, handover, long } from "./samples.js";

const segmenter = new Intl.Segmenter();
const letters = (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
const chunk = (text, more = {}) => ({ time: 0, thread: 1, stream: "stdout", text, ...more });
const said = (chunks) => chunks.map(({ text }) => text).join("");
/** One of each kind of character that joins the one before it. */
const JOINED = [
  "\u0301",
  "\u20dd",
  "\u0e33",
  "\u0eb3",
  "\uff9e",
  "\u200d",
  "\ufe0f",
  "\u{e0061}",
  "\u{1f3fb}",
  "\u0f71",
  "\u202e",
  "\u034f",
];
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...JOINED, "a", "\n", "中", "\u{1f600}", "\r"),
    fc.string({ unit: "binary", maxLength: 1 }),
  ),
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: those that are not seen
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u202a-\u202e]/u;

test("no letter is piled up higher than writing needs, whatever it is piled up with", () => {
  for (const sign of JOINED) {
    for (const count of [3, MOST.marks, MOST.marks + 1, 95_000]) {
      const shown = letters(unpiled(`a${sign.repeat(count)}b`));
      assert.ok(
        Math.max(...shown.map((one) => [...one].length)) <= MOST.marks + 1,
        `${coded(sign)} ${count}`,
      );
    }
  }
});

test("what people write is not changed", () => {
  for (const word of [
    "naïve",
    "e\u0301te\u0301",
    "ภาษาไทย",
    "हिन्दी",
    "བོད་སྐད་",
    "עִבְרִית",
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "안녕하세요".normalize("NFD"),
    "早上好",
  ]) {
    assert.equal(unpiled(word), word);
    assert.equal(said(printed([chunk(word)]).head), word);
  }
});

test("a label is one short line in which nothing is unseen", () => {
  fc.assert(
    fc.property(text, (given) => {
      const shown = label(given);
      assert.ok(shown.length <= MOST.name * 10);
      assert.doesNotMatch(shown, /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      if (/^[ -~]*$/.test(given) && given.length <= MOST.name) assert.equal(shown, given);
    }),
  );
  assert.equal(label("a\u202eb\n"), "a\\u202eb\\n");
  assert.equal(label("x".repeat(1000)).length, MOST.name);
});

test("an output that is short is shown whole, in the pieces of its lines", () => {
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const sound = texts.filter((one) => unpiled(one) === one);
      const { head, tail, left } = printed(
        sound.map((one, index) => chunk(one, { thread: 1 + (index % 2), time: index })),
      );
      if (unpiled(sound.join("")) !== sound.join("")) return; // piled up by several together
      assert.equal(said(head), sound.join(""));
      assert.deepEqual([tail, left], [[], 0]);
    }),
  );
});

test("of an output that is long, the beginning and the end are shown, and how much is left out", () => {
  const cases = {
    lines: Array.from({ length: 20_000 }, (_, index) => chunk(`${index}\n`, { time: index })),
    "one chunk of lines": [
      chunk(Array.from({ length: 20_000 }, (_, index) => `${index}\n`).join("")),
    ],
    "one line": [chunk("x".repeat(500_000))],
    "long lines": [chunk(`${"y".repeat(9_000)}\n`.repeat(50))],
    "one character each": Array.from({ length: 90_000 }, (_, index) =>
      chunk("z", { thread: 1 + (index % 2), time: index }),
    ),
    "marks, one each": Array.from({ length: 90_000 }, (_, index) =>
      chunk("\u0301", { time: index }),
    ),
    "lines drawn over": [chunk(`${`${"z".repeat(70)}\r`.repeat(20_000)}the end\nlast\n`)],
    "empty lines": [chunk("\n".repeat(500_000))],
    "halves of characters": [chunk("\u{1f600}".repeat(200_001))],
  };
  for (const [name, chunks] of Object.entries(cases)) {
    const { head, tail, left } = printed(chunks);
    const [all, shown] = [said(chunks), said([...head, ...tail])];
    assert.ok(shown.length <= MOST.characters + MOST.pieces, name);
    assert.ok(head.length + tail.length <= MOST.pieces, name);
    assert.ok(Math.max(...shown.split(/[\n\r]/).map((line) => line.length)) <= MOST.line + 2, name);
    assert.doesNotMatch(
      shown,
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
      name,
    );
    assert.equal(left, all.length - shown.replaceAll("…", "").length, name);
    assert.ok(left > 0, name);
    if (name.includes("lines")) {
      const last = all.split("\n").at(-2);
      assert.ok(
        said(head).startsWith(all.split(/[\n\r]/)[0]) && said(tail).endsWith(`${last}\n`),
        name,
      );
    }
  }
});

test("a record within the bounds is shown as it is", () => {
  for (const run of [deadlock, handover, long(200)]) {
    assert.deepEqual(bounded(run), run);
    assert.equal(bounded(run), bounded(bounded(run)));
  }
});

test("what is not as it looks is found, and nothing else", () => {
  const kinds = (source) => spotsIn(source, 9).map(({ kind, line }) => `${kind} ${line}`);
  assert.deepEqual(kinds("a = 1\n# \u202e x\nb\u200b = '\u2067'\n"), [
    "turning 2",
    "unseen 3",
    "turning 3",
  ]);
  assert.deepEqual(kinds(`x = "a${"\u0301".repeat(20)}"`), ["piled 1"]);
  assert.deepEqual(kinds("\f\0"), ["unseen 1"]);
  assert.deepEqual(kinds("print('👩‍👩‍👧‍👦 ❤️ 早上好 naïve e\u0301')\t# …\r\n"), []);
  fc.assert(
    fc.property(text, (given) => {
      const found = [...given.matchAll(pattern())]
        .filter(([one]) => strangeness(one) !== null)
        .map(([one]) => one)
        .join("");
      const unseen = [...given].filter((one) => HIDDEN.test(one));
      if (!/\p{Extended_Pictographic}/u.test(given))
        assert.ok(unseen.every((one) => found.includes(one)));
    }),
  );
});

test("names that pass for others are found where they are names", () => {
  const found = (source) =>
    alikeIn(source).map(({ name, other, by, line }) => `${name} ${other} ${by} ${line}`);
  assert.deepEqual(found("count = 1\nс\u043eunt = 2\n"), ["с\u043eunt count reader 2"]); // Cyrillic letters
  assert.deepEqual(found("р\u0430ss_ = 1"), ["р\u0430ss_ pass_ reader 1"]);
  assert.deepEqual(found("ｐrint(1)"), ["ｐrint print python 1"]);
  assert.deepEqual(found("f'{р\u0430ss_} р\u0430 {{р\u0430}}'"), ["р\u0430ss_ pass_ reader 1"]);
  assert.deepEqual(found('s = "р\u0430" # р\u0430\nd = """\nр\u0430\n"""\n'), []);
  assert.deepEqual(found("计数 = 1\nnaïve = 2\nсчётчик = 3\nvaleur_é = 4\n"), []);
  assert.deepEqual(found("a_b = l1 = ll = O0 = 1"), []);
});
