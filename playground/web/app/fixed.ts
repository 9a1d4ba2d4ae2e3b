/** How runs are scheduled, where it is not by the seed in the box. */

export type Fixed =
  | { readonly schedule: string; readonly checker?: boolean }
  | { readonly policy: "round-robin" };
