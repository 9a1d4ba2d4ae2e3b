/** What the schemas of this folder are made of. Knows no message. */

import * as v from "valibot";

/** Of one list. The engine keeps 20,000 events and 500,000 characters of output. */
const MANY = 100_000;

export const count = v.pipe(v.number(), v.safeInteger());
export const seconds = v.pipe(v.number(), v.minValue(-1e12), v.maxValue(1e12)); // a timeout may be negative
export const time = v.pipe(seconds, v.minValue(0));
export const text = v.string();
/** The number of a line, a thread or an object, where there is one. */
export const number = v.nullable(count);

export const many = <Schema extends v.GenericSchema>(one: Schema) =>
  v.pipe(v.array(one), v.maxLength(MANY));

/** The value that a schema describes, for who only reads it. */
export type Of<Schema extends v.GenericSchema> = Frozen<v.InferOutput<Schema>>;

export type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;
