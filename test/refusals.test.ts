import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FridayWorld, openFriday } from './support/friday-world.ts';
import { trainIn } from './support/ride.ts';
import { runTrain } from './support/run-train.ts';
import { standings } from './support/standing.ts';

const good = `version: 1
train: friday
environments: [Development, Staging, Production]
cars:
  - project: Payments/payments-api
    release: { version: 1.1.0, create: ifMissing }
  - project: Merchants/merchant-portal
    release: { version: 1.1.0, create: ifMissing }
    tenants: { include: [Acme Corp] }
`;

describe('a file that is wrong', () => {
  let folder: string;
  let requests: number;
  let url: string;
  let close: () => Promise<void>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'refusals-'));
    requests = 0;
    const server = createServer((_, response) => {
      requests++;
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A listening TCP server's address is an object.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    close = () => new Promise((resolve) => server.close(() => resolve()));
  });

  afterEach(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  async function refused(text: string) {
    await writeFile(join(folder, 'train.yaml'), text);
    return runTrain({ argv: ['train.yaml'], cwd: folder, env: { OCTOPUS_URL: url, OCTOPUS_API_KEY: 'API-X' } });
  }

  it.each([
    {
      what: 'a misspelt key',
      text: good.replace('environments:', 'enviroments:'),
      says: [/3:1 .*`enviroments`.*did you mean `environments`\?/],
    },
    { what: 'broken YAML', text: good.replace('[Acme Corp]', '[Acme Corp'), says: [/\d+:\d+ .*not valid YAML/] },
    {
      what: 'a cycle',
      text: good.replace('create: ifMissing }\n  -', 'create: ifMissing }\n    after: merchant-portal\n  -'),
      says: [/7:12 .*payments-api → merchant-portal → payments-api/],
    },
    {
      what: 'an unknown car',
      text: `${good}    after: payments-ap\n`,
      says: [/10:12 .*`payments-ap`.*did you mean `payments-api`\?/],
    },
    {
      what: 'all of them at once',
      text: `${good}    after: payments-ap\nonFailur: stop\ngates: { Prodction: [] }\n`,
      says: [
        /10:12 .*did you mean `payments-api`\?/,
        /11:1 .*did you mean `onFailure`\?/,
        /12:\d+ .*did you mean `Production`\?/,
      ],
    },
  ])('$what: 64, with line and column, and no request is made', async ({ text, says }) => {
    const ran = await refused(text);

    expect(ran).toMatchObject({ code: 64, stdout: '' });
    for (const each of says) expect(ran.stderr).toMatch(each);
    expect(ran.stderr).toContain('nothing was sent');
    expect(requests).toBe(0);
    expect(await readdir(folder)).toEqual(['train.yaml']);
  });

  it('a file that is not there: 64, and where it was looked for', async () => {
    const ran = await runTrain({
      argv: ['mondy.yaml'],
      cwd: folder,
      env: { OCTOPUS_URL: url, OCTOPUS_API_KEY: 'API-X' },
    });

    expect(ran.code).toBe(64);
    expect(ran.stderr).toContain('mondy.yaml');
    expect(requests).toBe(0);
  });
});

describe('a train that the server speaks against', () => {
  let world: FridayWorld;

  beforeEach(async () => {
    world = await openFriday();
  });

  afterEach(() => world.close());

  async function planned(text: string) {
    await writeFile(join(world.folder, 'train.yaml'), text);
    return trainIn(world, ['train.yaml']);
  }

  it('for an unknown project, a tenant that is not connected and a path that the lifecycle forbids: 1, with the file’s lines, and nothing is changed', async () => {
    const before = await standings(world.as('admin'));
    const text = good
      .replace('payments-api', 'payments-apo')
      .replace('[Acme Corp]', '[Acme Corp, EuroShp]')
      .replace('[Development, Staging, Production]', '[Staging, Production]');

    const ran = await planned(text);

    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/5:14 .*no project `payments-apo` in Payments.*did you mean `payments-api`\?/s);
    expect(ran.stderr).toMatch(/9:37 .*no tenant `EuroShp` in Merchants.*did you mean `EuroShop`\?/s);
    expect(await standings(world.as('admin'))).toEqual(before);
  });

  it('for a lifecycle that forbids the path', async () => {
    const ran = await planned(good.replace('[Development, Staging, Production]', '[Staging, Production]'));

    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/5:14 .*lifecycle `Standard` of payments-api allows Staging only after/);
  });

  it('for a tenant that is not connected', async () => {
    const client = world.as('admin');
    const space = await client.space('Merchants');
    const tenant = await space.tenants.get('EuroShop');
    const path = { spaceId: space.id, id: tenant.Id };
    const { data } = await client.api.GET('/api/{spaceId}/tenants/{id}', { params: { path } });
    await client.api.PUT('/api/{spaceId}/tenants/{id}', {
      params: { path },
      body: { ...data, ProjectEnvironments: {} },
    });

    const ran = await planned(good.replace('Acme Corp', 'EuroShop'));

    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/9:26 .*tenant `EuroShop` is not connected to merchant-portal/);
  });

  it.each([
    { what: 'a wrong key', env: { OCTOPUS_API_KEY: 'API-WRONGWRONGWRONG' }, code: 4 },
    { what: 'a key that may not see enough', as: 'alex.rivera', code: 4 },
    { what: 'a server that is away', env: { OCTOPUS_URL: 'http://127.0.0.1:9' }, code: 69 },
  ])('$what: $code, in a sentence with what to do, without a stack trace or a key', async ({ env, as, code }) => {
    const ran = await trainIn(world, ['friday.yaml'], { ...(as ? { as } : {}), env: env ?? {} });

    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr.trim()).not.toBe('');
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(ran.stderr).not.toMatch(/API-[A-Z0-9]/);
    expect(ran.stderr).not.toContain('this is a bug');
  });

  it('a requester who is not there: 1', async () => {
    const ran = await trainIn(world, ['friday.yaml', '--requested-by', 'nobody']);

    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('no user `nobody`') });
  });
});
