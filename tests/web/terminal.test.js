// A program's output is shown as a terminal shows it: what is overwritten is gone, colours are colours.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Terminal } from "../../playground/web/terminal.ts";
import { MOST, printed } from "../../playground/web/bounds.ts";
import { outcomeSentence } from "../../playground/web/timeline/narration.ts";
import { handover, words } from "./samples.js";

const piece = (text, more = {}) => ({ time: 0, thread: 1, stream: "stdout", text, ...more });
const terminal = (...texts) => {
  const made = new Terminal();
  for (const text of texts) made.write(piece(text));
  return made;
};
const shown = (...texts) =>
  terminal(...texts)
    .lines.map(({ cells, end }) => cells.join("") + (end ? "\n" : ""))
    .join("");
const styled = (...texts) =>
  terminal(...texts).lines.flatMap(({ cells, looks }) =>
    cells.map((text, at) => [text, looks[at].style]),
  );

test("what a terminal overwrites is not there any more", () => {
  const cases = [
    [["50%\r100%\n"], "100%\n"],
    [["100%\r5%"], "5%0%"],
    [["abc\r\n", "d"], "abc\nd"],
    [["abc\b\bX"], "aXc"],
    [["loading...\r\x1b[Kdone\n"], "done\n"],
    [["abc\x1b[1K"], "   "],
    [["abc\x1b[2K\rx"], "x"],
    [["a\x1b[3Cb"], "a   b"],
    [["abcdef\x1b[3Dx"], "abcxef"],
    [["abc\x1b[1Gx"], "xbc"],
    [["one\ntwo\n\x1b[2Anew\n"], "new\ntwo\n"],
    [["one\ntwo\x1b[1;2HX"], "oXe\ntwo"],
    [["gone\n\x1b[2J\x1b[Hnew\n"], "new\n"],
    [["one\ntwo\nthree\x1b[2A\x1b[0J"], "one\n"],
    [["进度\r完成"], "完成"],
    [["进度\rab"], "ab度"],
    [["进度\rabc"], "abc "],
    [["a\x07b"], "ab"],
    [["\x1b]0;title\x07x"], "x"],
    [["\x1b[?25lhidden cursor\x1b[?25h"], "hidden cursor"],
    [["a\tb\rXY"], "XY      b"],
    [["e\u0301\b\u00e8"], "\u00e8"],
    [["\x1b]8;;https://e.org\x1b\\link\x1b]8;;\x1b\\"], "link"],
    [["\x1b7abc\x1b8X"], "Xbc"],
    [["a\x1b"], "a"],
  ];
  for (const [texts, wanted] of cases) {
    const whole = shown(...texts);
    if (texts[0].includes("three")) assert.equal(whole.trimEnd(), wanted.trimEnd());
    else assert.equal(whole, wanted, JSON.stringify(texts));
    assert.equal(shown(...texts.join("")), whole, `a letter at a time: ${JSON.stringify(texts)}`);
  }
});

test("colours last until they are ended, and nothing of them is text", () => {
  assert.deepEqual(styled("\x1b[31mr\x1b[0mp"), [
    ["r", "a1"],
    ["p", ""],
  ]);
  assert.deepEqual(styled("\x1b[1;92mg\x1b[22mh\x1b[mp"), [
    ["g", "bold a2"],
    ["h", "a2"],
    ["p", ""],
  ]);
  assert.deepEqual(styled("\x1b[7;44mx\x1b[27;49my"), [
    ["x", "inverse b4"],
    ["y", ""],
  ]);
  assert.deepEqual(styled("\x1b[38;5;196mx\x1b[38;2;0;0;255my\x1b[48;5;250mz\x1b[90mw"), [
    ["x", "a1"],
    ["y", "a4"],
    ["z", "a4 b7"],
    ["w", "a8 b7"],
  ]);
  assert.deepEqual(styled("\x1b[3", "1mx"), [["x", "a1"]]); // in two writes
});

test("whatever is written, nothing unseen is shown, and no line is wider than its bound", () => {
  const bit = fc.oneof(
    fc.constantFrom(
      "\x1b",
      "[",
      ";",
      "m",
      "H",
      "J",
      "A",
      "9",
      "\r",
      "\n",
      "\b",
      "\t",
      "中",
      "\u0301",
      "a",
    ),
    fc
      .tuple(fc.nat(99_999), fc.constantFrom(..."ABCDEFGHJKmfsu"))
      .map(([count, final]) => `\x1b[${count}${final}`),
    fc.string({ unit: "binary", maxLength: 2 }),
  );
  fc.assert(
    fc.property(fc.array(bit, { maxLength: 60 }), (bits) => {
      const { lines } = terminal(...bits);
      assert.ok(lines.length <= 300);
      for (const { cells, looks } of lines) {
        assert.equal(cells.length, looks.length);
        assert.ok(cells.length <= MOST.line + 1);
        assert.ok(cells.every((cell, at) => typeof cell === "string" && looks[at]));
        assert.doesNotMatch(cells.join(""), /(?!\t)\p{Cc}/u);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("plain text is itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\n", "中", "é", "x") }), (text) => {
      assert.equal(shown(text), text);
    }),
  );
});

test("a progress bar is shown to its end, however often it was drawn", () => {
  const bar = Array.from({ length: 1_000 }, (_, done) =>
    piece(`\r${"#".repeat(done / 20)}${" ".repeat(50)} ${done}/999`),
  );
  const { head, tail, left } = printed([...bar, piece("\ndone\n")]);
  assert.equal(left, 0);
  assert.match(
    shown(...head.map(({ text }) => text), ...tail.map(({ text }) => text)),
    /^#{49} {50} 999\/999\ndone\n$/,
  );
});

test("ten thousand lines take a moment", () => {
  const began = performance.now();
  const made = new Terminal();
  for (let line = 0; line < 10_000; line++) made.write(piece(`line ${line} of ten thousand\n`));
  assert.equal(made.lines.length, 10_000);
  assert.ok(performance.now() - began < 2_000);
});

test("a program that exits with a code is said to", () => {
  for (const language of ["zh", "en"]) {
    assert.match(outcomeSentence({ ...handover, exit_code: 3 }, words[language]), /\b3\b|码 3/);
    assert.doesNotMatch(outcomeSentence(handover, words[language]), /exit|退出码/);
  }
});
