/** What the build hands in: the strings of words/ by language and group, and Pyodide's place. */

declare module "strings-at-rest" {
  const table: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default table;
}

declare module "strings-table" {
  const table: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
  export default table;
}

declare module "strings-names" {
  const table: Readonly<
    Record<
      string,
      readonly {
        readonly name: string;
        readonly call: string;
        readonly module?: string;
        readonly of?: string;
        readonly about: string;
      }[]
    >
  >;
  export default table;
}

declare module "strings-progress" {
  const table: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default table;
}

declare module "strings-offline" {
  const table: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default table;
}

declare module "strings-looks" {
  const sheet: string;
  export default sheet;
}

/** Language to its folder below the site's root; the first is for a reader of none of them. As JSON. */
declare const LANGUAGES: string;

/** Pyodide's folder and the engine's files, seen from the bundle's folder. */
declare const PYODIDE: string;
declare const SNAPSHOT: string;
declare const SOURCES: string;
/** How long the archive of the standard library is, as a number in text. */
declare const LIBRARY_BYTES: string;
/** How much of the interpreter's memory its instantiation writes, a multiple of four, likewise. */
declare const DATA_BYTES: string;
/** Bytes to fetch, and digests of what is unpacked, by file, as JSON. */
declare const PART_BYTES: string;
declare const PART_DIGESTS: string;
/** What the site's theme calls a button and a text, and where it has its contents, as a selector. */
declare const THEME_BUTTON: string;
declare const THEME_PROSE: string;
declare const THEME_CONTENTS: string;
/** A page in the theme's look, with `{name}` where the rest goes. */
declare const THEME_BARE_PAGE: string;
/** By module that is fetched when it is wanted, the files that it is made of, as JSON. */
declare const MODULE_FILES: string;
/** The frame around the worker: a page with its policy and its script in it. */
declare const FRAME: string;
/** Addresses, seen from the bundle's folder, and digests of the scripts that make the worker, as JSON. */
declare const WORKER_SCRIPTS: string;
