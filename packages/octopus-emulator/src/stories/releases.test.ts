import type { components, Release } from '@octotrain/octopus-client';
import { describe, expect, it } from 'vitest';
import { addPaymentsApi, scriptStep, startFinPay } from '../testing/finpay.ts';
import { firstCommit, secondCommit } from '../testing/finpay-git.ts';

type Schemas = components['schemas'];

const space = '/api/Spaces-1';

async function withPaymentsApi() {
  const finpay = await startFinPay();
  await addPaymentsApi(finpay);
  return finpay;
}

describe('a release', () => {
  it('pins the tip of the default branch, or the ref that is asked for', async () => {
    const finpay = await withPaymentsApi();

    const tip = await finpay.release('payments-api', '1.1.0');
    const older = await finpay.release('payments-api', '1.0.0', { GitResources: ['Deploy payments-api:v1.0.0'] });

    expect(tip.SelectedGitResources).toEqual([
      {
        ActionName: 'Deploy payments-api',
        GitReferenceResource: { GitRef: 'refs/heads/main', GitCommit: secondCommit },
        GitResourceReferenceName: '',
      },
    ]);
    expect(older.SelectedGitResources[0]?.GitReferenceResource.GitCommit).toBe(firstCommit);
  });

  it.each([
    [
      'an unknown git ref',
      { GitResources: ['Deploy payments-api:nowhere'] },
      /The git reference 'nowhere' does not exist/,
    ],
    [
      'an unknown step',
      { GitResources: ['Deploy nothing:main'] },
      /No step with a git resource is called 'Deploy nothing'/,
    ],
    ['a text that is no ref', { GitResources: ['main'] }, /is not of the form Step:GitRef/],
    ['an unknown channel', { ChannelName: 'Hotfix' }, /The channel 'Hotfix' does not exist/],
    ['an unknown project', { ProjectName: 'payments' }, /The project 'payments' does not exist/],
    ['a git reference of the project', { GitRef: 'main' }, /is not kept in git/],
  ])('is refused for %s', async (_, more, sentence) => {
    const finpay = await withPaymentsApi();
    const body = { ProjectName: 'payments-api', ReleaseVersion: '1.0.0', ...more };

    const refused = await finpay.ask('POST', `${space}/releases/create/v1`, body);

    expect(refused.status).toBe(400);
    expect(refused.body.Errors.join()).toMatch(sentence);
  });

  it('has a version of its own in the project', async () => {
    const finpay = await withPaymentsApi();
    const release = await finpay.release('payments-api', '1.0.0');
    const command = { ProjectName: 'payments-api', ReleaseVersion: '1.0.0' };

    const refused = await finpay.ask('POST', `${space}/releases/create/v1`, command);
    const known = await finpay.send('POST', `${space}/releases/create/v1`, { ...command, IgnoreIfAlreadyExists: true });

    expect(refused.status).toBe(400);
    expect(known).toMatchObject({ ReleaseId: release.Id, ReleaseVersion: '1.0.0' });
  });

  it('takes the next version when none is given', async () => {
    const finpay = await withPaymentsApi();
    await finpay.release('payments-api', '1.4.2');

    const made = await finpay.send('POST', `${space}/releases/create/v1`, { ProjectName: 'payments-api' });

    expect(made).toMatchObject({ ReleaseVersion: '1.4.3' });
  });

  it('can be made while the process has no steps, but not deployed', async () => {
    const finpay = await startFinPay();
    await finpay.createProject('empty');
    await finpay.send('POST', `${space}/releases/create/v1`, { ProjectName: 'empty', ReleaseVersion: '1' });

    const refused = await finpay.ask('POST', `${space}/deployments/create/untenanted/v1`, {
      ProjectName: 'empty',
      ReleaseVersion: '1',
      EnvironmentNames: ['Development'],
    });

    expect(refused.body.Errors).toContain("The release 1 of 'empty' has no steps to deploy.");
  });

  it('obeys the rules of its channel, unless they are ignored', async () => {
    const finpay = await withPaymentsApi();
    const [channel] = await finpay.send<{ Id: string; Name: string }[]>('GET', `${space}/channels/all`);
    await finpay.send('PUT', `${space}/channels/${channel?.Id}`, {
      ...channel,
      Rules: [{ VersionRange: '[1.0,2.0)', Tag: '^$', ActionPackages: [] }],
    });
    const command = { ProjectName: 'payments-api', ReleaseVersion: '2.1.0-beta', ChannelName: channel?.Name };

    const refused = await finpay.ask('POST', `${space}/releases/create/v1`, command);
    const ignored = await finpay.ask('POST', `${space}/releases/create/v1`, { ...command, IgnoreChannelRules: true });

    expect(refused.body.Errors).toHaveLength(2);
    expect(ignored.status).toBe(201);
  });

  it('is found by its version and listed newest first', async () => {
    const finpay = await withPaymentsApi();
    await finpay.release('payments-api', '1.0.0');
    await finpay.release('payments-api', '1.1.0');
    const [project] = await finpay.send<{ Id: string }[]>('GET', `${space}/projects/all`);

    const found = await finpay.send<Release>('GET', `${space}/projects/${project?.Id}/releases/1.0.0`);
    const page = await finpay.send<Schemas['ReleasePage']>('GET', `${space}/projects/${project?.Id}/releases`);
    const missing = await finpay.ask('GET', `${space}/projects/${project?.Id}/releases/9.9.9`);

    expect(found.Version).toBe('1.0.0');
    expect(page.Items.map(({ Version }) => Version)).toEqual(['1.1.0', '1.0.0']);
    expect(missing.status).toBe(404);
  });
});

