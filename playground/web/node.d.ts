/** The little of Node that the build's script uses; the page has none of it. */

declare module "node:fs" {
  export function readFileSync(path: string | number, encoding: "utf8"): string;
}
declare const process: { readonly stdout: { write(text: string): void } };
