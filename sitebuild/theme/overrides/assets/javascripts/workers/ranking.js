// @ts-check
// Which pages answer what a reader types, best first. Titles and headings outrank mentions, whole words
// outrank beginnings, a message that stands in a heading outranks its words, what a section is also
// called by counts as its heading, and two slips of typing are forgiven. Knows no browser and no lunr.

/** @typedef {{location: string, title: string, text: string, boost?: number, also?: string[]}} Doc */
/** @typedef {{doc: Doc, at: number, score: number}} Ranked */
/** @typedef {{words: string[], terms: string[], groups: Ranked[][]}} Found
 * `words` of the index that were found, `terms` that were typed or meant, pages with their sections */

const LETTERS = /[\p{L}\p{N}_]+/gu;
const HAN_RUN = /\p{sc=Han}+/gu;
const TITLE = 10; // what a word is worth in the title of a page, in a heading, in a text
const HEADING = 7;
const TEXT = 1;
const BEGUN = 0.4; // of a word's worth, when what was typed is its beginning
const PARDONED = 0.7; // when it is a slip away
const SPLIT = 0.6; // when it is a part of an identifier
const NAMED = 30; // a heading that is what was typed, or that is also called so
const MESSAGE = 4; // for each word of a run that a heading has too, growing with the run; in a text, half
const MOST_GROUPS = 30;
const MOST_WORDS = 60;

/** @param {string} html */
const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&[lg]t;|&amp;|&quot;|&#\d+;/g, " ");

/** Forms of one English word have one stem; other words are their own. @param {string} word */
function stem(word) {
  if (word.length < 4 || /[^a-z]/.test(word)) return word;
  let made = word
    .replace(/ies$/, "y")
    .replace(/(?<=[^suia])s$/, "")
    .replace(/(?<=.{3})(ing|ed)$/, "");
  if (made !== word) made = made.replace(/([^aeioulsz])\1$/, "$1");
  return made.replace(/(?<=.{2})e$/, "");
}

/** Slips of typing between two words, a swap being one; more than `most` are not counted.
 * @param {string} a @param {string} b @param {number} most */
function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2] + 1);
      }
      row.push(cost);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** Made by words.js. */
