import type { Clock, Timer } from '../../clock/clock.ts';
import type { LogCategory } from '../../tasks/state.ts';

const SOON_MS = 100;

/** Hands lines on as they come, but those of a moment together: a log is kept as a whole each time. */
export interface LogBuffer {
  log(category: LogCategory, text: string): void;
  /** Hands on what waits. */
  flush(): void;
}

/** The first line goes on at once, those that follow within a moment together after it. */
export function createLogBuffer(clock: Clock, write: (category: LogCategory, text: string) => void): LogBuffer {
  const waiting: { readonly category: LogCategory; readonly text: string }[] = [];
  let timer: Timer | undefined;

  function flush(): void {
    timer?.cancel();
    timer = undefined;
    for (const { category, text } of waiting.splice(0)) write(category, text);
  }

  function soon(): void {
    timer = undefined;
    if (waiting.length === 0) return;
    flush();
    timer = clock.after(SOON_MS, soon);
  }

  return {
    log(category, text) {
      waiting.push({ category, text });
      if (timer !== undefined) return;
      flush();
      timer = clock.after(SOON_MS, soon);
    },
    flush,
  };
}
