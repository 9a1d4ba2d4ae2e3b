/** The languages of the site: which one a page is in, and where each lies below the root. Knows no words. */

export type Language = string;

const folders: Readonly<Record<Language, string>> = JSON.parse(LANGUAGES);
const [fallback] = Object.keys(folders) as [Language];

/** The language of a document; a browser that translates pages gives them any other. */
export function languageOf(page: Document): Language {
  const [code] = page.documentElement.lang.split("-") as [string];
  return code in folders ? code : fallback;
}

/** Where a language lies below the site's root, with a slash behind it, or nothing. */
export function folderOf(language: Language): string {
  return folders[language] ?? "";
}

/** The language whose folder an address lies in, of those that do the one farthest down. */
export function languageAt(address: string, root: string): Language {
  const around = Object.keys(folders).filter((one) => address.startsWith(root + folderOf(one)));
  return around.reduce(
    (best, one) => (folderOf(one).length > folderOf(best).length ? one : best),
    around[0] ?? fallback,
  );
}
