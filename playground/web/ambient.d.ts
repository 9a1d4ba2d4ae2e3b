/** What the build hands in: the strings of site_theme/strings.yml, and where Pyodide lies. */

declare module "strings-at-rest" {
  type Rest = Readonly<Record<
    "run" | "stop" | "edit" | "reset" | "copy" | "share" | "options" | "controls" | "offline" | "check" | "restore",
    string
  >>;
  const table: { readonly zh: Rest; readonly en: Rest };
  export default table;
}

declare module "strings-table" {
  const table: Readonly<Record<"zh" | "en", Readonly<Record<string, string>>>>;
  export default table;
}

/** Folder of Pyodide's files, seen from the bundle, and the bytes that a reader loads in all. */
declare const PYODIDE: string;
declare const BYTES: number;
