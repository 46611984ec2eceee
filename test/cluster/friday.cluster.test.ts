import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCluster, type RecordedProcess, runningPid } from '@octotrain/kube-kit';
import type { OctopusSpace } from '@octotrain/octopus-client';
import { evaluate } from '@octotrain/octostache';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endPrograms } from '../support/programs.ts';
import { commitBrokenImage, waitAtMost } from './support/broken-image.ts';
import { bringLabUp, type LabFolder } from './support/lab-folder.ts';
import { deploymentRows } from './support/live-deployments.ts';
import { answeredTaskOf, taskOf } from './support/task-of.ts';
import { clusterPrograms } from './support/test-cluster.ts';

const [dev, prod] = ['kind-finpay-dev', 'kind-finpay-prod'];
const trainFile = fileURLToPath(new URL('../../trains/friday.yaml', import.meta.url));

/** A train whose first car will not come up. */
const brokenTrain = `version: 1
train: broken
environments: [Development, Staging]
cars:
  - project: Payments/fraud-detector
    release: { version: 1.2.0, create: ifMissing }
  - project: Merchants/merchant-portal
    release: { version: 1.2.0, create: ifMissing }
    tenants: { include: [Acme Corp] }
    after: fraud-detector
`;

/** One lab, and one week in it: each test goes on where the one before has left it. */
describe.skipIf(clusterPrograms === undefined)('FinPay on two real control planes', () => {
  let lab: LabFolder;

  beforeAll(async () => {
    lab = await bringLabUp();
    if (lab.up.code !== 0) throw new Error(`lab up ended with ${lab.up.code}:\n${lab.up.stdout}\n${lab.up.stderr}`);
    await cp(trainFile, join(lab.folder, 'friday.yaml'));
  }, 5 * 60_000);
  afterAll(async () => {
    await endPrograms();
    await lab?.remove();
  }, 60_000);

  it('is up: what Friday morning says is what the clusters run', async () => {
    expect(lab.up.stderr).toContain('It is Friday morning');
    expect(await deploymentRows(lab, dev)).toMatchInlineSnapshot(`
      [
        "fraud-dev/fraud-detector nginx:1.25-alpine 1/1 LOG_LEVEL=debug",
        "fraud-staging/fraud-detector nginx:1.25-alpine 2/2 LOG_LEVEL=info",
        "kyc-dev/kyc-service nginx:1.25-alpine 1/1 LOG_LEVEL=debug",
        "kyc-staging/kyc-service nginx:1.25-alpine 2/2 LOG_LEVEL=info",
        "merchant-acme-dev/merchant-portal nginx:1.25-alpine 1/1 LOG_LEVEL=debug BRAND_COLOR=#FF6600 DATA_REGION=us-east-1",
        "merchant-acme-staging/merchant-portal nginx:1.25-alpine 2/2 LOG_LEVEL=info BRAND_COLOR=#FF6600 DATA_REGION=us-east-1",
        "merchant-dev/merchant-portal nginx:1.25-alpine 1/1 LOG_LEVEL=debug BRAND_COLOR=#334155 DATA_REGION=us-east-1",
        "merchant-euro-dev/merchant-portal nginx:1.25-alpine 1/1 LOG_LEVEL=debug BRAND_COLOR=#003399 DATA_REGION=eu-west-1",
        "merchant-euro-staging/merchant-portal nginx:1.25-alpine 2/2 LOG_LEVEL=info BRAND_COLOR=#003399 DATA_REGION=eu-west-1",
        "payments-dev/payments-api nginx:1.25-alpine 1/1 LOG_LEVEL=debug",
        "payments-staging/payments-api nginx:1.25-alpine 2/2 LOG_LEVEL=info",
      ]
    `);
    expect(await deploymentRows(lab, prod)).toMatchInlineSnapshot(`
      [
        "fraud-prod/fraud-detector nginx:1.25-alpine 2/2 LOG_LEVEL=warn",
        "merchant-acme-prod/merchant-portal nginx:1.25-alpine 2/2 LOG_LEVEL=warn BRAND_COLOR=#FF6600 DATA_REGION=us-east-1",
        "merchant-euro-prod/merchant-portal nginx:1.25-alpine 2/2 LOG_LEVEL=warn BRAND_COLOR=#003399 DATA_REGION=eu-west-1",
        "payments-prod/payments-api nginx:1.25-alpine 3/3 LOG_LEVEL=warn",
      ]
    `);
  });

  it('has an agent for each space in each cluster, and the server calls them healthy', async () => {
    for (const context of [dev, prod]) {
      const namespaces = await lab.kubectl(context, 'get', 'namespaces', '-o', 'name');
      expect(namespaces.match(/octopus-agent-/g)).toHaveLength(3);
    }
    const machines = await Promise.all(
      ['Platform', 'Payments', 'Merchants'].map(async (name) => (await lab.client('admin').space(name)).machines.all()),
    );
    expect(machines.flat().map(({ Name, HealthStatus }) => `${Name} ${HealthStatus}`)).toEqual([
      'platform-dev Healthy',
      'platform-prod Healthy',
      'payments-dev Healthy',
      'payments-prod Healthy',
      'merchants-dev Healthy',
      'merchants-prod Healthy',
    ]);
  });

  it('has nothing to do when it is brought up again', async () => {
    const before = await releaseRows(lab, dev);

    const again = await lab.upAgain();

    expect(again.code).toBe(0);
    expect(again.stdout).toBe(lab.up.stdout);
    expect(await releaseRows(lab, dev)).toEqual(before);
  });

  it('runs other YAML than lies in Git where variables stand for it: Git, substituted and live side by side', async () => {
    const path = '.octotrain/lab/finpay-deploy/manifests/kyc-service/deployment.yaml';
    const inGit = await readFile(join(lab.folder, path), 'utf8');
    const space = await lab.client('admin').space('Merchants');
    const effective = await space.variables.effective({ project: 'kyc-service', environment: 'Staging' });
    const variables = Object.fromEntries([...effective].map(([name, { value }]) => [name, value ?? '']));
    const substituted = evaluate({ template: inGit, variables });
    const opened = await openCluster({ kubeconfig: { path: lab.kubeconfig }, context: dev });
    if (!opened.ok) throw new Error(opened.problem.message);
    const desired = { namespace: 'kyc-staging', manifest: substituted.text };

    expect(inGit).toMatch(/replicas: #\{Replicas\}[\s\S]*value: "#\{DocumentStorageUrl\}"/);
    expect(substituted.unresolved).toEqual([]);
    expect(substituted.text).toMatch(/replicas: 2[\s\S]*value: "s3:\/\/finpay-staging-kyc-docs"/);
    expect(await opened.cluster.drift({ desired })).toMatchObject({
      ok: true,
      value: { same: true, objects: [{ kind: 'Deployment' }, { kind: 'Service' }] },
    });
    const labels = await lab.kubectl(dev, 'get', 'pods', '-n', 'kyc-staging', '-o', 'jsonpath={..metadata.labels}');
    expect(labels).toContain('"compliance":"pii-handler"');
  });

  it('restarts a service for somebody who has no kubectl', async () => {
    const pods = () => lab.kubectl(dev, 'get', 'pods', '-n', 'fraud-staging', '-o', 'name');
    const before = await pods();

    const task = await taskOf(lab.client('alex.rivera'), 'Payments', ({ runbooks }) =>
      runbooks.run({ project: 'fraud-detector', runbook: 'Restart Service', environments: ['Staging'] }),
    );

    expect(task.state).toBe('Success');
    expect(task.log).toMatch(/deployment "fraud-detector" successfully rolled out/);
    const after = (await pods()).split('\n').filter((name) => name !== '');
    expect(after.filter((name) => before.includes(name))).toEqual([]);

    const inProduction = taskOf(lab.client('alex.rivera'), 'Payments', ({ runbooks }) =>
      runbooks.run({ project: 'fraud-detector', runbook: 'Restart Service', environments: ['Production'] }),
    );
    await expect(inProduction).rejects.toThrow(/permission|not permitted|403/i);
  });

  it('tells how a cluster is, and who asked', async () => {
    const task = await taskOf(lab.client('sarah.chen'), 'Platform', ({ runbooks }) =>
      runbooks.run({ project: 'cluster-ops', runbook: 'Health Check', environments: ['Development'] }),
    );

    expect(task.state).toBe('Success');
    expect(task.log).toMatch(/Checked by: +Sarah Chen/);
    expect(task.log).toMatch(/finpay-dev-worker2 +Ready/);
    expect(task.log).toContain('Every pod is healthy');
  });

  it('asks before anything that handles personal data is deployed to Staging', async () => {
    const place = ['deployment', 'kyc-service', '-n', 'kyc-staging'];
    const replicas = () => lab.kubectl(dev, 'get', ...place, '-o', 'jsonpath={.spec.replicas}');
    await lab.kubectl(dev, 'scale', ...place, '--replicas=3');

    const task = await answeredTaskOf(lab.client('priya.sharma'), {
      space: 'Merchants',
      start: ({ deployments }) =>
        deployments.deploy({ project: 'kyc-service', release: '1.0.0', environments: ['Staging'] }),
      by: lab.client('sarah.chen'),
      meanwhile: async () => expect(await replicas()).toBe('3'),
    });

    expect(task).toMatchObject({ state: 'Success', asked: expect.stringContaining('Compliance Sign-Off') });
    expect(await replicas()).toBe('2');
  });

  it('runs the Friday train to its end: three approvals, and what was promised is what runs', async () => {
    const started = await lab.run('train', ['friday.yaml', '--requested-by', 'nina.okafor'], 'friday-train');
    expect(`${started.code}\n${started.stderr}`).toMatch(/^3\n/);
    // While it asks, Production is as it was.
    expect(await deploymentRows(lab, prod)).toContain(
      'payments-prod/payments-api nginx:1.25-alpine 3/3 LOG_LEVEL=warn',
    );

    expect(await approveToEnd(lab)).toEqual([3, 3, 0]);

    expect(await deploymentRows(lab, prod)).toMatchInlineSnapshot(`
      [
        "fraud-prod/fraud-detector nginx:1.27-alpine 2/2 LOG_LEVEL=warn",
        "merchant-acme-prod/merchant-portal nginx:1.27-alpine 2/2 LOG_LEVEL=warn BRAND_COLOR=#FF6600 DATA_REGION=us-east-1",
        "merchant-euro-prod/merchant-portal nginx:1.25-alpine 2/2 LOG_LEVEL=warn BRAND_COLOR=#003399 DATA_REGION=eu-west-1",
        "payments-prod/payments-api nginx:1.27-alpine 3/3 LOG_LEVEL=warn",
      ]
    `);
    // EuroShop was not on the train; that the server takes its first phase everywhere by itself is the lifecycle's doing.
    expect(
      await lab.helm(prod, 'history', 'merchant-portal-euroshop', '-n', 'merchant-euro-prod', '-o', 'json'),
    ).toContain('"revision":1');
  });

  it('has had the smoke test of the process speak to the pods of Production, and tells who runs what', async () => {
    const client = lab.client('marcus.webb');
    const { id: spaceId, environments, projects } = await client.space('Payments');
    const [project, environment] = await Promise.all([projects.get('payments-api'), environments.get('Production')]);
    const query = { projects: project.Id, environments: environment.Id };
    const [latest] = await client
      .pages('/api/{spaceId}/deployments', { params: { path: { spaceId }, query } })
      .toArray();
    const lines: string[] = [];
    if (latest) for await (const { text } of client.tasks.log(latest.TaskId)) lines.push(text);
    const tenants = await lab.run('bootstrap', ['tenant', 'list'], 'admin');

    expect(lines.join('\n')).toContain('payments-api is healthy (HTTP 200)');
    expect(tenants.stdout).toMatch(/Acme Corp.*1\.1\.0.*1\.1\.0.*1\.1\.0/);
    expect(tenants.stdout).toMatch(/EuroShop.*1\.1\.0.*1\.0\.0.*1\.0\.0/);
  });

  it('deploys to one tenant, and leaves the other alone', async () => {
    const revisions = async () =>
      (await releaseRows(lab, dev)).filter((row) => /^merchant-(acme|euro)-staging/.test(row));
    const before = await revisions();

    const task = await taskOf(lab.client('priya.sharma'), 'Merchants', ({ deployments }) =>
      deployments.deploy({
        project: 'merchant-portal',
        release: '1.1.0',
        environment: 'Staging',
        tenants: ['EuroShop'],
      }),
    );

    expect(task.state).toBe('Success');
    expect([before, await revisions()]).toEqual([
      ['merchant-acme-staging/merchant-portal-acme-corp 2', 'merchant-euro-staging/merchant-portal-euroshop 1'],
      ['merchant-acme-staging/merchant-portal-acme-corp 2', 'merchant-euro-staging/merchant-portal-euroshop 2'],
    ]);
    expect(await deploymentRows(lab, dev)).toContain(
      'merchant-euro-staging/merchant-portal nginx:1.27-alpine 2/2 LOG_LEVEL=info BRAND_COLOR=#003399 DATA_REGION=eu-west-1',
    );
  });

  it('migrates a database by a runbook, in Staging only after somebody else has said yes', async () => {
    const migration = (environment: string) => (space: OctopusSpace) =>
      space.runbooks.run({
        ...{ project: 'payments-api', runbook: 'Run DB Migration', environments: [environment] },
        variables: { MigrationName: 'V1.2__add_refund_column' },
      });
    const tried = await taskOf(lab.client('marcus.webb'), 'Payments', migration('Development'));
    const asked = await answeredTaskOf(lab.client('marcus.webb'), {
      ...{ space: 'Payments', start: migration('Staging'), by: lab.client('sarah.chen') },
      meanwhile: async (log) => expect(log).not.toContain('Running migration'),
    });

    expect(tried.state).toBe('Success');
    expect(asked).toMatchObject({ state: 'Success', asked: expect.stringContaining('Approve Migration') });
    for (const { log } of [tried, asked]) {
      expect(log).toMatch(/Run by: +Marcus Webb/);
      expect(log).toContain('Running migration V1.2__add_refund_column');
      expect(log).toContain('payments-api is healthy');
    }
    expect(asked.log).toMatch(/Sarah Chen/);
  });

  it('deploys an older release as a new revision of helm with the older image', async () => {
    const revision = async () =>
      JSON.parse(await lab.helm(dev, 'list', '-n', 'payments-staging', '--output', 'json'))[0].revision as string;
    const before = Number(await revision());

    const deployed = await taskOf(lab.client('marcus.webb'), 'Payments', ({ deployments }) =>
      deployments.deploy({ project: 'payments-api', release: '1.0.0', environments: ['Staging'] }),
    );

    expect(deployed.state).toBe('Success');
    expect(Number(await revision())).toBe(before + 1);
    expect(
      await lab.kubectl(dev, 'get', 'deployment', 'payments-api', '-n', 'payments-staging', '-o', 'jsonpath={..image}'),
    ).toBe('nginx:1.25-alpine');
  });

  it('stops at an image that cannot be pulled, before anything further is touched', async () => {
    await commitBrokenImage(join(lab.folder, '.octotrain/lab/finpay-deploy'));
    await waitAtMost(lab.client('admin'), '15s');
    await writeFile(join(lab.folder, 'broken.yaml'), brokenTrain);
    const productionBefore = await deploymentRows(lab, prod);

    const ran = await lab.run('train', ['broken.yaml', '--requested-by', 'nina.okafor'], 'friday-train');

    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/✖ fraud-detector → Development: .*failed/);
    const waiting = await lab.kubectl(dev, 'get', 'pods', '-n', 'fraud-dev', '-o', 'jsonpath={..waiting.reason}');
    expect(waiting).toMatch(/ImagePullBackOff|ErrImagePull/);
    expect(await deploymentRows(lab, prod)).toEqual(productionBefore);
    expect(ran.stdout).toMatch(/not started:.+merchant-portal/s);
  });

  it('leaves no process, port or folder when it is taken down', async () => {
    const record = join(lab.folder, '.octotrain/lab/clusters/finpay-dev/cluster.json');
    // What `clusters up` notes of its own processes.
    const { processes } = JSON.parse(await readFile(record, 'utf8')) as { processes: readonly RecordedProcess[] };

    const down = await lab.down();

    expect(down.code).toBe(0);
    expect(processes.length).toBeGreaterThan(4);
    expect(await Promise.all(processes.map(runningPid))).toEqual(processes.map(() => undefined));
    expect(await readdir(join(lab.folder, '.octotrain'))).not.toContain('lab');
    expect(
      await fetch(lab.url).then(
        () => 'answers',
        () => 'nobody',
      ),
    ).toBe('nobody');
  });
});

/** The releases of helm on a cluster, each with its revision. */
async function releaseRows(lab: LabFolder, context: string): Promise<readonly string[]> {
  const text = await lab.helm(context, 'list', '--all-namespaces', '--output', 'json');
  // What helm answers to `list`.
  const releases = JSON.parse(text) as readonly { namespace: string; name: string; revision: string }[];
  return releases.map(({ namespace, name, revision }) => `${namespace}/${name} ${revision}`).toSorted();
}

/** Approves as a member of the team and resumes, until the train waits no more; the exit codes on the way. */
async function approveToEnd(lab: LabFolder): Promise<readonly (number | null)[]> {
  const codes: (number | null)[] = [];
  while (codes.length < 5 && codes.at(-1) !== 0) {
    await lab.run('train', ['approve', '--notes', 'looks good'], 'marcus.webb');
    const ran = await lab.run('train', ['resume'], 'friday-train');
    if (ran.code !== 0 && ran.code !== 3) throw new Error(`ended with ${ran.code}:\n${ran.stdout}\n${ran.stderr}`);
    codes.push(ran.code);
  }
  return codes;
}