describe('the snapshots of a release', () => {
  it('keep later edits of process and variables out, until variables are taken anew', async () => {
    const finpay = await withPaymentsApi();
    const { development } = finpay.environments;
    const [project] = await finpay.send<{ VariableSetId: string; DeploymentProcessId: string }[]>(
      'GET',
      `${space}/projects/all`,
    );
    const release = await finpay.release('payments-api', '1.0.0');
    await finpay.putVariables(project?.VariableSetId ?? '', [{ Name: 'Namespace', Value: 'elsewhere' }]);
    await finpay.putProcess(`deploymentprocesses/${project?.DeploymentProcessId}`, [scriptStep('Fail', 'exit 1')]);

    await finpay.automatic(release, 1);
    const template = await finpay.send('GET', `${space}/releases/${release.Id}/deployments/template`);
    const namespaces = () => finpay.emulator.world.store.all('Workloads').map(({ Namespace }) => Namespace);
    const before = namespaces();
    await finpay.send('POST', `${space}/releases/${release.Id}/snapshot-variables`);
    await finpay.promote(release, development);

    expect(template).toMatchObject({ IsDeploymentProcessModified: true, IsVariableSetModified: true });
    expect(before).toEqual(['payments-dev']);
    expect(namespaces()).toEqual(['payments-dev', 'elsewhere']);
  });
});

describe('documents about progress', () => {
  it('show where a release is and where it may go next', async () => {
    const finpay = await withPaymentsApi();
    const release = await finpay.release('payments-api', '1.0.0');
    await finpay.automatic(release, 1);
    const { development, staging } = finpay.environments;

    const progress = await finpay.send<Schemas['LifecycleProgression']>(
      'GET',
      `${space}/releases/${release.Id}/progression`,
    );
    const project = await finpay.send<Schemas['ProjectProgression']>(
      'GET',
      `${space}/progression/${release.ProjectId}`,
    );
    const template = await finpay.send<Schemas['DeploymentTemplate']>(
      'GET',
      `${space}/releases/${release.Id}/deployments/template`,
    );

    expect(progress.Phases.map(({ Progress }) => Progress)).toEqual(['Complete', 'Current', 'Pending']);
    expect(progress.NextDeployments).toEqual([staging]);
    expect(project.Releases[0]?.Deployments[development]).toMatchObject([
      { ReleaseVersion: '1.0.0', State: 'Success', IsCurrent: true },
    ]);
    expect(template.PromoteTo.map(({ Name }) => Name)).toEqual(['Development', 'Staging']);
  });
});
