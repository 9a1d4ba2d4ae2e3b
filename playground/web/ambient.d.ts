/** What the build hands in: the strings of sitebuild/strings.yml by language and group, and Pyodide's place. */

declare module "strings-at-rest" {
  const table: Readonly<Record<"zh" | "en", Readonly<Record<string, string>>>>;
  export default table;
}

declare module "strings-table" {
  const table: Readonly<Record<"zh" | "en", Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  export default table;
}

declare module "strings-offline" {
  const table: Readonly<Record<"zh" | "en", Readonly<Record<string, string>>>>;
  export default table;
}

/** Pyodide's folder and the engine's files, seen from the bundle's folder. */
declare const PYODIDE: string;
declare const SNAPSHOT: string;
declare const SOURCES: string;
/** Bytes to fetch, and digests of what is unpacked, by file, as JSON. */
declare const PART_BYTES: string;
declare const PART_DIGESTS: string;
/** The frame around the worker: a page with its policy and its script in it. */
declare const FRAME: string;
/** Addresses, seen from the bundle's folder, and digests of the scripts that make the worker, as JSON. */
declare const WORKER_SCRIPTS: string;
