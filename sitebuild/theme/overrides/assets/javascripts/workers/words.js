// What a reader types into the search box is words, or a message pasted as Python prints it, and no
// query of lunr's. This worker stands before Material's, whose name follows the "?" of the address,
// and turns the one into the other. It fetches that worker and the texts when somebody searches: who
// only reads pays for no index.

const HAN = /\p{sc=Han}+/gu;
const SEARCH = { setup: 0, ready: 1, query: 2, result: 3 }; // Material's numbers for its messages

// A word that stands on every page tells none of them from the others.
const EVERYWHERE = new Set(
  `thread threads threading python runtimeerror valueerror typeerror doesn isn don won re
   线程 怎样 怎么 怎么办 如何 为什么 什么 哪些 哪个 可以 不能 应该 应当 还是 没有 一个 几个`.match(/\S+/g),
);
const chineseWords = new Set(); // as the index was cut

// Longest word first; what is in no text stays as it was typed.
function cut(run) {
  const words = [];
  for (let from = 0, to; from < run.length; from = to) {
    to = run.length;
    while (to > from + 1 && !chineseWords.has(run.slice(from, to))) to--;
    words.push(run.slice(from, to));
  }
  return chineseWords.has(run) ? run : words.join(" ");
}

function tells(word) {
  const small = word.toLowerCase();
  const filters = [lunr, ...Object.values(lunr)].map((one) => one?.stopWordFilter);
  return small.length > 1 || /\d|\p{sc=Han}/u.test(small)
    ? !EVERYWHERE.has(small) && filters.every((filter) => !filter || filter(small))
    : false;
}

// Each word as it is, which counts most, and as the beginning of a longer one. Material cuts a Chinese
// word once more and loses its last character; it loses the 〇 instead.
function asQuery(typed) {
  const all = typed.replace(HAN, (run) => ` ${cut(run)} `).match(/[\p{L}\p{N}_]+/gu) ?? [];
  const telling = all.filter(tells);
  return (telling.length ? telling : all)
    .map((word) => (chineseWords.has(word) ? `${word}〇` : word))
    .map((word) => `${word}^4 ${word}`)
    .join(" ");
}

const tell = self.postMessage.bind(self);
const AGAIN = 1000; // milliseconds until what could not be fetched is asked for once more
let setup; // what Material's worker is to be set up with: all but the texts
let index; // a promise of that worker, set up
let typings = 0;

addEventListener("message", (event) => {
  if (!event.isTrusted) return; // is for Material's worker, from us
  event.stopImmediatePropagation();
  const { type, data } = event.data;
  if (type === SEARCH.setup) {
    setup = data;
    tell({ type: SEARCH.ready });
  }
  if (type === SEARCH.query) answer(data);
});

async function answer(typed) {
  const typing = ++typings;
  if (!typed.trim()) return tell({ type: SEARCH.result, data: { items: [] } });
  while (!(await there())) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
    if (typing !== typings) return; // the next key waits in its place
  }
  if (typing === typings) pass({ type: SEARCH.query, data: asQuery(typed) });
}

// Whether there is an index; if not, for want of a network, the next who asks has it made anew.
async function there() {
  const making = (index ??= made());
  return making.then(
    () => true,
    () => {
      if (index === making) index = undefined;
      return false;
    },
  );
}

async function made() {
  const texts = await fetch(new URL("../../../search/search_docs.json", location));
  const docs = await texts.json();
  for (const { title, text } of docs) {
    for (const word of `${title} ${text}`.match(HAN) ?? []) chineseWords.add(word);
  }
  if (!self.lunr) importScripts(location.search.slice(1)); // once: it would listen twice
  mendEdges();
  await new Promise((resolve, reject) => {
    self.postMessage = (message) => (message.type === SEARCH.ready ? resolve() : tell(message));
    addEventListener("unhandledrejection", ({ reason }) => reject(reason), { once: true });
    pass({ type: SEARCH.setup, data: { ...setup, docs } });
  });
}

function pass(data) {
  dispatchEvent(new MessageEvent("message", { data }));
}

// lunr takes "1" before node 23 and "12" before node 3 for the same edge, and then fails on "1*"
// (its issue 503). A comma after each node keeps them apart.
function mendEdges() {
  lunr.TokenSet.prototype.toString = function () {
    this._str ??= (this.final ? "1" : "0") + this._edges();
    return this._str;
  };
  lunr.TokenSet.prototype._edges = function () {
    const labels = Object.keys(this.edges).sort();
    return labels.map((label) => `${label}${this.edges[label].id},`).join("");
  };
}