// biome-ignore lint/correctness/noUnusedVariables: the two are one script in the worker
class Ranking {
  /** @param {Doc[]} docs @param {string} sounds characters that sound alike, a group between blanks
   * @param {(word: string) => boolean} tells whether a word tells pages apart */
  constructor(docs, sounds, tells) {
    this.docs = docs;
    this.tells = tells;
    /** @type {Map<string, string>} character -> one that stands for its sound */
    this.sound = new Map();
    for (const group of sounds.split(" "))
      for (const one of group) this.sound.set(one, group[0] ?? one);
    /** @type {Map<string, Map<number, number>>} word -> document -> its worth there */
    this.worth = new Map();
    /** @type {Map<string, Set<string>>} stem -> words */
    this.forms = new Map();
    /** @type {Map<string, number>} word -> how much it stands in titles and headings */
    this.weight = new Map();
    this.han = new Set(); // Chinese words, as the index was cut
    this.page = docs.map((doc) => doc.location.replace(/#.*/, ""));
    this.whole = new Map(docs.map((doc, at) => [doc.location, at]));
    this.headings = docs.map((doc) => this.words(plain(doc.title)));
    this.texts = docs.map((doc) => this.words(plain(doc.text)));
    docs.forEach((doc, at) => this.read(doc, at));
    /** @type {Map<string, string[]>} how it sounds -> Chinese words that do */
    this.alike = new Map();
    for (const word of this.han) this.put(this.alike, this.heard(word), word);
  }

  /** @template K, V @param {Map<K, V[]>} map @param {K} key @param {V} value */
  put(map, key, value) {
    const there = map.get(key);
    if (there) there.push(value);
    else map.set(key, [value]);
  }

  /** @param {string} text */
  words(text) {
    return text.toLowerCase().match(LETTERS) ?? [];
  }

  /** @param {string} word */
  heard(word) {
    return [...word].map((one) => this.sound.get(one) ?? one).join("");
  }

  /** Puts a document into the index. @param {Doc} doc @param {number} at */
  read(doc, at) {
    const whole = !doc.location.includes("#");
    const heading = whole ? TITLE : HEADING;
    /** @param {string} text @param {number} value @param {boolean} add */
    const take = (text, value, add) => {
      for (const run of plain(text).match(LETTERS) ?? []) {
        const word = run.toLowerCase();
        this.add(word, at, value, add);
        const parts = run.split(/_|(?<=[a-z])(?=[A-Z])/);
        for (const part of parts.length > 1 ? parts.filter(Boolean) : []) {
          this.add(part.toLowerCase(), at, value * SPLIT, add);
        }
      }
    };
    take(doc.title, heading, false);
    for (const name of doc.also ?? []) take(name, HEADING, false);
    take(doc.text, TEXT, true);
    const said = [doc.title, doc.text, ...(doc.also ?? [])].join(" ");
    for (const word of said.match(HAN_RUN) ?? []) this.han.add(word);
  }

  /** @param {string} word @param {number} at @param {number} value @param {boolean} add */
  add(word, at, value, add) {
    let there = this.worth.get(word);
    if (!there) {
      this.worth.set(word, (there = new Map()));
      const of = stem(word);
      if (!this.forms.has(of)) this.forms.set(of, new Set());
      this.forms.get(of)?.add(word);
    }
    const had = there.get(at) ?? 0;
    // A word that is said again says little more.
    there.set(at, add ? had + value / (1 + 4 * Math.max(0, had)) : Math.max(had, value));
    if (value > TEXT) this.weight.set(word, (this.weight.get(word) ?? 0) + value);
  }

  /** Longest Chinese word first; what is in no text stays as it was typed. @param {string} run */
  cut(run) {
    const words = [];
    for (let from = 0, to; from < run.length; from = to) {
      to = run.length;
      while (to > from + 1 && !this.han.has(run.slice(from, to))) to--;
      words.push(run.slice(from, to));
    }
    return words;
  }

  /** A run of Chinese in words. Where a piece is a single character, a longer word of a heading that
   * sounds like it and its neighbours was meant. @param {string} run */
  chinese(run) {
    const cut = this.cut(run);
    const words = [];
    for (let at = 0, to; at < cut.length; at = to) {
      let meant = "";
      for (to = cut.length; to > at + 1 && !meant; to--) {
        const pieces = cut.slice(at, to);
        if (pieces.some((piece) => piece.length === 1)) meant = this.sounding(pieces.join(""));
      }
      if (meant) to++;
      words.push(meant || cut[at]);
    }
    return words;
  }

  /** The word that stands most in headings of those that sound so. @param {string} typed */
  sounding(typed) {
    const alike = (this.alike.get(this.heard(typed)) ?? []).filter((word) => this.weight.has(word));
    const [best = ""] = alike.sort((a, b) => (this.weight.get(b) ?? 0) - (this.weight.get(a) ?? 0));
    return best;
  }

  /** What a typed word may stand for: [word of the index, its part of the worth].
   * @param {string} typed @returns {[string, number][]} */
  variants(typed) {
    const same = this.forms.get(stem(typed));
    if (same) return [...same].map((word) => [word, word === typed ? 1 : 0.9]);
    const known = [...this.worth.keys()];
    const begun = known.filter((word) => word.startsWith(typed));
    if (begun.length) return begun.map((word) => [word, BEGUN]);
    if (/\p{sc=Han}/u.test(typed)) {
      return known.filter((word) => word.includes(typed)).map((word) => [word, BEGUN]);
    }
    return this.pardoned(typed, known);
  }

  /** The word that is fewest slips away, in all its forms.
   * @param {string} typed @param {string[]} known @returns {[string, number][]} */
  pardoned(typed, known) {
    const most = typed.length < 4 ? 0 : typed.length < 6 ? 1 : 2;
    let closest = most;
    let near = /** @type {string[]} */ ([]);
    for (const word of known) {
      if (/[^a-z_]/.test(word) || word.length < 4) continue;
      const count = slips(typed, word, closest);
      if (count > closest) continue;
      if (count < closest) near = [];
      closest = count;
      near.push(word);
    }
    /** @param {string} word */
    const often = (word) => (this.weight.get(word) ?? 0) * 100 + (this.worth.get(word)?.size ?? 0);
    const [meant = ""] = near.sort((a, b) => often(b) - often(a));
    return [...(this.forms.get(stem(meant)) ?? [])].map((word) => [word, PARDONED]);
  }

  /** What was typed in words that the index may have. @param {string} typed */
  asked(typed) {
    const runs = typed.toLowerCase().replace(HAN_RUN, (run) => ` ${this.chinese(run).join(" ")} `);
    const all = runs.match(LETTERS) ?? [];
    const telling = all.filter((word) => this.tells(word));
    return { all, telling: telling.length ? [...new Set(telling)] : all };
  }

  /** What it is worth that a run of words stands there too, which takes so many.
   * @param {string[]} all @param {string[]} there @param {number} least */
  quoted(all, there, least) {
    const run = all.length < least ? 0 : this.common(all, there);
    return run < least ? 0 : run * Math.min(run, 5);
  }

  /** The longest run of words that two have in common. @param {string[]} a @param {string[]} b */
  common(a, b) {
    let longest = 0;
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) {
        let length = 0;
        while (i + length < a.length && j + length < b.length && a[i + length] === b[j + length])
          length++;
        longest = Math.max(longest, length);
      }
    }
    return longest;
  }

