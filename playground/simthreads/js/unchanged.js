// @ts-check
/**
 * Whether Pyodide's own objects in JavaScript are what they were before the first run: its module, its interface, its
 * file system, what files are read and written with. They are not put back; an interpreter in which one of them differs
 * is thrown away. Uses what it took beforehand, and calls nothing that could have been replaced.
 */
const { getOwnPropertyDescriptor, getPrototypeOf, ownKeys, preventExtensions } = Reflect;
const { hasOwn, is } = Object;

/** What each run changes: where it stands in the file system, which is put back; the views of a memory that grows. */
const OWN_BUSINESS = new Set(
  /** @type {PropertyKey[]} */ ([
    "nextInode",
    "currentPath",
    "_asciiTextDecoder",
    "HEAP8",
    "HEAPU8",
    "HEAP16",
    "HEAPU16",
    "HEAP32",
    "HEAPU32",
    "HEAPF32",
    "HEAPF64",
    "HEAP64",
    "HEAPU64",
  ]),
);

/** @param {any} thing */
const isThing = (thing) =>
  (typeof thing === "object" && thing !== null) || typeof thing === "function";

/** @param {any} thing */
function look(thing) {
  const fields = ownKeys(thing).map((key) => {
    const field = OWN_BUSINESS.has(key) ? undefined : getOwnPropertyDescriptor(thing, key);
    return {
      key,
      known: field !== undefined,
      value: field?.value,
      get: field?.get,
      set: field?.set,
    };
  });
  const closed = !Object.isExtensible(thing);
  return { thing, parent: getPrototypeOf(thing), fields, closed };
}

/** @param {any} py Pyodide @returns {() => boolean} are they all what they are now? */
export function remember(py) {
  const { FS, _module: module, _api: api } = py;
  module._asciiTextDecoder ??= undefined; // made at the first need
  const nodes = [FS.root, FS.lookupPath("/lib/python314.zip").node, ...FS.streams].filter(isThing);
  const parts = nodes.flatMap((/** @type {any} */ one) => [
    one.node_ops,
    one.stream_ops,
    getPrototypeOf(one),
  ]);
  const devices = Object.values(FS.devices).flatMap((/** @type {any} */ one) => [
    one,
    one.stream_ops,
  ]);
  const all = [
    py,
    module,
    api,
    FS,
    FS.devices,
    FS.filesystems,
    FS.mounts,
    FS.trackingDelegate,
    ...devices,
    ...parts,
    ...Object.values(FS.filesystems),
    api.config,
    api.public_api,
  ];
  preventExtensions(module); // to list its thousands of names takes longer than to compare what they hold
  const seen = [...new Set(all.filter(isThing))].map(look);
  return () => {
    for (let at = 0; at < seen.length; at++) {
      const one = /** @type {ReturnType<typeof look>} */ (seen[at]);
      if (!isAsBefore(one)) return false;
    }
    return true;
  };
}

/** @param {ReturnType<typeof look>} seen */
function isAsBefore({ thing, parent, fields, closed }) {
  if (getPrototypeOf(thing) !== parent) return false;
  if (!closed && ownKeys(thing).length !== fields.length) return false;
  for (let at = 0; at < fields.length; at++) {
    const field = /** @type {typeof fields[0]} */ (fields[at]);
    if (!field.known) {
      if (!hasOwn(thing, field.key)) return false;
    } else if (field.get || field.set) {
      const now = getOwnPropertyDescriptor(thing, field.key);
      if (!now || now.get !== field.get || now.set !== field.set) return false;
    } else if (!is(thing[field.key], field.value)) {
      return false;
    }
  }
  return true;
}
