import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

const build = {
  PackageId: 'Acme.Web',
  Version: '1.0.0',
  OctopusBuildInformation: {
    BuildEnvironment: 'GitHub Actions',
    VcsRoot: 'https://github.com/acme/web.git',
    VcsCommitNumber: 'abc',
    Commits: [{ Id: 'abc', Comment: 'Fix' }],
  },
};

it('is told once per version of a package, unless it is to be replaced', async () => {
  const { admin } = await newServer();

  const first = await admin.post<Record<string, unknown>>('/api/build-information', build);
  const again = await admin.post('/api/build-information', build);
  const replaced = await admin.post<Record<string, unknown>>('/api/build-information', {
    ...build,
    OverwriteMode: 'OverwriteExisting',
    OctopusBuildInformation: { Branch: 'main' },
  });

  expect(first.body).toMatchObject({
    VcsCommitUrl: 'https://github.com/acme/web/commit/abc',
    Commits: [{ Id: 'abc', Comment: 'Fix', LinkUrl: 'https://github.com/acme/web/commit/abc' }],
    WorkItems: [],
  });
  expect([again.status, replaced.status]).toEqual([409, 201]);
  expect(replaced.body).toMatchObject({ Id: first.body.Id, Branch: 'main', Commits: [] });
});
