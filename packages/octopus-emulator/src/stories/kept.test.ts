import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../emulator.ts';
import { personWith } from '../testing/people.ts';

let data: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'octopus-kept-'));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const content = '.'.repeat(600_000);

async function push(emulator: Emulator, name: string, mode = 'FailIfExists'): Promise<number> {
  const form = new FormData();
  form.append('file', new Blob([`${name} ${content}`]), name);
  const request = new Request(`http://octopus/api/packages/raw?overwriteMode=${mode}`, {
    method: 'POST',
    body: form,
    headers: { 'X-Octopus-ApiKey': emulator.administratorKey },
  });
  return (await emulator.fetch(request)).status;
}

async function settingsText(): Promise<string> {
  const names = (await readdir(data)).filter((name) => name.startsWith('settings-'));
  return (await Promise.all(names.map((name) => readFile(join(data, name), 'utf8')))).join('');
}

const built = (Version: string) => ({
  PackageId: 'Acme.Web',
  Version,
  OctopusBuildInformation: { BuildNumber: Version, Commits: [{ Id: 'abc', Comment: 'made' }] },
});

it('packages, build information and versions of templates are found in files of their own, and are no settings', async () => {
  const first = await createEmulator({ data });
  const writer = personWith(first, first.administratorKey);
  for (const version of ['1.0.0', '1.1.0-rc.1', '2.0.0'])
    expect(await push(first, `Acme.Web.${version}.zip`)).toBe(201);
  await push(first, 'Other.1.0.0.zip');
  for (const version of ['1.0.0', '2.0.0']) await writer.post('/api/build-information', built(version));
  const template = {
    Name: 'Say',
    ActionType: 'Octopus.Script',
    Properties: { 'Octopus.Action.Script.ScriptBody': '1' },
  };
  const { body: made } = await writer.post('/api/actiontemplates', template);
  await writer.put(`/api/actiontemplates/${made.Id}`, { ...made, Name: 'Say more' });
  await first.close();

  const settings = await settingsText();
  expect(settings.includes('Say more')).toBe(true);
  expect(settings.length).toBeLessThan(100_000);

  const second = await createEmulator({ data });
  const { get, post, remove } = personWith(second, second.administratorKey);
  const listed = async () => (await get('/api/packages?nuGetPackageId=acme.web')).body.Items;
  expect(await listed()).toMatchObject([{ Version: '2.0.0' }, { Version: '1.1.0-rc.1' }, { Version: '1.0.0' }]);
  const raw = new Request('http://octopus/api/packages/packages-Acme.Web.2.0.0/raw', {
    headers: { 'X-Octopus-ApiKey': second.administratorKey },
  });
  expect((await (await second.fetch(raw)).text()).startsWith('Acme.Web.2.0.0.zip ...')).toBe(true);
  expect((await get('/api/feeds/feeds-builtin/packages/versions?packageId=ACME.web')).body.Items).toHaveLength(3);
  expect([
    await push(second, 'acme.web.1.0.0.zip'),
    await push(second, 'Acme.Web.1.0.0.zip', 'OverwriteExisting'),
  ]).toEqual([409, 201]);
  expect((await post('/api/build-information', built('1.0.0'))).status).toBe(409);
  expect((await get('/api/build-information?latest=true')).body.Items).toMatchObject([{ Version: '2.0.0' }]);
  expect((await get<readonly object[]>(`/api/actiontemplates/${made.Id}/versions`)).body).toHaveLength(2);

  expect((await remove('/api/packages/packages-Acme.Web.2.0.0')).status).toBe(200);
  await remove(`/api/actiontemplates/${made.Id}`);
  await second.close();
  const third = await createEmulator({ data });
  const reader = personWith(third, third.administratorKey);
  const left = (await reader.get('/api/packages')).body.Items.map(({ Id }) => Id);
  expect(left).toEqual(['packages-Acme.Web.1.1.0-rc.1', 'packages-Acme.Web.1.0.0', 'packages-Other.1.0.0']);
  expect(third.world.store.all('PackageContents')).toHaveLength(3);
  expect(third.world.store.all('ActionTemplateVersions')).toEqual([]);
  await third.close();
});
