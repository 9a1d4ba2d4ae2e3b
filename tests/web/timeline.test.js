// From a record to what is seen and said of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  drawCycle,
  drawingAtRest,
  legend,
  withCode,
} from "../../playground/web/timeline/drawing.ts";
import { drawAccesses, timed } from "../../playground/web/timeline/accesses.ts";
import { itemAt, itemsOf, nearest } from "../../playground/web/timeline/items.ts";
import { layoutOf } from "../../playground/web/timeline/layout.ts";
import { stretchAt } from "../../playground/web/timeline/lanes.ts";
import { shortNames } from "../../playground/web/timeline/names.ts";
import { modelOf } from "../../playground/web/timeline/model.ts";
import { outcomeSentence, stretchWords } from "../../playground/web/timeline/narration.ts";
import { clock, scaleOver } from "../../playground/web/timeline/scale.ts";
import { line, strokes, upright } from "../../playground/web/timeline/svg_path.ts";
import { drawTimeline } from "../../playground/web/timeline/svg.ts";
import { tableHead, tableRows } from "../../playground/web/timeline/table.ts";
import { follow } from "../../playground/web/words.ts";
import { deadlock, handover, long, words } from "./samples.js";

const look = { narrow: 320, wide: 640, label: "a run" };
const table = (model, table_words) =>
  tableHead(table_words) +
  tableRows(model, table_words)
    .map((row) => row())
    .join("");
const states = (run, id) =>
  modelOf(run)
    .lanes.find(({ thread }) => thread === id)
    .stretches.map(({ state }) => state);

test("a thread's time is cut where its state changes, and nowhere else", () => {
  assert.deepEqual(states(handover, 1), ["running", "waiting", "ready", "running"]);
  assert.deepEqual(states(handover, 2), ["ready", "running", "sleeping", "running"]);
  assert.deepEqual(states(deadlock, 2), ["ready", "running", "ready", "running", "stuck"]);
  assert.deepEqual(states(deadlock, 1), ["running", "joining", "running"]);
});

test("stretches of a thread follow each other without a gap", () => {
  for (const run of [deadlock, handover, long(2_000)]) {
    for (const { stretches } of modelOf(run).lanes) {
      stretches.slice(1).forEach(({ from }, index) => assert.equal(from, stretches[index].to));
    }
  }
});

/** Widths in pixels of what is drawn of a state, in a row that begins at `y`. */
function drawnWidths(svg, state, y) {
  const path = new RegExp(`class="tl-${state}" d="([^"]*)"`).exec(svg)?.[1] ?? "";
  let [x, down] = [0, 0];
  const widths = [];
  for (const [, kind, a, b, width] of path.matchAll(/([Mm])(-?\d+) (-?\d+)h(-?\d+)/g)) {
    [x, down] = kind === "M" ? [Number(a), Number(b)] : [x + Number(a), down + Number(b)];
    if (down > y && down < y + 32) widths.push([x, Math.min(x + Number(width), 640)]);
    x += Number(width);
  }
  return widths.map(([from, to]) => to - from);
}

/** Deadlocks of all kinds: after few events and after thousands, soon and late, with the last events or without. */
function* deadlocks() {
  const waits = deadlock.events.filter(({ kind }) => kind === "wait").map(({ time }) => time);
  for (const time of new Set(waits)) {
    const events = deadlock.events.filter((event) => event.time <= time);
    const stuck = new Set(
      events.filter(({ kind, object }) => kind === "wait" && object).map(({ thread }) => thread),
    );
    const threads = deadlock.threads.map((one) =>
      one.id === 1 || stuck.has(one.id) ? one : { ...one, end: "abandoned" },
    );
    yield { ...deadlock, time, events, threads, output: [], deadlock: null };
  }
  for (const count of [0, 3_000, 19_000]) {
    for (const late of [7e-5, 0.15, 4_000, 1e9, 1e12]) {
      const busy = Array.from({ length: count }, (_, index) => {
        const time = (late / (count + 1)) * (index + 1) * 0.5;
        return { time, thread: 2, kind: index % 2 ? "run" : "ready", line: 6, by: null };
      });
      const [first, last] = [deadlock.events.slice(0, 6), deadlock.events.slice(6, 12)];
      const events = [...first, ...busy, ...last.map((event) => ({ ...event, time: late }))];
      const report = {
        ...deadlock.deadlock,
        time: late,
        threads: deadlock.deadlock.threads.map((one) => ({
          ...one,
          wants: { ...one.wants, since: late },
        })),
      };
      yield { ...deadlock, time: late, events, output: [], deadlock: report };
      yield {
        ...deadlock,
        time: late,
        events: events.slice(0, -6),
        output: [],
        deadlock: report,
        events_dropped: 6,
      };
    }
  }
}

