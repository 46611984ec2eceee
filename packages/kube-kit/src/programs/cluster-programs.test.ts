import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findClusterPrograms, presentBuildFile } from './cluster-programs.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'programs-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('finds the build that the folder calls the present one', async () => {
  await writeFile(join(folder, presentBuildFile), JSON.stringify({ build: 'abc', versions: { helm: 'v3.22.0' } }));
  const found = await findClusterPrograms({ folder, platform: 'linux' });
  expect(found).toMatchObject({
    ok: true,
    value: { paths: { helm: join(folder, 'abc', 'helm') }, versions: { helm: 'v3.22.0' } },
  });
  const onWindows = await findClusterPrograms({ folder, platform: 'win32' });
  expect(onWindows).toMatchObject({ ok: true, value: { paths: { etcd: join(folder, 'abc', 'etcd.exe') } } });
});

it.each<[string, string | undefined]>([
  ['nothing was built', undefined],
  ['the note about the build is torn', '{"build":'],
])('says how to build them when %s', async (_name, note) => {
  if (note !== undefined) await writeFile(join(folder, presentBuildFile), note);
  const found = await findClusterPrograms({ folder, platform: 'linux' });
  expect(found).toMatchObject({
    ok: false,
    problem: { code: 'programs-missing', hint: expect.stringContaining('pnpm k8s:tools') },
  });
});
