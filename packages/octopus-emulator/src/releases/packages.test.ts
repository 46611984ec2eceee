import { describe, expect, it } from 'vitest';
import { startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

interface Made {
  readonly Id: string;
  readonly Version: string;
  readonly ChannelId: string;
  readonly SelectedPackages: readonly { readonly ActionName: string; readonly Version: string }[];
}

function step(name: string, packages: readonly object[]): object {
  return { Name: name, Actions: [{ Name: name, ActionType: 'Octopus.Script', Packages: packages }] };
}

const web = { Name: '', PackageId: 'Acme.Web', FeedId: 'feeds-builtin' };

/** A project with a package of the built-in feed in two steps, and one from elsewhere. */
async function withPackages() {
  const finpay = await startFinPay();
  const feed = await finpay.send<{ Id: string }>('POST', `${space}/feeds`, {
    Name: 'Hub',
    FeedType: 'Docker',
    FeedUri: 'https://hub.example',
  });
  const image = { Name: 'image', PackageId: 'acme/web', FeedId: feed.Id };
  const project = await finpay.createProject('web');
  await finpay.putProcess(`/deploymentprocesses/${project.DeploymentProcessId}`, [
    step('Deploy', [web]),
    step('Restart', [image]),
  ]);
  async function push(version: string): Promise<void> {
    const form = new FormData();
    form.append('file', new Blob([version]), `Acme.Web.${version}.zip`);
    const headers = { 'X-Octopus-ApiKey': finpay.emulator.administratorKey };
    const request = new Request(`http://octopus${space}/packages/raw`, { method: 'POST', body: form, headers });
    expect((await finpay.emulator.fetch(request)).status).toBe(201);
  }
  async function make(more: object): Promise<Made> {
    const { ReleaseId } = await finpay.send<{ ReleaseId: string }>('POST', `${space}/releases/create/v1`, {
      ProjectName: 'web',
      ...more,
    });
    return finpay.send('GET', `${space}/releases/${ReleaseId}`);
  }
  const refuse = async (more: object) =>
    (await finpay.ask('POST', `${space}/releases/create/v1`, { ProjectName: 'web', ...more })).body.Errors;
  const versions = ({ SelectedPackages }: Made) => SelectedPackages.map(({ Version }) => Version);
  return { ...finpay, project, feed, push, make, refuse, versions };
}

describe('the packages of a release', () => {
  it('are the newest of their feed, unless they are named', async () => {
    const { push, make, versions } = await withPackages();
    await push('1.9.0');
    await push('1.10.0');

    const first = await make({ Packages: ['Restart:image:7'] });
    const second = await make({});
    const third = await make({ PackageVersion: '2.0.0', Packages: ['acme.web:1.9.0', '*:9.9'] });
    const fourth = await make({ PackageVersion: '3.0.0' });

    expect([first, second, third, fourth].map(versions)).toEqual([
      ['1.10.0', '7'],
      ['1.10.0', '7'],
      ['1.9.0', '9.9'],
      ['3.0.0', '3.0.0'],
    ]);
  });

  it('are only those that somebody knows: where there is none, one is asked for', async () => {
    const { refuse } = await withPackages();

    expect(await refuse({ Packages: ['Nobody:1.0'] })).toEqual([
      "No step or package is called 'Nobody'.",
      "No version of the package 'Acme.Web' (step 'Deploy') was found in its feed: name one.",
      "No version of the package 'acme/web' (step 'Restart', package 'image') was found in its feed: name one.",
    ]);
    expect(await refuse({ Packages: ['nonsense'] })).toEqual([
      "'nonsense' is not of the form Step:Version, PackageId:Version or Step:Package:Version.",
    ]);
  });

  it('may be kept to a pre-release, which what is named does not mind', async () => {
    const { push, make, versions } = await withPackages();
    for (const version of ['1.0.0-beta.2', '1.0.0-betamax', '1.0.0']) await push(version);

    const made = await make({ PackagePrerelease: 'beta', Packages: ['Restart:image:7'] });

    expect(versions(made)).toEqual(['1.0.0-beta.2', '7']);
  });

  it('are all named in the resource form, and become known to feeds outside', async () => {
    const { send, ask, project, feed } = await withPackages();
    const channels = await send<{ Items: { Id: string }[] }>('GET', `${space}/projects/${project.Id}/channels`);
    const release = { ProjectId: project.Id, ChannelId: channels.Items[0]?.Id, Version: '1' };
    const selected = [
      { ActionName: 'Deploy', Version: '1.0.0' },
      { ActionName: 'Restart', PackageReferenceName: 'image', Version: '7' },
    ];

    const refused = await ask('POST', `${space}/releases`, { ...release, SelectedPackages: selected.slice(1) });
    await send('POST', `${space}/releases`, { ...release, SelectedPackages: selected });

    expect(refused.body.Errors).toEqual(["The package 'Acme.Web' (step 'Deploy') needs a version."]);
    expect(await send('GET', `${space}/feeds/${feed.Id}/packages/versions?packageId=acme/web`)).toMatchObject({
      TotalResults: 1,
      Items: [{ Version: '7' }],
    });
    expect(await send('GET', `${space}/feeds/${feed.Id}/packages/search?term=web`)).toMatchObject({
      Items: [{ Id: 'acme/web', LatestVersion: '7' }],
    });
  });

  it('give the release its version where the project says so', async () => {
    const { send, project, push, make } = await withPackages();
    await push('4.5.6');
    await send('PUT', `${space}/projects/${project.Id}`, {
      ...(await send<object>('GET', `${space}/projects/${project.Id}`)),
      VersioningStrategy: { DonorPackage: { DeploymentAction: 'Deploy', PackageReference: '' } },
    });

    expect((await make({ Packages: ['Restart:image:7'] })).Version).toBe('4.5.6');
    expect(await send('GET', `${space}/projects/${project.Id}/deploymentprocesses/template`)).toMatchObject({
      NextVersionIncrement: null,
      LastReleaseVersion: '4.5.6',
      VersioningPackageStepName: 'Deploy',
      VersioningPackageReferenceName: '',
      Packages: [
        { ActionName: 'Deploy', PackageId: 'Acme.Web', IsResolvable: true, VersionSelectedLastRelease: '4.5.6' },
        { ActionName: 'Restart', FeedName: 'Hub', VersionSelectedLastRelease: '7' },
      ],
    });
  });
});

describe('the channel of a release', () => {
  async function withChannels() {
    const server = await withPackages();
    const { send, project, push } = server;
    for (const version of ['1.0.0', '2.0.0-beta']) await push(version);
    const rule = (more: object) => ({
      ActionPackages: [{ DeploymentAction: 'Deploy', PackageReference: '' }],
      ...more,
    });
    const [main] = (await send<{ Items: { Id: string }[] }>('GET', `${space}/projects/${project.Id}/channels`)).Items;
    await send('PUT', `${space}/channels/${main?.Id}`, {
      ...main,
      Name: 'Main',
      ProjectId: project.Id,
      IsDefault: true,
      Rules: [rule({ Tag: '^$' })],
    });
    const beta = await send<{ Id: string }>('POST', `${space}/channels`, {
      Name: 'Beta',
      ProjectId: project.Id,
      Rules: [rule({ VersionRange: '[2.0-a,3.0)', Tag: '^beta' })],
    });
    return { ...server, main: main?.Id, beta: beta.Id };
  }

  it('takes the newest versions that keep its rules', async () => {
    const { make, versions, main, beta } = await withChannels();

    const best = await make({ Packages: ['Restart:image:7'] });
    const named = await make({ ChannelName: 'Beta' });

    expect([best.ChannelId, versions(best)[0]]).toEqual([main, '1.0.0']);
    expect([named.ChannelId, versions(named)[0]]).toEqual([beta, '2.0.0-beta']);
  });

  it('is the one that takes the named versions, if one does', async () => {
    const { make, refuse, beta } = await withChannels();

    const made = await make({ PackageVersion: '2.1.0-beta' });
    expect(made.ChannelId).toBe(beta);
    expect(await refuse({ PackageVersion: '3.1.0-beta' })).toEqual([
      'No channel takes version 0.0.2.',
      "The channel 'Main' does not take this release: package 'Acme.Web': the pre-release of 3.1.0-beta does not match ^$.",
      "The channel 'Beta' does not take this release: package 'Acme.Web': 3.1.0-beta is not within [2.0-a,3.0).",
    ]);
  });

  it('takes anything when its rules are ignored, if the project lets them be', async () => {
    const { make, refuse, send, project, main } = await withChannels();
    const command = { PackageVersion: '3.0.0-beta', ChannelName: 'Main', IgnoreChannelRules: true };

    expect((await make(command)).ChannelId).toBe(main);
    await send('PUT', `${space}/projects/${project.Id}`, {
      ...(await send<object>('GET', `${space}/projects/${project.Id}`)),
      AllowIgnoreChannelRules: false,
    });
    expect(await refuse(command)).toEqual(["The project 'web' does not let releases ignore channel rules."]);
  });

  it('has to be named when several take a release and none of them is the default one', async () => {
    const { refuse, send, project } = await withChannels();
    await send('POST', `${space}/channels`, { Name: 'Anything', ProjectId: project.Id });

    expect(await refuse({ PackageVersion: '2.1.0-beta' })).toEqual([
      "Several channels take this release, 'Beta', 'Anything': name one.",
    ]);
  });
});
