// @ts-check
/**
 * Has another engine try what a search will probably ask next. A run is the same whoever makes it, so that the verdict
 * is, too, however quick the other is: what it has tried in time is taken, and all else is run as without it.
 */

/** How many the search runs itself while the other tries as many of those that follow. */
const BLOCK = 8;
/** So often in a row nothing can be foreseen until nobody looks any more. */
const IN_VAIN = 4;

/**
 * Tries requests in their order, and tells each with its answer. Settled when it has; never, if it cannot.
 * @typedef {(requests: string[], tell: (request: string, answer: string) => void) => Promise<void>} Helper
 */

export class Ahead {
  /** @param {Helper} helper */
  constructor(helper) {
    this.helper = helper;
    this.idle = true;
    this.inVain = 0;
    /** @type {Map<string, string>} */
    this.answers = new Map();
  }

  /** @param {(count: number) => {common: object, each: object[]}} foresee */
  look(foresee) {
    if (!this.idle || this.inVain === IN_VAIN) return;
    const { common, each } = foresee(this.answers.size + 2 * BLOCK);
    const requests = each.map((one) => JSON.stringify({ ...common, ...one }));
    this.inVain = requests.length ? 0 : this.inVain + 1;
    for (const one of this.answers.keys()) if (!requests.includes(one)) this.answers.delete(one);
    const wanted = requests.slice(BLOCK).filter((one) => !this.answers.has(one));
    if (!wanted.length) return;
    this.idle = false;
    const tell = (/** @type {string} */ request, /** @type {string} */ answer) => {
      this.answers.set(request, answer);
    };
    this.helper(wanted.slice(0, BLOCK), tell).then(() => {
      this.idle = true;
    });
  }

  /** @param {object} request @returns {string | undefined} the answer, if it has come */
  take(request) {
    const key = JSON.stringify(request);
    const answer = this.answers.get(key);
    this.answers.delete(key);
    return answer;
  }
}
