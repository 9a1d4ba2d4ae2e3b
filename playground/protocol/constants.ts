/** Made from the engine by `python -m playground.protocol`. */

export const VERSION = 1;
export const MAX_SEED = 4294967295;
export const GRANULARITIES = ["bytecode", "line", "call"] as const;
export const POLICIES = ["hold", "pct", "pos", "round-robin", "random", "surw"] as const;
export const SEARCHES = ["mixed", "hold", "pct", "pos", "random", "surw", "bounded"] as const;
