import { describe, expect, it } from 'vitest';
import { scriptStep, startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

interface Told {
  readonly Projects: readonly { readonly Name: string; readonly EnvironmentIds: readonly string[] }[];
  readonly Environments: readonly { readonly Name: string }[];
  readonly Items: readonly { readonly ReleaseVersion: string; readonly State: string; readonly IsCurrent: boolean }[];
  readonly PreviousItems: readonly { readonly ReleaseVersion: string; readonly IsPrevious: boolean }[];
  readonly IsFiltered: boolean;
}

async function deployedTwice() {
  const finpay = await startFinPay();
  const project = await finpay.createProject('payments-api');
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Say', 'echo hi')]);
  const old = await finpay.release('payments-api', '1.0.0');
  await finpay.automatic(old, 1);
  await finpay.promote(old, finpay.environments.staging);
  const release = await finpay.release('payments-api', '1.1.0');
  const [automatic] = await finpay.automatic(release, 1);
  await finpay.settle(automatic?.TaskId ?? '');
  return { finpay, project };
}

describe('a dashboard', () => {
  it('shows the latest deployment of each place, and the one before it apart', async () => {
    const { finpay } = await deployedTwice();

    const told = await finpay.send<Told>('GET', `${space}/dashboard`);

    expect(told.Environments.map(({ Name }) => Name)).toEqual(['Development', 'Staging', 'Production']);
    expect(told.Projects).toMatchObject([{ Name: 'payments-api', EnvironmentIds: { length: 3 } }]);
    expect(told.Items.map(({ ReleaseVersion, State, IsCurrent }) => [ReleaseVersion, State, IsCurrent])).toEqual([
      ['1.1.0', 'Success', true],
      ['1.0.0', 'Success', true],
    ]);
    expect(told.PreviousItems).toMatchObject([{ ReleaseVersion: '1.0.0', IsPrevious: true }]);
    expect(told.IsFiltered).toBe(false);
  });

  it('is narrowed to projects and environments', async () => {
    const { finpay, project } = await deployedTwice();
    const { staging } = finpay.environments;

    const one = await finpay.send<Told>(
      'GET',
      `${space}/dashboard/dynamic?environments=${staging}&projects=${project.Id}`,
    );
    const none = await finpay.send<Told>('GET', `${space}/dashboard?projectId=Projects-99`);
    const before = await finpay.send<Told>('GET', `${space}/dashboard/dynamic?includePrevious=true`);

    expect(one).toMatchObject({ Items: [{ ReleaseVersion: '1.0.0' }], PreviousItems: [], IsFiltered: true });
    expect(none).toMatchObject({ Projects: [], Items: [] });
    expect(before.PreviousItems).toHaveLength(1);
  });

  it('tells a set how it is used: by projects now, and by what was frozen', async () => {
    const { finpay, project } = await deployedTwice();
    const set = await finpay.send<{ Id: string }>('POST', `${space}/libraryvariablesets`, { Name: 'Shared' });
    const full = await finpay.send<object>('GET', `${space}/projects/${project.Id}`);
    await finpay.send('PUT', `${space}/projects/${project.Id}`, { ...full, IncludedLibraryVariableSetIds: [set.Id] });
    await finpay.release('payments-api', '1.2.0');
    await finpay.send('PUT', `${space}/projects/${project.Id}`, { ...full, IncludedLibraryVariableSetIds: [] });

    expect(await finpay.send('GET', `${space}/libraryvariablesets/${set.Id}/usages`)).toMatchObject({
      Projects: [
        { ProjectName: 'payments-api', IsCurrentlyBeingUsedInProject: false, Releases: [{ ReleaseVersion: '1.2.0' }] },
      ],
      CountOfProjectsUserCannotSee: 0,
    });
  });
});
