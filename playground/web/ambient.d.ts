/** What the build hands in: the strings of site_theme/strings.yml by language and group, and Pyodide's place. */

declare module "strings-at-rest" {
  const table: Readonly<Record<"zh" | "en", Readonly<Record<string, string>>>>;
  export default table;
}

declare module "strings-table" {
  const table: Readonly<Record<"zh" | "en", Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  export default table;
}

/** Pyodide's folder and the engine's snapshot, seen from the bundle's folder, and the bytes to load in all. */
declare const PYODIDE: string;
declare const SNAPSHOT: string;
declare const BYTES: number;
