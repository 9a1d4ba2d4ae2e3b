/** So many threads have a colour of their own: rows, lines of a program and lanes agree on that alone. */
export const COLOURS = 6;

/** The colour of a thread by its number, which counts from 1. */
export function colourOf(thread: number): number {
  return (thread - 1) % COLOURS;
}
