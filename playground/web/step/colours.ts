/** So many threads have a colour of their own: the stepper's rows and the lines of a program agree on that alone. */
export const COLOURS = 6;
