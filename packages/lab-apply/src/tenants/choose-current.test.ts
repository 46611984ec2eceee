import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseCurrent } from './choose-current.ts';
import type { PhaseRule, RunningRelease } from './current-rules.ts';
import { nextDeployment, type OwnDeployment } from './next-deployment.ts';

const all = ['Development', 'Staging', 'Production'];
const phase = (environments: readonly string[], more: Partial<PhaseRule> = {}): PhaseRule => {
  return { environments, automatic: [], isOptional: false, minimum: 0, ...more };
};

function release(version: string, more: Partial<RunningRelease> = {}): RunningRelease {
  return {
    id: `Releases-${version}`,
    version,
    channel: 'Default',
    assembled: Number(version.replaceAll('.', '')),
    phases: all.map((one) => phase([one])),
    suitsTenant: true,
    isBlocked: false,
    ...more,
  };
}

/** Who runs what in Production. */
function inProduction(...releases: readonly RunningRelease[]) {
  return releases.map((one, at) => ({ tenant: `T${at}`, environment: 'Production', release: one }));
}

describe('in one environment a tenant shall run', () => {
  const [old, middle, recent] = [release('1.0.0'), release('1.1.0'), release('1.2.0')];
  it.each([
    ['what all others run', inProduction(old, old), '1.0.0', undefined],
    [
      'what most run',
      inProduction(old, old, recent),
      '1.0.0',
      'the others differ (1.0.0: 2, 1.2.0: 1); most run 1.0.0',
    ],
    [
      'the newest of what equally many run',
      inProduction(old, recent),
      '1.2.0',
      'the others differ (1.2.0: 1, 1.0.0: 1); 1.2.0 is the newest of those',
    ],
    [
      'not what a defect blocks',
      inProduction(middle, middle, { ...recent, isBlocked: true }, { ...recent, isBlocked: true }),
      '1.1.0',
      'the others differ (1.2.0: 2, 1.1.0: 2); 1.2.0 cannot go there: it is blocked by a defect; 1.1.0 is the newest of those',
    ],
    [
      'not what is for other tenants',
      inProduction(release('2.0.0', { suitsTenant: false, channel: 'Beta' }), old),
      '1.0.0',
      expect.stringContaining('2.0.0 cannot go there: its channel Beta is for tenants with other tags'),
    ],
    ['nothing where nobody runs anything', [], undefined, 'no other tenant runs anything there'],
  ])('%s', (_what, others, version, note) => {
    const choice = chooseCurrent({ connected: all, others }).find(({ environment }) => environment === 'Production');

    expect(choice?.release?.version).toBe(version);
    expect(choice?.note).toEqual(note);
  });

  it.each([
    ['through all phases before', all, {}, ['Development', 'Staging']],
    [
      'past an optional one',
      all,
      { phases: [phase(['Development']), phase(['Staging'], { isOptional: true }), phase(['Production'])] },
      ['Development'],
    ],
    [
      'through as many of a phase as are needed',
      all,
      { phases: [phase(['Development', 'Staging'], { minimum: 1 }), phase(['Production'])] },
      ['Development'],
    ],
    ['straight there', ['Production'], { phases: [phase(['Production'])] }, []],
  ])('%s', (_how, connected, more, before) => {
    const [choice] = chooseCurrent({ connected, others: inProduction(release('1.0.0', more)) }).filter(
      ({ environment }) => environment === 'Production',
    );

    expect(choice).toMatchObject({ release: { version: '1.0.0' }, before });
  });

  it('nothing that its lifecycle leads to through a place where it is not connected', () => {
    const [choice] = chooseCurrent({ connected: ['Production'], others: inProduction(release('1.0.0')) });

    expect(choice?.release).toBeUndefined();
    expect(choice?.note).toMatch(/leads through Development first, and the tenant is not connected there/);
  });
});

it('ends with every environment at what was chosen, whatever runs there, and no deployment is one that the lifecycle forbids', () => {
  const versions = ['1.0.0', '1.1.0', '1.2.0'].map((version) => release(version));
  const wanted = fc.tuple(...all.map(() => fc.option(fc.constantFrom(...versions))));
  const begun = fc.array(
    fc.record({
      release: fc.constantFrom(...versions),
      environment: fc.constantFrom(...all),
      state: fc.constantFrom('Success' as const, 'Failed' as const),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(wanted, begun, (releases, before) => {
      const others = all.flatMap((environment, at) => {
        const one = releases[at];
        return one ? [{ tenant: 'T', environment, release: one }] : [];
      });
      const choices = chooseCurrent({ connected: all, others });
      const own: OwnDeployment[] = before.map((one, at) => ({
        releaseId: one.release.id,
        environment: one.environment,
        taskId: `t${at}`,
        state: one.state,
      }));
      for (let steps = 0; ; steps += 1) {
        expect(steps).toBeLessThan(12);
        const next = nextDeployment(choices, own);
        if (next.kind !== 'deploy') break;
        const at = all.indexOf(next.environment);
        for (const earlier of all.slice(0, at)) {
          expect(
            own.some(
              (one) => one.environment === earlier && one.releaseId === next.release.id && one.state === 'Success',
            ),
          ).toBe(true);
        }
        own.unshift({
          releaseId: next.release.id,
          environment: next.environment,
          taskId: `n${steps}`,
          state: 'Success',
        });
      }
      for (const { environment, release: chosen } of choices) {
        if (chosen === undefined) continue;
        expect(own.find((one) => one.environment === environment && one.state === 'Success')?.releaseId).toBe(
          chosen.id,
        );
      }
    }),
  );
});
