/** Virtual time: it goes on only when told to. */
export interface Clock {
  now(): number;
  advanceTo(at: number): void;
}

export function createClock(at: number): Clock {
  let time = at;
  return {
    now: () => time,
    advanceTo(later) {
      time = Math.max(time, later);
    },
  };
}
