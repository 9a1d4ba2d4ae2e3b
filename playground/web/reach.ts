/** Fetching a part of the playground when it is wanted. Knows no part. */

/**
 * A browser may remember for the rest of the visit that a module did not come. So none is asked for while there is
 * certainly no network, and a second try after it has come back finds the module.
 */
export function fetched<Part>(load: () => Promise<Part>): Promise<Part> {
  return navigator.onLine ? load() : Promise.reject(new Error("there is no network"));
}
