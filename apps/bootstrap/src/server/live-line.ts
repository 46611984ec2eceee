import type { Output } from '@octotrain/command-line';

/** What goes on, for whoever waits. */
export interface LiveLine {
  /** Says what goes on now: in place of what was said before in a terminal, as a line of its own elsewhere. */
  say(text: string): void;
  /** In a terminal only: something is beginning that is told at its end. */
  hint(text: string): void;
  /** Shows how far it is: said behind the present text. */
  count(text: string): void;
  /** Takes the line away, so that something else can be written. */
  clear(): void;
}

const eraseLine = '\r\u001b[2K';

/** One line of a terminal that is written over and over; elsewhere a log without what only fills the time. */
export function createLiveLine(output: Output): LiveLine {
  let [text, counted, isShown] = ['', '', false];

  function show(): void {
    const whole = counted === '' ? text : `${text} · ${counted}`;
    const width = Math.max(20, (output.columns ?? 80) - 1);
    const cut = whole.length > width ? `${whole.slice(0, width - 1)}…` : whole;
    output.write(`${eraseLine}${cut}`);
    isShown = true;
  }

  return {
    say(next) {
      text = next;
      if (output.isTTY) show();
      else output.write(`${next}\n`);
    },
    hint(next) {
      text = next;
      if (output.isTTY) show();
    },
    count(next) {
      counted = next;
      if (isShown) show();
    },
    clear() {
      if (isShown) output.write(eraseLine);
      isShown = false;
    },
  };
}
