/** What a search found, or what it looked for and saw if it found nothing, in a sentence. Knows no page. */

import type { Run } from "../../protocol/record.ts";
import type { Found, NotFound } from "../../protocol/verdict.ts";
import { isSyntaxError } from "../timeline/narration.ts";
import { fill, follow, type Words } from "../words.ts";

/** Reasons that have words; any other is the name of a module or a function. */
const TOLD = new Set([
  ...["time", "clock", "loop", "large", "long", "endless", "many"],
  ...["bound", "another", "exception", "callback", "select"],
]);

/** That all orders were tried, if so; else what was, and what was not looked at. */
export function notFound(verdict: NotFound, words: Words): string {
  const { orders, outputs, stopped } = verdict;
  if (!orders) return triedOf(verdict, words);
  if (orders.exhausted) {
    const all = fill(words, orders.orders === 1 ? "one_order" : "all_orders", {
      orders: orders.orders,
    });
    return outputs > 1 ? follow(all, fill(words, "all_outputs", { outputs })) : all;
  }
  const told = orders.unseen.map((why) => {
    const known = words[`unseen_${why}`];
    if (known === undefined || !TOLD.has(why)) return fill(words, "unseen", { what: why });
    return fill(words, `unseen_${why}`, { lines: orders.timed.join(words["unseen_lines"]!) });
  });
  if (stopped) told.push(words["unseen_stopped"]!);
  if (!told.length) return triedOf(verdict, words);
  const reasons = told.join(words["unseen_more"]!);
  return follow(triedOf(verdict, words), fill(words, "not_all", { reasons }));
}

function triedOf({ schedules, tally, outputs }: NotFound, words: Words): string {
  const endless = Object.entries(tally).reduce(
    (sum, [how, count]) => sum + (how.startsWith("limit") ? count : 0),
    0,
  );
  if (!outputs) return fill(words, "not_found_ended", { done: schedules });
  const seen = fill(words, outputs > 1 ? "not_found_outputs" : "not_found", {
    done: schedules,
    outputs,
  });
  return endless ? follow(seen, fill(words, "not_found_endless", { endless })) : seen;
}

/** Whether another schedule could have changed anything. */
export function isOfSchedule(record: Run): boolean {
  return record.threads.length > 1 && !isSyntaxError(record);
}

/** What came of a search that found something; of what is no Python, there is nothing to add to what its run says. */
export function found({ record, failure, schedules, preemptions }: Found, words: Words): string {
  if (isSyntaxError(record)) return "";
  if (!isOfSchedule(record)) return fill(words, "found_alone");
  return fill(words, failure === "output" ? "found_output" : "found", {
    done: schedules,
    preemptions,
  });
}
