/**
 * Reads what others made: refused as a whole where it is not what its schema says. What a schema does not name is left
 * out. Knows no page and no worker.
 */

import * as v from "valibot";
import { type Shared, shared } from "./link.ts";
import { type FromWorker, message } from "./message.ts";
import { type Run, run } from "./record.ts";

export class Unreadable extends Error {}

/** A message of the worker's; throws `Unreadable`, which names the first place where it is none. */
export function readMessage(given: unknown): FromWorker {
  return read(message, given);
}

export function readRun(given: unknown): Run {
  return read(run, given);
}

export function readShared(given: unknown): Shared {
  return read(shared, given);
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  given: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, given, { abortEarly: true });
  if (result.success) return result.output;
  const place = v.getDotPath(result.issues[0]) ?? "all of it";
  throw new Unreadable(`the record cannot be read: ${place}`);
}
