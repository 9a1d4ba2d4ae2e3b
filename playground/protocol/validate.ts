/**
 * Reads what others made: refused as a whole where it is not what its schema says. What a schema does not name is left
 * out. Knows no page and no worker.
 */

import * as v from "valibot";
import { type Shared, shared } from "./link.ts";
import { type FromWorker, message } from "./message.ts";
import { history, type Run, run, type Values } from "./record.ts";

export class Unreadable extends Error {}

/**
 * Objects, and entries of lists, of all that is read at once: three times what the engine's longest record has. Each
 * takes a schema microseconds, and a list within each of a list's entries takes that time as often as both are long.
 */
export const MOST_PARTS = 500_000;

/** A message of the worker's; throws `Unreadable`, which names the first place where it is none. */
export function readMessage(given: unknown): FromWorker {
  return read(message, given);
}

export function readRun(given: unknown): Run {
  return read(run, given);
}

export function readValues(given: unknown): readonly Values[] {
  return read(history, given);
}

export function readShared(given: unknown): Shared {
  return read(shared, given);
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  given: unknown,
): v.InferOutput<Schema> {
  assertShort(given);
  const result = v.safeParse(schema, given, { abortEarly: true });
  if (result.success) return result.output;
  const place = v.getDotPath(result.issues[0]) ?? "all of it";
  throw new Unreadable(`the record cannot be read: ${place}`);
}

/** Before a schema looks at any of it: it looks at each entry of a list, and at the list's length in the end. */
function assertShort(given: unknown): void {
  const due = [given];
  let parts = 0;
  while (due.length > 0) {
    const one = due.pop();
    if (typeof one !== "object" || one === null || ArrayBuffer.isView(one)) continue;
    parts += Array.isArray(one) ? one.length : 1;
    if (parts > MOST_PARTS)
      throw new Unreadable(`the record cannot be read: more than ${MOST_PARTS} parts`);
    for (const part of Object.values(one)) if (typeof part === "object") due.push(part);
  }
}
