/** How runs are scheduled, where it is not by the seed in the box. */

export type Fixed =
  | { readonly schedule: string }
  | { readonly schedule: string; readonly checker: true }
  | { readonly policy: "round-robin" };
