/** Something that will happen unless it is cancelled. */
export interface Timer {
  cancel(): void;
}

/** Time as a port: every wait of the emulator goes through it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `run` once, after `delayMs` of simulated work. */
  after(delayMs: number, run: () => void): Timer;
}
