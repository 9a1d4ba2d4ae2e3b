/**
 * Remembers how the language stood before any program ran, and tells whether it still does: a program that has dug its
 * way into JavaScript could otherwise leave traps there for the next. Knows no program and no Python.
 *
 * Uses syntax and what it took beforehand, and calls no method that could have been replaced.
 */

const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;
const { is } = Object;

interface Seen {
  readonly thing: object;
  readonly parent: object | null;
  readonly keys: readonly PropertyKey[];
  readonly values: readonly (PropertyDescriptor | undefined)[];
}

/** Everything that can be reached from the global scope by names, and from `more`, as it is now. */
export function remember(more: readonly unknown[] = []): () => boolean {
  const seen: Seen[] = [];
  const known = new Set<unknown>();
  const todo: unknown[] = [globalThis, ...more, ...unnamed()];
  while (todo.length) {
    const thing = todo.pop();
    if (!isThing(thing) || known.has(thing)) continue;
    known.add(thing);
    const keys = ownKeys(thing);
    const values = keys.map((key) => getOwnPropertyDescriptor(thing, key));
    const parent = getPrototypeOf(thing);
    seen.push({ thing, parent, keys, values });
    todo.push(parent);
    for (const value of values) todo.push(value?.value, value?.get, value?.set);
  }
  return () => isUntampered(seen);
}

/** What has no name of its own: the prototypes of iterators and of the rarer kinds of function. */
function unnamed(): unknown[] {
  const kinds = [async () => {}, function* () {}, async function* () {}].map(getPrototypeOf);
  const iterators = [
    [].values(),
    new Map().keys(),
    new Set().keys(),
    "".matchAll(/./g),
    ""[Symbol.iterator](),
  ];
  return [...kinds, ...iterators.map(getPrototypeOf), getPrototypeOf(Int8Array)];
}

function isThing(thing: unknown): thing is object {
  return (typeof thing === "object" && thing !== null) || typeof thing === "function";
}

function isUntampered(seen: readonly Seen[]): boolean {
  for (let at = 0; at < seen.length; at++) {
    const { thing, parent, keys, values } = seen[at]!;
    if (getPrototypeOf(thing) !== parent || ownKeys(thing).length !== keys.length) return false;
    for (let index = 0; index < keys.length; index++) {
      if (!same(getOwnPropertyDescriptor(thing, keys[index]!), values[index])) return false;
    }
  }
  return true;
}

function same(
  now: PropertyDescriptor | undefined,
  before: PropertyDescriptor | undefined,
): boolean {
  if (!now || !before) return now === before;
  return is(now.value, before.value) && now.get === before.get && now.set === before.set;
}
