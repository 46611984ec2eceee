/** The shell's settings in every simulation: as on a real server, but asked about less often. */
export const settings = { settleMs: 120_000, autoWaitMs: 90_000, pollMs: 30_000 };
