/** What variables held in a run that is known: by the same run once more, which is looked at this time. Knows no page. */

import type { Run, Values } from "../../protocol/record.ts";
import type { RunRequest } from "../../protocol/request.ts";
import type { Client } from "../job.ts";
import { fitting } from "../timeline/held.ts";

export type ValuesOf = (run: Run, signal: AbortSignal) => Promise<readonly Values[]>;

/** Steps of a run that is not run again: it would keep the engine from others for many seconds. */
const LONGEST = 2_000_000;

/** `program` is what the reader knows of the source: names that are none of its own, a checker's, are left out. */
export function seenAgain(client: Client, request: RunRequest, program = request.source): ValuesOf {
  return async (run, signal) => {
    if (run.steps > LONGEST) throw new RangeError(`${run.steps} steps are too many`);
    const again = await client.run(
      { ...request, max_steps: run.steps + 1, values: true },
      { signal },
    );
    const names = new Set(program.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
    return fitting(run, again).map((one) => ({
      ...one,
      changes: one.changes.filter(({ name }) => names.has(name)),
    }));
  };
}
