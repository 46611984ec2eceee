import { durationMs, type Settings } from '@octotrain/train-engine';

/** What a real server needs; a faster one (a rehearsal, a test) is told so by the environment. */
const usual: Settings = { settleMs: 120_000, autoWaitMs: 90_000, pollMs: 3_000 };

const names = { settleMs: 'OCTOTRAIN_SETTLE', autoWaitMs: 'OCTOTRAIN_AUTO_WAIT', pollMs: 'OCTOTRAIN_POLL' } as const;

export type ReadingSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly message: string };

/** The shell's settings from the environment; `defaults` are those of the server at hand. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  defaults: Settings = usual,
): ReadingSettings {
  const settings = { ...defaults };
  for (const key of ['settleMs', 'autoWaitMs', 'pollMs'] as const) {
    const text = env[names[key]];
    if (text === undefined || text === '') continue;
    const value = durationMs(text);
    if (value === undefined)
      return { ok: false, message: `${names[key]}=${text} is no duration; write 90s, 2m or 500ms` };
    settings[key] = value;
  }
  return { ok: true, settings };
}

/** The usual settings for a server whose simulated work goes `speed` times faster. */
export function settingsForSpeed(speed: number): Settings {
  const faster = (ms: number, atLeast: number) => Math.max(Math.ceil(ms / speed), atLeast);
  return {
    settleMs: faster(usual.settleMs, 500),
    autoWaitMs: faster(usual.autoWaitMs, 500),
    pollMs: faster(usual.pollMs, 50),
  };
}
