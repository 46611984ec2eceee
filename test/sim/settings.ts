/** The shell's settings in every simulation: as on a real server; how often a scenario looks is its own. */
export const settings = { settleMs: 120_000, autoWaitMs: 90_000, pollMs: 30_000 };
