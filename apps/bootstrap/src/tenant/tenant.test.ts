import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { State } from '@octotrain/octopus-emulator';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addNordic, deployedShops, nordicLine, plainState, withNordic } from './nordic.test-data.ts';
import { closeShop, type Shop, startShop } from './shop.test-data.ts';
import { shopLab } from './shop-lab.test-data.ts';

let before: State;
let shop: Shop;
const shops: Shop[] = [];

beforeAll(async () => {
  before = await deployedShops();
});

beforeEach(async () => {
  shop = await startShop(before);
  shops.push(shop);
});

afterAll(() => Promise.all(shops.map(closeShop)));

it('writes a line, makes the tenant, deploys what the others run in the order of the lifecycle, and is done the second time', async () => {
  const added = await shop.run(`${addNordic} --deploy-current --yes`, { approves: true });

  expect(added.stderr).toMatch(/create tenant Nordic Goods in Shops/);
  expect(added.code).toBe(0);
  expect(await shop.read()).toBe(withNordic);
  const deployed = added.stderr.split('\n').filter((one) => one.startsWith('deploy '));
  expect(deployed).toEqual([
    'deploy web 1.0.0 → Development',
    'deploy web 1.0.0 → Staging',
    'deploy web 1.0.0 → Production',
    'deploy web 1.1.0 → Development',
    'deploy web 1.1.0 → Staging',
  ]);
  expect(added.stderr).toMatch(/waits for an answer: Look\n.*http:\/\/octopus\/app#\/Spaces-1\/tasks\/ServerTasks-\d+/);
  expect(added.stdout).toMatch(/Wrote \d, deployed 5\. Verified\./);

  const again = await shop.run(`${addNordic} --deploy-current --yes`);
  expect(again.code).toBe(0);
  expect(again.stdout).toContain('lab.yaml:47 has Nordic Goods already.');
  expect(again.stdout).toMatch(/Wrote 0, deployed 0\. Verified\./);
  expect(await shop.read()).toBe(withNordic);
});

it('lists the tenants with what runs for them', async () => {
  await shop.run(`${addNordic} --yes`);

  const listed = await shop.run('tenant list --file lab.yaml');

  expect(listed.stdout).toBe(
    [
      'Tenant        Tags  Project  Development  Staging  Production',
      'Acme Corp           web      1.1.0        1.1.0    1.0.0',
      'EuroShop            web      1.1.0        1.1.0    1.0.0',
      'Nordic Goods        web      -            -        -',
      '',
    ].join('\n'),
  );
});

describe('before anything is written', () => {
  it('names every missing value at once, with the option that gives it', async () => {
    const result = await shop.run('tenant add Nordic --yes');

    expect(result.code).toBe(64);
    expect(result.stderr).toContain(
      '--data-region VALUE\n    DataRegion of web in Development, Staging, Production: Where its data stays.',
    );
    expect(await shop.read()).toBe(shopLab);
  });

  it('asks at a terminal for what is missing, shows all of it, and takes no for an answer', async () => {
    const result = await shop.run('tenant add Nordic', { isTTY: true, answers: ['eu-north-1', 'n'] });

    expect(result.asked).toEqual(['Data region (Where its data stays.): ', 'Do this? [y/N] ']);
    expect(result.stdout).toContain(
      'lab.yaml:47\n  +       Nordic: { projects: [web], values: { web: { DataRegion: eu-north-1 } } }\n',
    );
    expect(result.stdout).toMatch(/\+ create tenant Nordic/);
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('not agreed: nothing was written') });
    expect(await shop.read()).toBe(shopLab);
  });

  it.each([
    [
      'an option that is no template',
      'tenant add N --regoin x --yes',
      /no template .*`regoin`\n.*did you mean|templates:/s,
    ],
    ['an option without a value', 'tenant add N --region --yes', /--region needs a value/],
    ['no name', 'tenant add --yes', /needs a name/],
    ['nobody to ask', 'tenant add N', /say --yes/],
    ['an unknown tenant to be like', 'tenant add N --like Acme --region x --yes', /no tenant `Acme`/],
    ['an unknown project', 'tenant add N --project wbe --region x --yes', /did you mean `web`/],
    ['an unknown space', 'tenant add N --space Shoops --region x --yes', /did you mean `Shops`/],
    [
      'another value than the file has',
      'tenant add EuroShop --region us-1 --yes',
      /says something else.*\n.*lab\.yaml:46/,
    ],
    ['a name that differs by case only', 'tenant add euroshop --region x --yes', /EuroShop/],
    ['a file that is not there', 'tenant add N --file other.yaml --yes', /other\.yaml cannot be read/],
  ])('refuses %s, with 64', async (_what, words, expected) => {
    const result = await shop.run(words, { intercept: () => Promise.reject(new Error('no request may be made')) });

    expect(result).toMatchObject({ code: 64, stdout: '' });
    expect(result.stderr).toMatch(expected);
    expect(await shop.read()).toBe(shopLab);
  });

  it('says where a lab file comes from when there is none', async () => {
    await rm(join(shop.folder, 'lab.yaml'));

    const result = await shop.run(`${addNordic} --yes`);

    expect(result).toMatchObject({ code: 64, stderr: expect.stringMatching(/no lab\.yaml here.*--file.*pull/s) });
  });
});

