import { expect, it } from 'vitest';
import { addressOf, endpointSchema, keptEndpoint, shownEndpoint } from './endpoint.ts';
import { endpointProblems } from './endpoint-rules.ts';

it.each([
  ['a cloud region', { CommunicationStyle: 'None' }, []],
  ['a listening Tentacle', { CommunicationStyle: 'TentaclePassive', Uri: 'https://a:10933/', Thumbprint: 'A' }, []],
  [
    'a listening Tentacle that polls',
    { CommunicationStyle: 'TentaclePassive', Uri: 'poll://a/', Thumbprint: 'A' },
    ["The address starts with https://: Endpoint.Uri is 'poll://a/'."],
  ],
  [
    'a polling Tentacle without anything',
    { CommunicationStyle: 'TentacleActive' },
    [
      'An endpoint of style TentacleActive needs Endpoint.Thumbprint.',
      "The address starts with poll://: Endpoint.Uri is ''.",
    ],
  ],
  [
    'SSH without an account, at no port',
    { CommunicationStyle: 'ssh', Host: 'a', Port: 70_000, Fingerprint: 'SHA256:x' },
    [
      'An endpoint of style Ssh needs Endpoint.AccountId.',
      'A port is a number from 1 to 65535: Endpoint.Port is 70000.',
    ],
  ],
  [
    'a cluster that is not at HTTP',
    { CommunicationStyle: 'Kubernetes', ClusterUrl: 'cluster' },
    ["The address starts with https:// or http://: Endpoint.ClusterUrl is 'cluster'."],
  ],
  ['a web app', { CommunicationStyle: 'AzureWebApp', AccountId: 'Accounts-1', WebAppName: 'web' }, []],
])('%s', (_, written, problems) => {
  expect(endpointProblems(endpointSchema.parse(written))).toEqual(problems);
});

it('has the fields of its style and no others', () => {
  const endpoint = endpointSchema.parse({
    CommunicationStyle: 'TentaclePassive',
    Uri: 'https://a/',
    WebAppName: 'web',
  });

  expect(endpoint).toEqual({
    CommunicationStyle: 'TentaclePassive',
    Uri: 'https://a/',
    Thumbprint: null,
    ProxyId: null,
  });
});

it('keeps a secret that is written back without its text', () => {
  const first = endpointSchema.parse({
    CommunicationStyle: 'OfflineDrop',
    SensitiveVariablesEncryptionPassword: { HasValue: true, NewValue: 'drop' },
  });
  const again = endpointSchema.parse({
    CommunicationStyle: 'OfflineDrop',
    SensitiveVariablesEncryptionPassword: { HasValue: true, NewValue: null },
  });

  expect(keptEndpoint(again, first).SensitiveVariablesEncryptionPassword?.NewValue).toBe('drop');
});

it('is at the address of whichever field says it', () => {
  const tentacle = { CommunicationMode: 'Listening', Thumbprint: 'A', Uri: 'https://agent/' };

  expect(addressOf(endpointSchema.parse({ CommunicationStyle: 'Kubernetes', ClusterUrl: 'https://c/' }))).toBe(
    'https://c/',
  );
  expect(
    addressOf(
      endpointSchema.parse({ CommunicationStyle: 'KubernetesTentacle', TentacleEndpointConfiguration: tentacle }),
    ),
  ).toBe('https://agent/');
  expect(shownEndpoint(endpointSchema.parse({ CommunicationStyle: 'Ssh', Host: 'a' }))).toMatchObject({
    Uri: 'ssh://a:22/',
  });
});
