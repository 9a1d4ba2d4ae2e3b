/** What a search found, or what it looked for and saw if it found nothing, in a sentence. Knows no page. */

import type { Run } from "../../protocol/record.ts";
import type { Found, NotFound } from "../../protocol/verdict.ts";
import { fill, follow, type Words } from "../words.ts";

export function notFound({ schedules, tally, outputs }: NotFound, words: Words): string {
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

/** Whether the program was not even begun: it is no Python. */
export function isSyntaxError({ error, steps }: Run): boolean {
  return steps === 0 && error !== null && /^(Syntax|Indentation|Tab)Error$/.test(error.type);
}

/** Whether another schedule could have changed anything. */
export function isOfSchedule(record: Run): boolean {
  return record.threads.length > 1 && !isSyntaxError(record);
}

export function found({ record, failure, schedules, preemptions }: Found, words: Words): string {
  if (isSyntaxError(record)) return fill(words, "found_syntax");
  if (!isOfSchedule(record)) return fill(words, "found_alone");
  return fill(words, failure === "output" ? "found_output" : "found", {
    done: schedules,
    preemptions,
  });
}
