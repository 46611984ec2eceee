import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';
import { accountProblems } from './rules.ts';
import { accountSchema } from './state.ts';

const secret = { HasValue: true, NewValue: 'not a secret' };

it.each([
  ['AmazonWebServicesAccount', { AccessKey: 'AK', SecretKey: secret }, []],
  [
    'AmazonWebServicesAccount',
    {},
    [
      'An account of type AmazonWebServicesAccount needs AccessKey.',
      'An account of type AmazonWebServicesAccount needs SecretKey.',
    ],
  ],
  ['token', { Token: { HasValue: false } }, ['An account of type Token needs Token.']],
  ['UsernamePassword', {}, []],
  ['AzureSubscription', { SubscriptionNumber: 'S' }, []],
  [
    'GenericOidcAccount',
    { DeploymentSubjectKeys: ['space', 'moon'] },
    ["DeploymentSubjectKeys knows space, environment, project, tenant, runbook, account, type, not 'moon'."],
  ],
  [
    'UsernamePassword',
    { TenantTags: ['Region/EU'] },
    ['An account that takes no part in tenanted deployments cannot be associated with tenants.'],
  ],
])('%s with %j', (AccountType, fields, problems) => {
  expect(accountProblems(accountSchema.parse({ Name: 'a', AccountType, ...fields }))).toEqual(problems);
});

describe('an account', () => {
  it('is of a known type, and has what that type has', async () => {
    const { admin } = await newServer();
    const made = await admin.post('/api/accounts', {
      Name: 'Robot',
      AccountType: 'UsernamePassword',
      Username: 'robot',
      Password: secret,
      AccessKey: 'not for this type',
    });

    expect(made.body).toMatchObject({ Username: 'robot', Password: { HasValue: true, NewValue: null } });
    expect(made.body).not.toHaveProperty('AccessKey');
    expect((await admin.post('/api/accounts', { Name: 'x' })).body.Errors).toEqual([
      'AccountType: an account type is required',
    ]);
    expect((await admin.get('/api/accounts?accountType=Token')).body.Items).toEqual([]);
    expect((await admin.get('/api/accounts?accountType=UsernamePassword')).body.Items).toHaveLength(1);
  });

  it('keeps its secret when it is written back as read, and needs one anew for another type', async () => {
    const { admin, emulator } = await newServer();
    const made = (await admin.post('/api/accounts', { Name: 'Robot', AccountType: 'Token', Token: secret })).body;

    await admin.put(`/api/accounts/${made.Id}`, { ...made, Name: 'Robot 2' });
    const other = await admin.put(`/api/accounts/${made.Id}`, {
      Name: 'Robot',
      AccountType: 'SshKeyPair',
      Username: 'u',
      PrivateKeyFile: { HasValue: false },
    });

    expect(emulator.world.store.get('Accounts', made.Id)?.Token?.NewValue).toBe('not a secret');
    expect(other.body.Errors).toEqual(['An account of type SshKeyPair needs PrivateKeyFile.']);
  });

  it('tells who uses it, and is not deleted while somebody does', async () => {
    const { admin } = await newServer();
    const account = (await admin.post('/api/accounts', { Name: 'Key', AccountType: 'UsernamePassword' })).body;
    const environment = (await admin.post('/api/environments', { Name: 'Production' })).body;
    const machine = await admin.post('/api/machines', {
      Name: 'linux',
      EnvironmentIds: [environment.Id],
      Endpoint: { CommunicationStyle: 'Ssh', Host: 'linux', AccountId: account.Id, Fingerprint: 'SHA256:x' },
    });

    expect((await admin.get(`/api/accounts/${account.Id}/usages`)).body).toMatchObject({
      Targets: [{ TargetId: machine.body.Id, TargetName: 'linux' }],
      DeploymentProcesses: [],
      ProjectVariableSets: [],
    });
    expect((await admin.remove(`/api/accounts/${account.Id}`)).body.Errors).toEqual([
      "The account 'Key' cannot be deleted: the machine 'linux' uses it.",
    ]);
  });

  it('tells the public half of its key', async () => {
    const { admin, emulator } = await newServer();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const PrivateKeyFile = { HasValue: true, NewValue: privateKey };
    const keyed = { Name: 'Key', AccountType: 'SshKeyPair', Username: 'u', PrivateKeyFile };
    const { Id } = (await admin.post('/api/accounts', keyed)).body;

    const headers = { 'X-Octopus-ApiKey': emulator.administratorKey };
    const answer = await emulator.fetch(new Request(`http://octopus/api/accounts/${Id}/pk`, { headers }));

    expect(await answer.text()).toBe(publicKey);
  });

  it('of an environment is seen by those who may see it there', async () => {
    const server = await newServer();
    const { admin } = server;
    const environment = (await admin.post('/api/environments', { Name: 'Production' })).body;
    const other = (await admin.post('/api/environments', { Name: 'Development' })).body;
    const account = { AccountType: 'UsernamePassword' };
    await admin.post('/api/accounts', { ...account, Name: 'There', EnvironmentIds: [environment.Id] });
    await admin.post('/api/accounts', { ...account, Name: 'Here', EnvironmentIds: [other.Id] });
    const viewer = await userWith(server, {
      username: 'viewer',
      space: ['AccountView'],
      restrictions: { EnvironmentIds: [other.Id] },
    });

    expect((await viewer.get('/api/accounts')).body.Items.map(({ Name }) => Name)).toEqual(['Here']);
  });
});