test("who is deadlocked is drawn as stuck to the end, wide enough to be seen, in every deadlock", () => {
  for (const run of deadlocks()) {
    const model = modelOf(run);
    for (const kind of ["even", "true"]) {
      const svg = drawTimeline(model, words.en, { ...look, kind });
      const { rows } = layoutOf(model, kind);
      for (const { lane, y } of rows.filter(({ lane }) => lane?.end === "stuck")) {
        const last = lane.stretches.at(-1);
        assert.equal(last.state, "stuck");
        assert.equal(last.to, model.end);
        assert.ok(last.to > last.from);
        const widths = drawnWidths(svg, "stuck", y);
        assert.ok(
          Math.max(0, ...widths) >= 10,
          `${kind}, ${run.time} s, ${run.events.length} events: ${widths}`,
        );
      }
    }
  }
});

test("of no item and no row it is said that it lasts from a time to the same", () => {
  for (const run of [...deadlocks(), handover, long(200)]) {
    const model = modelOf(run);
    for (const language of ["zh", "en"]) {
      for (const item of itemsOf(model, layoutOf(model), words[language]).flat().slice(-300)) {
        const [, from, to] =
          / ?([\d.]+ (?:s|ms|µs)) (?:to|到) ([\d.]+ (?:s|ms|µs))/.exec(item.say()) ?? [];
        assert.ok(from === undefined || from !== to, item.say());
      }
    }
  }
});

test("a lock belongs to who took it until it is released, or to the end", () => {
  const held = (run) =>
    modelOf(run).locks.map(({ name, holdings }) => [
      name,
      holdings.map(({ thread, to }) => [thread, to]),
    ]);
  assert.deepEqual(held(handover), [
    [
      "lock",
      [
        [1, 3e-5],
        [2, 0.10004],
      ],
    ],
  ]);
  assert.deepEqual(held(deadlock), [
    ["left", [[2, 0.4]]],
    ["right", [[3, 0.4]]],
  ]);
});

test("two things of one name can be told apart", () => {
  const objects = [
    { id: 1, kind: "Lock", name: "fork" },
    { id: 2, kind: "Lock", name: "fork" },
    { id: 3, kind: "Event", name: "" },
  ];
  const names = modelOf({ ...deadlock, objects }).objectNames;
  assert.deepEqual([...names.values()], ["fork #1", "fork #2", "Event"]);
});

test("the scale keeps the order, fills the width and can be undone", () => {
  for (const kind of ["even", "true"]) {
    const times = [0, 1e-6, 2e-6, 3e-5, 0.1, 0.100001, 0.4];
    const scale = scaleOver(times, kind);
    const places = times.map(scale.place);
    assert.equal(places[0], 0);
    assert.equal(places.at(-1), 1);
    places.slice(1).forEach((place, index) => assert.ok(place > places[index]));
    times.forEach((time, index) => assert.ok(Math.abs(scale.time(places[index]) - time) < 1e-12));
  }
  assert.ok(scaleOver([0, 1e-6, 0.4]).place(1e-6) > 0.05, "a step can be seen beside a sleep");
  assert.equal(scaleOver([0]).place(0), 0);
});

test("a moment is written as a reader wants it", () => {
  const said = [0, 1e-6, 38e-6, 0.0012, 0.0123, 0.3, 12.345].map(clock);
  assert.deepEqual(
    said,
    ["0", "1 µs", "38 µs", "1.2 ms", "12 ms", "0.30 s", "12.35 s"].map((s) =>
      s.replace("12.35", (12.345).toFixed(2)),
    ),
  );
});

test("every mark of the axis has a label of its own, however far it is zoomed in", () => {
  for (const run of [deadlock, handover, long(2_000)]) {
    for (const zoom of [1, 2, 8, 64]) {
      const [narrow, wide] = [320 * zoom, 640 * zoom];
      const svg = drawTimeline(modelOf(run), words.en, { narrow, wide, label: "a run" });
      const labels = [...svg.matchAll(/class="tl-tick"[^>]*>([^<]*)</g)].map(([, label]) => label);
      assert.equal(new Set(labels).size, Math.max(2, Math.floor(narrow / 84)) + 1, `${labels}`);
    }
  }
});