it('edits the file alone with --no-apply, without a server', async () => {
  const result = await shop.run(`${addNordic} --no-apply --yes`, {
    intercept: () => Promise.reject(new Error('no request may be made')),
  });

  expect(result.code).toBe(0);
  expect(await shop.read()).toBe(withNordic);
});

it('prints one document with --json', async () => {
  const result = await shop.run(`${addNordic} --yes --json --deploy-current`, { approves: true });

  expect(JSON.parse(result.stdout)).toMatchObject({
    schema: 1,
    tenant: 'Nordic Goods',
    space: 'Shops',
    fileChanged: true,
    line: 47,
    agents: [{ agent: 'shops-dev' }, { agent: 'shops-prod' }],
    current: [
      { project: 'web', environment: 'Development', release: '1.1.0' },
      { environment: 'Staging', release: '1.1.0' },
      { environment: 'Production', release: '1.0.0' },
    ],
    deployed: 5,
    verified: true,
  });
});

it('ends with 3 when nobody answers in time, and goes on where it was when it is run again', async () => {
  const first = await shop.run(`${addNordic} --deploy-current --wait 1m --yes`);
  expect(first.code).toBe(3);
  expect(first.stderr).toMatch(/Production waits for a person.*\n.*tasks.*\nrun it again/);

  const second = await shop.run(`${addNordic} --deploy-current --yes`, { approves: true });
  expect(second.code).toBe(0);
  expect(second.stderr).toMatch(/web 1\.0\.0 → Production is under way already/);
  expect(second.stdout).toMatch(/Wrote 0, deployed 2\./);
});

it('says how the others differ, and takes what most of them run', async () => {
  await shop.run('tenant add Third --region x --yes');
  await shop.deploy('1.0.0', 'Development', ['Third']);

  const result = await shop.run(`${addNordic} --deploy-current`, { isTTY: true, answers: ['n'] });

  expect(result.stdout.replaceAll(/\s+/g, ' ')).toContain(
    'web Development 1.1.0 the others differ (1.1.0: 2, 1.0.0: 1); most run 1.1.0',
  );
});

describe('it is taken back', () => {
  it('by tenant remove: the file to the byte, the server whole', async () => {
    await shop.run(`${addNordic} --deploy-current --yes`, { approves: true });
    await shop.settle();

    const refused = await shop.run('tenant remove Nordic_Goods --yes');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/has 5 deployments.*--with-deployments/) });
    expect(await shop.read()).toBe(withNordic);

    const removed = await shop.run('tenant remove Nordic_Goods --with-deployments --yes');
    expect(removed.stdout).toMatch(
      /- Nordic Goods out of lab\.yaml:47\n- tenant Nordic Goods off the server\n.*web\n.*5 deployments/,
    );
    expect(removed.code).toBe(0);
    expect(await shop.read()).toBe(shopLab);
    expect(plainState(shop.emulator.snapshot())).toEqual(plainState(before));

    expect((await shop.run('tenant remove Nordic_Goods --yes')).stdout).toMatch(
      /has no tenant.*\n.*nothing on the server/,
    );
  });

  it('and leaves alone what others have written since', async () => {
    await shop.run(`${addNordic} --yes`);
    const since = (await shop.read())
      .replace('lab: Shops', 'lab: Shops # ours')
      .replace('# The end', '# Still the end');
    await shop.write(since);

    const removed = await shop.run('tenant remove Nordic_Goods --yes');

    expect(removed.code).toBe(0);
    expect(await shop.read()).toBe(since.replace(nordicLine, ''));
  });

  it('by itself when something fails, if that is asked for', async () => {
    const result = await shop.run(`${addNordic} --undo-on-failure --yes`, {
      async intercept(request, answer) {
        if (request.method === 'PUT' && request.url.includes('/machines/') && !undoing) {
          undoing = true;
          return Response.json({ ErrorMessage: 'Out of order.' }, { status: 400 });
        }
        return answer();
      },
    });

    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/it failed, and everything was taken back\n.*Out of order/s);
    expect(await shop.read()).toBe(shopLab);
    expect(plainState(shop.emulator.snapshot())).toEqual(plainState(before));
  });
  let undoing = false;

  it.each([
    [
      'says how to go on and back when a deployment fails',
      '',
      withNordic.replace('eu-north-1', 'nowhere'),
      /to go on, run it again; to take it back:\n.*--with-deployments\n/,
    ],
    ['takes back what it deployed, too', ' --undo-on-failure', shopLab, /everything was taken back\n/],
  ])('%s', async (_what, option, file, expected) => {
    const result = await shop.run(
      `tenant add Nordic_Goods --region nowhere --short nordic --deploy-current --yes${option}`,
    );

    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(expected);
    expect(result.stderr).toMatch(
      /web 1\.0\.0 → Development failed: .*\n {4}http:\/\/octopus\/app#\/Spaces-1\/tasks\/ServerTasks-\d+\n$/,
    );
    expect(await shop.read()).toBe(file);
    if (option !== '') expect(plainState(shop.emulator.snapshot())).toEqual(plainState(before));
  });

  it('or says how', async () => {
    const result = await shop.run(`${addNordic} --yes`, {
      async intercept(request, answer) {
        if (request.method !== 'GET') return Response.json({ ErrorMessage: 'Out of order.' }, { status: 400 });
        return answer();
      },
    });

    expect(result.stderr).toMatch(/to take it back:\n {2}pnpm bootstrap tenant remove "Nordic Goods" --file lab\.yaml/);
  });
});
