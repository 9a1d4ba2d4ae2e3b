// What a reader types into the search box is words, or a message pasted as Python prints it, and no
// query of lunr's. This worker stands before Material's: `Ranking` says which pages answer, Material's
// worker marks the words in them. Both follow the "?" of the address. It fetches them and the texts when
// somebody searches: who only reads pays for no index.

const SEARCH = { setup: 0, ready: 1, query: 2, result: 3 }; // Material's numbers for its messages
const [RANKING, MATERIAL] = location.search.slice(1).split("&");

// A word that stands on every page tells none of them from the others.
const EVERYWHERE = new Set(
  `thread threads threading python runtimeerror valueerror typeerror doesn isn don won re
   线程 多线程 怎样 怎么 怎么办 如何 为什么 什么 哪些 哪个 可以 不能 应该 应当 还是 没有 一个 几个`.match(
    /\S+/g,
  ),
);

function tells(word) {
  const filters = [lunr, ...Object.values(lunr)].map((one) => one?.stopWordFilter);
  return word.length > 1 || /\d|\p{sc=Han}/u.test(word)
    ? !EVERYWHERE.has(word) && filters.every((filter) => !filter || filter(word))
    : false;
}

// What Material's worker is to mark: each word, and what begins with it. It cuts a Chinese word once more
// and loses its last character; it loses the 〇 instead.
function asQuery(words) {
  const whole = words.map((word) => word + (/\p{sc=Han}/u.test(word) ? "〇" : ""));
  return whole.map((word) => `${word}^4 ${word}`).join(" ");
}

// The groups as they are ranked; what Material's worker has marked in the place of what was not.
function marked(found, items) {
  const there = new Map(items.flat().map((item) => [item.location, item]));
  const terms = Object.fromEntries(found.terms.map((term) => [term, true]));
  return found.groups.map((group) =>
    group.map(({ doc, score }) => ({
      ...(there.get(doc.location) ?? { ...doc, text: "" }),
      score,
      terms,
    })),
  );
}

const tell = self.postMessage.bind(self);
const AGAIN = 1000; // milliseconds until what could not be fetched is asked for once more
let setup; // what Material's worker is to be set up with: all but the texts
let index; // a promise of that worker, set up
let ranking;
let found; // what was last asked for
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
  if (typing !== typings) return;
  found = ranking.find(typed);
  if (found.groups.length) pass({ type: SEARCH.query, data: asQuery(found.words) });
  else tell({ type: SEARCH.result, data: { items: [] } });
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
  const { docs, sounds } = await texts.json();
  if (!self.lunr) importScripts(RANKING, MATERIAL); // once: it would listen twice
  ranking = new Ranking(docs, sounds, tells);
  mendEdges();
  await new Promise((resolve, reject) => {
    self.postMessage = ({ type, data }) => {
      if (type === SEARCH.ready) resolve();
      else tell({ type, data: { ...data, items: marked(found, data.items) } });
    };
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
