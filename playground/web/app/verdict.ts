/** What a search that found nothing has looked for, and what it saw, in a sentence. Knows no page. */

import type { NotFound } from "../../protocol/verdict.ts";
import { fill, follow, type Words } from "../words.ts";

export function notFound({ schedules, tally, outputs }: NotFound, words: Words): string {
  const endless = Object.entries(tally).reduce((sum, [how, count]) => sum + (how.startsWith("limit") ? count : 0), 0);
  if (!outputs) return fill(words, "not_found_ended", { done: schedules });
  const seen = fill(words, outputs > 1 ? "not_found_outputs" : "not_found", { done: schedules, outputs });
  return endless ? follow(seen, fill(words, "not_found_endless", { endless })) : seen;
}
