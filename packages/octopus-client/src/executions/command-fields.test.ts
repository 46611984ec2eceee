import { describe, expect, it } from 'vitest';
import { commandFields } from './command-fields.ts';

describe('what is sent of options', () => {
  it('is nothing when nothing is asked for, so that the server decides', () => {
    expect(commandFields({})).toEqual({ fields: {}, problems: [] });
    expect(commandFields({ skipSteps: [] }).fields).toEqual({});
  });

  it('is each in the server’s words', () => {
    const { fields, problems } = commandFields({
      skipSteps: ['Test'],
      guidedFailure: false,
      priority: true,
      debug: true,
      forcePackageDownload: true,
      schedule: { at: '2026-12-01T10:00:00+01:00', notAfter: new Date('2026-12-01T10:00:00Z') },
      overrideFreezes: { names: ['Black Friday'], reason: 'a fix for paying customers' },
    });

    expect(problems).toEqual([]);
    expect(fields).toEqual({
      SkipStepNames: ['Test'],
      UseGuidedFailure: false,
      Priority: 'On',
      DebugMode: 'Debug',
      ForcePackageDownload: true,
      RunAt: '2026-12-01T09:00:00.000Z',
      NoRunAfter: '2026-12-01T10:00:00.000Z',
      DeploymentFreezeNames: ['Black Friday'],
      DeploymentFreezeOverrideReason: 'a fix for paying customers',
    });
  });

  it.each([
    [{ schedule: { at: 'soon' } }, 'schedule.at "soon" is no time'],
    [{ schedule: { at: '2026-12-01', notAfter: '2026-11-30' } }, 'schedule.notAfter is not after schedule.at'],
    [{ overrideFreezes: { names: [], reason: 'because' } }, 'an override names no freeze'],
    [{ overrideFreezes: { names: ['X'], reason: '  ' } }, 'an override of freezes needs a reason'],
  ])('%j is refused', (options, message) => {
    expect(commandFields(options).problems.map((problem) => problem.message)).toEqual([message]);
  });
});
