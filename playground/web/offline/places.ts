/** Where the browser keeps what: the name of a cache, the key of a file. Knows no cache. */

/** What the site packs itself, since not every host does. */
export const PACKED = /\.zstd$/;

/** The cache for what never changes, of the site whose root has this path: project pages of one owner share an origin. */
export function assetsAt(path: string): string {
  return `${path} checked assets`; // no name that was once used for what nobody had checked
}

/** The key of a file, which is kept unpacked. */
export function keptAs(address: string): string {
  return address.replace(PACKED, "");
}

/** Where it stands that all of the playground was kept: it can be used without a network. */
export function markAt(main: string): string {
  return `${main}?kept`;
}
