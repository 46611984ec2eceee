import { describe, expect, it } from 'vitest';
import { readSettings, settingsForSpeed } from './settings.ts';

describe('the settings', () => {
  it('are those of a real server unless the environment says otherwise', () => {
    expect(readSettings({})).toEqual({ ok: true, settings: { settleMs: 120_000, autoWaitMs: 90_000, pollMs: 3_000 } });
    expect(readSettings({ OCTOTRAIN_SETTLE: '1s', OCTOTRAIN_AUTO_WAIT: '500ms', OCTOTRAIN_POLL: '30ms' })).toEqual({
      ok: true,
      settings: { settleMs: 1_000, autoWaitMs: 500, pollMs: 30 },
    });
  });

  it('name what is no duration', () => {
    expect(readSettings({ OCTOTRAIN_SETTLE: 'soon' })).toEqual({
      ok: false,
      message: 'OCTOTRAIN_SETTLE=soon is no duration; write 90s, 2m or 500ms',
    });
  });

  it('shrink with a faster server, though not to nothing', () => {
    expect(settingsForSpeed(30)).toEqual({ settleMs: 4_000, autoWaitMs: 3_000, pollMs: 100 });
    expect(settingsForSpeed(100_000)).toEqual({ settleMs: 500, autoWaitMs: 500, pollMs: 50 });
  });
});