test("a time axis that is not linear says so, and no other", () => {
  const even = { ...handover, events: [], output: [], threads: handover.threads.slice(0, 1) };
  assert.equal(layoutOf(modelOf(even)).scale.isUneven, false);
  assert.equal(layoutOf(modelOf(deadlock), "true").scale.isUneven, false);
  assert.equal(layoutOf(modelOf(deadlock)).scale.isUneven, true);
  assert.ok(legend(modelOf(deadlock), words.en).includes(words.en.uneven));
  assert.ok(!legend(modelOf(even), words.en).includes(words.en.uneven));
});

test("the outcome is one sentence in both languages", () => {
  assert.equal(
    outcomeSentence(deadlock, words.en),
    "Deadlock at 70 µs: `A` holds `left`, wants `right` (line 7); `B` holds `right`, wants `left` (line 7).",
  );
  assert.equal(
    outcomeSentence(deadlock, words.zh),
    "70 µs 时发生死锁：`A` 持有 `left`，等待 `right`（第 7 行）；`B` 持有 `right`，等待 `left`（第 7 行）。",
  );
  assert.equal(
    outcomeSentence(handover, words.en),
    "`worker` failed at line 9: `ValueError: ˋxˋ < 3`",
  );
  const more = handover.threads.map((one) => ({ ...one, end: "died" }));
  assert.match(
    outcomeSentence({ ...handover, threads: more }, words.en),
    /ˋ < 3`; other threads that failed: 1$/,
  );
  const error = { ...handover.error, type: "SyntaxError", message: "SyntaxError: x", thread: 1 };
  assert.equal(
    outcomeSentence({ ...handover, error, steps: 0, threads: [] }, words.en),
    "This is not valid Python, so no line of it has run. Line 9: `SyntaxError: x`",
  );
  const ends = [
    { outcome: "finished" },
    { outcome: "stopped" },
    ...["steps", "output", "memory", "stack", "time"].map((limit) => ({ outcome: "limit", limit })),
  ];
  for (const end of ends) {
    for (const language of ["zh", "en"]) {
      const sentence = outcomeSentence({ ...handover, error: null, ...end }, words[language]);
      assert.doesNotMatch(sentence, /\{|_/, "no gap is left, no key shown");
      assert.equal(/[\u4e00-\u9fff]/.test(sentence), language === "zh");
    }
  }
});

test("a run that was cut off says who waited for each other, while others went on", () => {
  const said = (events, more = {}, language = "en") =>
    outcomeSentence(
      { ...deadlock, outcome: "stopped", deadlock: null, time: 3, events, ...more },
      words[language],
    );
  const { events } = deadlock;
  assert.equal(
    said(events),
    "Stopped at 3.00 s. At 70 µs, these threads waited for each other: " +
      "`B` holds `right`, wants `left` (line 7); `A` holds `left`, wants `right` (line 7).",
  );
  assert.match(said(events, {}, "zh"), /时被停止。70 µs 时，这些线程互相等待：/);
  assert.match(said(events, { outcome: "limit", limit: "steps" }), /limit.*waited for each other/);
  const waits = (thread, more) => (one) =>
    one.kind === "wait" && one.thread === thread ? { ...one, ...more } : one;
  const goes = { time: 1, thread: 3, line: null };
  for (const other of [
    events.map(waits(3, { timeout: 5 })), // which ends
    events.map(waits(2, { operation: "Queue.get" })), // which anybody may end
    [...events, { ...goes, kind: "ready", by: null }], // who goes on
    [...events, { ...goes, kind: "release", object: 1, by: 1 }], // as a lock lets anybody
    events.filter(({ kind, thread }) => kind !== "wait" || thread === 3), // no circle
  ])
    assert.equal(said(other), "Stopped at 3.00 s.");
  const joins = { operation: "Thread.join", object: null, on: 3 };
  assert.match(said(events.map(waits(2, { ...joins, kind: "join" }))), /waits for `B` to end/);
});

test("a name that is shortened is still that of one thread", () => {
  const short = (...names) => [...shortNames(new Map(names.entries())).values()];
  assert.deepEqual(short("MainThread", "Thread-1 (dine)", "Thread-2 (dine)"), [
    ["MainThread", "MainThread", "M", "M"],
    ["Thread-1 (dine)", "Thread-1", "1", "T1"],
    ["Thread-2 (dine)", "Thread-2", "2", "T2"],
  ]);
  const [one, other] = short("C (of the checker) #1", "D (of the checker) #1");
  assert.deepEqual(one, ["C (of the checker) #1", "C #1", "C1"]);
  assert.deepEqual(other, ["D (of the checker) #1", "D #1", "D1"]);
  assert.deepEqual(short("E（检查程序的）")[0].slice(1, 3), ["E", "E"]);
  assert.deepEqual(short("maker", "mixer"), [
    ["maker", "maker"],
    ["mixer", "mixer"],
  ]);
});

test("what a thread waits for is named, and who holds it", () => {
  const model = modelOf(handover);
  const lane = model.lanes[0];
  assert.equal(
    stretchWords(stretchAt(lane, 0.05), model, words.en),
    "`MainThread`, 31 µs to 0.10 s: waits in `Queue.get` on `jobs` (line 5)",
  );
  const other = modelOf(deadlock);
  assert.match(
    stretchWords(other.lanes[1].stretches.at(-1), other, words.en),
    /stuck forever: wants `right`, held by `B` \(line 7\)/,
  );
  assert.match(
    stretchWords(other.lanes[0].stretches[1], other, words.en),
    /waits for `A` to end, at most 0.30 s/,
  );
});

test("the drawing is sound, names each lane, and shows states by shape", () => {
  for (const run of [deadlock, handover, long()]) {
    const svg = drawTimeline(modelOf(run), words.en, look);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|\{/);
    for (const { name } of run.threads) assert.ok(svg.includes(name));
    assert.equal(svg.split("<svg").length, svg.split("</svg>").length);
  }
  const svg = drawTimeline(modelOf(deadlock), words.en, look);
  for (const state of ["running", "ready", "joining", "stuck", "held", "dead"])
    assert.ok(svg.includes(`class="tl-${state}"`));
  assert.ok(svg.includes("wants right, held by B"));
});

test("pieces that share a path stay where they lie", () => {
  const box = { x: 60, y: 19, draw: "h53v6h-53z", right: 0, down: 0 };
  const path = strokes([line(22, 0, 6), line(22, 60, 64), upright(640, 14, 16), box, box]);
  assert.equal(path, "M0 22h6m54 0h4m576 -8v16m-580 -11h53v6h-53zm0 0h53v6h-53z");
});

test("a long run stays a small drawing", () => {
  assert.ok(drawTimeline(modelOf(long()), words.en, look).length < 40_000);
});

test("nothing of a program becomes markup", () => {
  const evil = "<img src=x onerror=alert(1)>\"'&";
  const run = {
    ...deadlock,
    program: evil,
    threads: deadlock.threads.map((one) => ({ ...one, name: evil + one.id })),
    objects: deadlock.objects.map((one) => ({ ...one, name: evil + one.id })),
    output: [{ time: 0.1, thread: 1, stream: "stdout", text: evil }],
  };
  const model = modelOf(run);
  for (const html of [
    drawingAtRest(run, words.en),
    table(model, words.en),
    drawCycle(model, words.en),
    withCode(evil),
  ]) {
    assert.doesNotMatch(html, /<img/);
  }
});

test("the circle is drawn, with what each waits for", () => {
  const svg = drawCycle(modelOf(deadlock), words.en);
  assert.ok(svg.includes("A → B → A") && svg.includes("left") && svg.includes("right"));
  assert.equal(drawCycle(modelOf(handover), words.en), "");
  for (const count of [1, 2, 5]) {
    const cycle = Array.from({ length: count }, (_, index) => index + 1);
    const threads = cycle.map((thread) => ({ ...deadlock.deadlock.threads[0], thread }));
    const run = { ...deadlock, deadlock: { time: 0, cycle, threads } };
    const drawn = drawCycle(modelOf(run), words.en);
    assert.doesNotMatch(drawn, /NaN/);
    assert.equal(drawn.split("<rect").length - 1, count);
    assert.equal(drawn.split('class="tl-head"').length - 1, count);
  }
});

test("an access lies where its thread had run for so many steps, and is told in the table", () => {
  const busy = [
    { thread: 1, kind: "start", time: 10e-6, line: 1, child: 2 },
    {
      thread: 1,
      kind: "sleep",
      time: 20e-6,
      line: 2,
      operation: "sleep",
      timeout: 0.5,
      object: null,
      on: null,
    },
    { thread: 2, kind: "run", time: 20e-6, line: null },
    { thread: 2, kind: "done", time: 50e-6, line: 4 },
    { thread: 1, kind: "run", time: 0.5, line: 2 },
    { thread: 1, kind: "done", time: 0.5 + 10e-6, line: 9 },
  ];
  const threads = handover.threads
    .slice(0, 2)
    .map((one, at) => ({ ...one, id: at + 1, end: "done" }));
  const run = {
    ...handover,
    outcome: "finished",
    error: null,
    output: [],
    threads,
    events: busy,
    objects: [],
    steps: 60,
    time: 0.5 + 10e-6,
  };
  const access = (thread, step, kind, value) => ({ thread, step, kind, line: 3, what: "x", value });
  const given = [
    access(1, 5, "read", "0"),
    access(2, 40, "write", null),
    access(1, 55, "write", "1"),
  ];
  const found = timed(modelOf(run), given);
  const places = (accesses) => accesses.map(({ time }) => Math.round(time * 1e6));
  assert.deepEqual(places(found), [5, 40, 500005]);
  // what the engine does for locks takes time and is no step: the place within a stretch is about right
  const locks = timed(modelOf({ ...run, steps: 55 }), given);
  assert.deepEqual(
    locks.map(({ time }, at) => Math.abs(places([{ time }])[0] - [5, 40, 500005][at]) <= 5),
    [true, true, true],
  );
  const svg = drawAccesses(found, layoutOf(modelOf(run)));
  assert.equal(svg.match(/<circle/g).length, 3);
  assert.equal(svg.match(/tl-write/g).length, 2);
  const told = tableRows(modelOf(run), words.en, found).map((row) => row());
  assert.ok(told.some((row) => row.includes("reads <code>x</code> = <code>0</code>")));
  // where it cannot be told, none is drawn rather than some elsewhere
  assert.deepEqual(timed(modelOf({ ...run, steps: 80 }), given), []);
  assert.deepEqual(timed(modelOf({ ...run, steps: 10 }), given), []);
  assert.deepEqual(timed(modelOf(run), [access(2, 5, "read", null)]), []);
});

test("the table says all that the drawing shows, in order", () => {
  const html = table(modelOf(deadlock), words.en);
  assert.equal(html.split("<tr><td>").length - 1, deadlock.events.length + deadlock.output.length);
  assert.ok(
    html.indexOf("takes <code>left</code>") <
      html.indexOf("closes the circle: <code>A → B → A</code>"),
  );
  assert.ok(html.includes("<samp>still &lt;waiting&gt;</samp>"));
  assert.ok(table(modelOf(handover), words.zh).includes("获取 <code>lock</code>"));
  const numbers = [...html.matchAll(/<tr><td>(\d+)</g)].map(([, number]) => Number(number));
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
});

test("the legend holds what occurs and no more", () => {
  const html = legend(modelOf(handover), words.en);
  assert.ok(html.includes("sleeping") && html.includes("prints") && !html.includes("deadlocked"));
});

test("the figure at rest is complete in itself", () => {
  for (const language of ["zh", "en"]) {
    const html = drawingAtRest(deadlock, words[language]);
    assert.ok(
      html.startsWith('<figure class="timeline timeline-rest"') && html.endsWith("</figure>"),
    );
    assert.doesNotMatch(html, /<script|id=/);
    assert.ok(html.includes("<code>left</code>"));
  }
});

test("a pointer finds what is below it, the arrow keys what is near", () => {
  const model = modelOf(handover);
  const items = itemsOf(model, layoutOf(model), words.en);
  assert.equal(items.length, 3);
  assert.match(items[0][itemAt(items[0], 1e-5)].say(), /running.*; prints `one`/);
  assert.equal(itemAt(items[2], 0), -1);
  assert.equal(nearest(items[2], 0), 0);
  assert.equal(nearest([], 0), -1);
});

test("two sentences follow each other as the language has it", () => {
  assert.equal(follow("没有通过。", "丢了更新。"), "没有通过。丢了更新。");
  assert.equal(follow("正在等待", "（第 8 行）"), "正在等待（第 8 行）");
  assert.equal(follow("waits", "(line 8)"), "waits (line 8)");
  assert.equal(follow("waits", ""), "waits");
  assert.equal(follow("Not yet.", "An update was lost."), "Not yet. An update was lost.");
});
