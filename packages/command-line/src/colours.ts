import type { Output } from './program-context.ts';

type Paint = (text: string) => string;

/** Paints text, or leaves it alone where colour is not wanted. Colour only repeats what a word already says. */
export interface Colours {
  readonly enabled: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/**
 * Colours for a stream: none with `NO_COLOR` (any text), forced by `FORCE_COLOR` (anything but `0` and `false`),
 * otherwise only in a terminal that is not `dumb`. `NO_COLOR` wins over `FORCE_COLOR`.
 */
export function coloursFor(stream: Output, env: Readonly<Record<string, string | undefined>>): Colours {
  const enabled = wantsColour(stream, env);
  const paint = (open: number, close: number): Paint =>
    enabled ? (text) => (text === '' ? text : `\u001b[${open}m${text}\u001b[${close}m`) : (text) => text;
  return {
    enabled,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}

function wantsColour(stream: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return stream.isTTY && env.TERM !== 'dumb';
}
