/** The schemas that Python needs, as JSON Schema: `node generate.ts` prints them. Knows no file of Python's. */

import { type JsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import { DESCRIPTIONS } from "./descriptions.ts";
import { choice, question, standing, variable } from "./question.ts";
import { harmless, lockOrder, race, races, shapes as raceShapes, why } from "./races.ts";
import {
  deadlock,
  event,
  run,
  shapes,
  stuckThread,
  valueChange,
  values,
  valuesAt,
} from "./record.ts";
import { exploreRequest, interest, order, runRequest } from "./request.ts";
import { exploration, found, notFound, orders, outcome, progress, unusable } from "./verdict.ts";

const schemas = {
  ...shapes,
  ...raceShapes,
  Race: race,
  HarmlessRace: harmless,
  LockOrder: lockOrder,
  Races: races,
  Why: why,
  Event: event,
  StuckThread: stuckThread,
  Deadlock: deadlock,
  ValueChange: valueChange,
  ValuesAt: valuesAt,
  Values: values,
  Run: run,
  Choice: choice,
  Variable: variable,
  Standing: standing,
  Question: question,
  Interest: interest,
  Order: order,
  RunRequest: runRequest,
  ExploreRequest: exploreRequest,
  Orders: orders,
  Outcome: outcome,
  Found: found,
  NotFound: notFound,
  Exploration: exploration,
  Unusable: unusable,
  Progress: progress,
};
/** Others may name what they like in a request; what the engine writes has no field but these. */
const OPEN = new Set(["RunRequest", "ExploreRequest", "Choice", "Order"]);

const $defs: Record<string, JsonSchema> = toJsonSchemaDefs(schemas, { target: "draft-2020-12" });
for (const [name, definition] of Object.entries($defs)) {
  if (definition.type === "object" && !OPEN.has(name)) definition.additionalProperties = false;
}
for (const [place, description] of Object.entries(DESCRIPTIONS)) {
  const [name = "", field] = place.split(".");
  const at = field ? $defs[name]?.properties?.[field] : $defs[name];
  if (typeof at !== "object") throw new Error(`descriptions.ts: there is no ${place}`);
  at.description = description;
}
const $schema = "https://json-schema.org/draft/2020-12/schema";
process.stdout.write(`${JSON.stringify({ $schema, $defs }, null, 2)}\n`);