  /** @param {string} typed @returns {Found} */
  find(typed) {
    const { all, telling } = this.asked(typed);
    const scores = new Float64Array(this.docs.length);
    const matched = new Float64Array(this.docs.length);
    const found = new Set();
    const terms = new Set();
    for (const word of telling) {
      /** @type {Map<number, number>} */
      const best = new Map();
      const variants = this.variants(word);
      if (telling.length > 1 && variants.length && !variants.some(([one]) => this.tells(one))) {
        matched.forEach((_, at) => (matched[at] += 1)); // a slip in a word that stands everywhere
        continue;
      }
      for (const [variant, part] of variants) {
        found.add(variant);
        for (const [at, worth] of this.worth.get(variant) ?? []) {
          best.set(at, Math.max(best.get(at) ?? 0, worth * part));
        }
      }
      if (variants.length) terms.add(variants[0][1] === PARDONED ? variants[0][0] : word);
      const rare = Math.log(1 + this.docs.length / (1 + best.size));
      for (const [at, worth] of best) {
        scores[at] += worth * rare;
        matched[at] += 1;
      }
    }
    const meant = {
      all: new Set([...all, ...terms].map(stem)),
      telling: [...terms].map(stem).join(" "),
    };
    const ranked = this.docs.map((doc, at) => {
      const covered = (matched[at] / telling.length) ** 2;
      return { doc, at, score: this.total(doc, at, scores[at] * covered, all, meant) };
    });
    return {
      words: [...found].slice(0, MOST_WORDS),
      terms: [...terms],
      groups: this.grouped(ranked.filter((one) => one.score > 0)),
    };
  }

  /** @param {Doc} doc @param {number} at @param {number} score @param {string[]} all as typed
   * @param {{all: Set<string>, telling: string}} meant the stems of what was meant */
  total(doc, at, score, all, meant) {
    if (!score) return 0;
    const heading = this.headings[at];
    score +=
      this.quoted(all, heading, 3) * MESSAGE + this.quoted(all, this.texts[at], 4) * (MESSAGE / 2);
    const names = [heading, ...(doc.also ?? []).map((name) => this.words(name))];
    if (names.some((name) => this.is(name, meant))) score += NAMED;
    return score * (doc.boost ?? 1);
  }

  /** Whether a name is what was meant: the words that tell are the same, and it has no other but
   * those that nobody searches for. @param {string[]} name @param {{all: Set<string>, telling: string}} meant */
  is(name, meant) {
    const telling = name.filter(this.tells);
    const others = name.filter((word) => !this.tells(word) && word.length > 3);
    const same = telling.map(stem).join(" ") === meant.telling;
    return same && others.every((word) => meant.all.has(stem(word)));
  }

  /** Each page with its sections, best first. @param {Ranked[]} ranked */
  grouped(ranked) {
    /** @type {Map<string, Ranked[]>} */
    const groups = new Map();
    ranked.sort((a, b) => b.score - a.score || a.at - b.at);
    for (const one of ranked) this.put(groups, this.page[one.at], one);
    /** A page of which much is about it is more about it. @param {Ranked[]} group */
    const sum = (group) =>
      group.slice(0, 4).reduce((all, one, place) => all + one.score / 4 ** place, 0);
    const best = [...groups].sort(([, a], [, b]) => sum(b) - sum(a)).slice(0, MOST_GROUPS);
    return best.map(([page, group]) => {
      const at = this.whole.get(page);
      if (at === undefined || group.some((one) => one.at === at)) return group;
      return [...group, { doc: this.docs[at], at, score: 0 }];
    });
  }
}
