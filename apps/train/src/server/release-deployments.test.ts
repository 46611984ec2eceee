import { createOctopusClient } from '@octotrain/octopus-client';
import { expect, it } from 'vitest';
import { sharedReleaseDeployments } from './release-deployments.ts';

function server(total: number) {
  const asked: string[] = [];
  const { api } = createOctopusClient({
    url: 'http://octopus.invalid',
    auth: { apiKey: 'API-TEST' },
    requestsPerMinute: 0,
    fetch: async (request) => {
      asked.push(new URL(request.url).pathname);
      return Response.json({ TotalResults: total, Items: [{ Id: 'Deployments-1' }] });
    },
  });
  return { asked, ofRelease: sharedReleaseDeployments(api) };
}

it('asks once for all who ask together, and anew for whoever comes later', async () => {
  const { asked, ofRelease } = server(1);
  const release = { spaceId: 'Spaces-1', id: 'Releases-1' };

  const [one, other] = await Promise.all([ofRelease(release), ofRelease(release)]);
  await ofRelease(release);

  expect(one).toBe(other);
  expect(asked).toEqual(Array.from({ length: 2 }, () => '/api/Spaces-1/releases/Releases-1/deployments'));
});

it('says when there are more than it was told', async () => {
  expect((await server(101).ofRelease({ spaceId: 'Spaces-1', id: 'Releases-1' })).isWhole).toBe(false);
  expect((await server(1).ofRelease({ spaceId: 'Spaces-1', id: 'Releases-1' })).isWhole).toBe(true);
});
