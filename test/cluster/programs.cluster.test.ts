import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import {
  createHelm,
  createKubectl,
  createProgramRunner,
  type Helm,
  type Kubectl,
  type KubeResult,
  recoveryOf,
} from '@octotrain/kube-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterPrograms, describeOnCluster } from './support/test-cluster.ts';

/** The value, or a failure of the test that says the problem. */
function got<T>(result: KubeResult<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.problem.code}: ${result.problem.message}`);
}

const run = createProgramRunner({ env: process.env, platform: process.platform, graceMs: 2000 });
/** Leaves a program no time to clean up, as `kill -9` does. */
const rudely = createProgramRunner({ env: process.env, platform: process.platform, graceMs: 0 });
const web = { release: 'web', namespace: 'shop' };
const chartFiles = {
  'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 0.1.0\nappVersion: "1.0"\n',
  'values.yaml': 'text: the chart\nimage: nginx:1.0\n',
  'templates/text.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: {{ .Release.Name }} }
data: { text: {{ .Values.text | quote }} }
`,
  'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }} }
spec:
  selector: { matchLabels: { app: {{ .Release.Name }} } }
  template:
    metadata: { labels: { app: {{ .Release.Name }} } }
    spec:
      containers: [{ name: web, image: {{ .Values.image | quote }} }]
      {{- with .Values.nodeSelector }}
      nodeSelector: {{ toJson . }}
      {{- end }}
`,
};

let folder: string;
let chart: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octotrain-charts-'));
  chart = join(folder, 'web');
  await mkdir(join(chart, 'templates'), { recursive: true });
  for (const [name, text] of Object.entries(chartFiles)) await writeFile(join(chart, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

/** No node has such a label: pods that want it never run. */
const nowhere = { nodeSelector: { nobody: 'has' } };

const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'default' } };
const holder = (name: string, more: object = {}) => ({
  ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'default' } },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { ...more, containers: [{ name, image: 'nginx' }] } },
  },
});

describeOnCluster('the real programs', { name: 'programs' }, (on) => {
  describe('helm', () => {
    let helm: Helm;
    beforeAll(() => {
      const { kubeconfig, programs } = on;
      helm = createHelm({ run, program: programs.paths.helm, kubeconfig, context: on.context });
    });

    it('says which it is', async () => {
      expect(got(await helm.version()).text).toBe(on.programs.versions.helm);
    });

    it('installs, and tells of it', async () => {
      const request = { ...web, chart, createNamespace: true, wait: true, waitMs: 60_000 };
      const values = [{ inline: { text: 'a, "b"\n' } }];
      const made = got(await helm.upgrade({ ...request, values, set: { 'extra.list': ['x,y', 1] } }));

      expect(made).toMatchObject({ ...web, revision: 1, state: 'deployed', chart: 'web-0.1.0', appVersion: '1.0' });
      expect(got(await helm.values(web))).toEqual({ text: 'a, "b"\n', extra: { list: ['x,y', 1] } });
      expect(got(await helm.status(web))).toMatchObject({ ...web, revision: 1, description: 'Install complete' });
      expect(got(await helm.manifest(web))).toContain('text: "a, \\"b\\"\\n"');
    });

    it('upgrades to what is given and no more, and goes back', async () => {
      const upgraded = got(await helm.upgrade({ ...web, chart, set: { image: 'nginx:2.0' } }));
      expect(upgraded).toMatchObject({ revision: 2, state: 'deployed' });
      expect(got(await helm.values(web))).toEqual({ image: 'nginx:2.0' });

      got(await helm.rollback({ ...web, revision: 1 }));

      const history = got(await helm.history(web));
      expect(history.map(({ revision, state }) => [revision, state])).toEqual([
        [1, 'superseded'],
        [2, 'superseded'],
        [3, 'deployed'],
      ]);
      expect(history[2]).toMatchObject({ ...web, description: 'Rollback to 1', chart: 'web-0.1.0' });
      const listed = got(await helm.list({ namespace: 'shop' }));
      expect(listed).toEqual([{ ...history[2], description: '' }]);
      expect(got(await helm.list())).toEqual(listed);
    });

    it('gives up after its time, and says so', async () => {
      const values = [{ inline: nowhere }];
      const result = await helm.upgrade({ ...web, chart, values, wait: true, waitMs: 2000 });
      expect(result).toMatchObject({ ok: false, problem: { code: 'timeout' } });
      expect(got(await helm.status(web))).toMatchObject({ state: 'failed' });
    });

    it('rolls back by itself when it is told to', async () => {
      const values = [{ inline: nowhere }];
      const result = await helm.upgrade({ ...web, chart, values, atomic: true, waitMs: 5000 });
      expect(result.ok).toBe(false);
      expect(got(await helm.status(web))).toMatchObject({ state: 'deployed' });
    });

    it('cut off in the middle leaves a release pending, which is recognised and recovered', async () => {
      const stop = new AbortController();
      const cut = createHelm({ run: rudely, program: on.programs.paths.helm, kubeconfig: on.kubeconfig });
      const request = { ...web, chart, values: [{ inline: nowhere }], wait: true };
      const upgrading = cut.upgrade(request, { signal: stop.signal });
      await expect.poll(async () => got(await helm.status(web))?.state, { timeout: 20_000 }).toBe('pending-upgrade');
      stop.abort();
      expect(await upgrading).toMatchObject({ ok: false, problem: { code: 'aborted' } });

      expect(await helm.upgrade({ ...web, chart })).toMatchObject({ ok: false, problem: { code: 'release-pending' } });
      const recovery = recoveryOf(got(await helm.history(web)));
      expect(recovery.kind).toBe('rollback');
      if (recovery.kind === 'rollback') got(await helm.rollback({ ...web, revision: recovery.revision }));

      expect(got(await helm.upgrade({ ...web, chart }))).toMatchObject({ state: 'deployed' });
    });

    it('asked only what it would do changes nothing', async () => {
      const before = got(await helm.history(web));
      got(await helm.upgrade({ ...web, chart, set: { image: 'nginx:9.0' }, dryRun: true }));
      expect(got(await helm.history(web))).toEqual(before);
    });

    it('takes a release away, once and again', async () => {
      got(await helm.uninstall({ ...web, wait: true }));
      expect(got(await helm.status(web))).toBeUndefined();
      expect(got(await helm.history(web))).toEqual([]);
      expect(got(await helm.list())).toEqual([]);
      got(await helm.uninstall(web));
    });

    it('renders a chart without a cluster', async () => {
      const alone = createHelm({ run, program: on.programs.paths.helm, kubeconfig: join(folder, 'none') });
      const values = [{ inline: 'text: rendered\n' }];
      expect(got(await alone.template({ ...web, chart, values }))).toContain('text: "rendered"');
    });

    it('says what was wrong', async () => {
      const elsewhere = createHelm({
        run,
        program: on.programs.paths.helm,
        kubeconfig: on.kubeconfig,
        context: 'none',
      });
      expect(await elsewhere.list()).toMatchObject({ problem: { code: 'context-missing' } });
      const noChart = await helm.upgrade({ ...web, chart: join(folder, 'none') });
      expect(noChart).toMatchObject({
        problem: { code: 'program-failed', message: expect.stringContaining('not found') },
      });
      const noNamespace = await helm.upgrade({ release: 'web', namespace: 'nowhere', chart });
      expect(noNamespace).toMatchObject({
        problem: {
          code: 'not-found',
          message: 'helm upgrade nowhere/web: create: failed to create: namespaces "nowhere" not found',
        },
      });
    });
  });

  describe('kubectl', () => {
    let kubectl: Kubectl;
    beforeAll(() => {
      const { kubeconfig, context, programs } = on;
      kubectl = createKubectl({ run, program: programs.paths.kubectl, kubeconfig, context });
    });

    it('says which it is, and what it speaks to', async () => {
      const { client, server } = got(await kubectl.version());
      expect([client.text, got(server).text]).toEqual(Array(2).fill(on.programs.versions.kubernetes));
    });

    it('applies the same again and again', async () => {
      const manifest = [{ ...settings, data: { a: '1' } }, holder('web')];
      const applied = [
        { resource: 'configmap', name: 'settings', outcome: 'serverside-applied' },
        { resource: 'deployment.apps', name: 'web', outcome: 'serverside-applied' },
      ];
      expect(got(await kubectl.apply({ manifest }))).toEqual(applied);
      expect(got(await kubectl.apply({ manifest }))).toEqual(applied);
      expect(got(await kubectl.diff({ manifest }))).toBe('');
    });

    it('tells a difference', async () => {
      const diff = got(await kubectl.diff({ manifest: [{ ...settings, data: { a: '2' } }] }));
      expect(diff).toMatch(/-\s+a: "1"\n\+\s+a: "2"/);
    });

    it('tells who else manages a field, and takes it by force', async () => {
      const request = { manifest: [{ ...settings, data: { a: '3' } }], fieldManager: 'somebody-else' };
      expect(await kubectl.apply(request)).toMatchObject({
        problem: { code: 'conflict', message: expect.stringContaining('conflict with "octotrain"') },
      });
      got(await kubectl.apply({ ...request, forceConflicts: true }));
      expect(got(await kubectl.get({ resource: 'configmap', name: 'settings', namespace: 'default' }))).toMatchObject({
        data: { a: '3' },
      });
    });

    it('applies as Octopus does, on the client’s side', async () => {
      const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: old, namespace: default }\n';
      const outcomes = [
        await kubectl.apply({ manifest, clientSide: true }),
        await kubectl.apply({ manifest, clientSide: true }),
      ];
      expect(outcomes.map((one) => got(one)[0]?.outcome)).toEqual(['created', 'unchanged']);
    });

    it('waits for a rollout, and not for ever', async () => {
      const heard: string[] = [];
      const named = { resource: 'deployment', namespace: 'default' };
      got(await kubectl.rolloutStatus({ ...named, name: 'web', waitMs: 30_000 }, { hear: (line) => heard.push(line) }));
      expect(heard.at(-1)).toBe('deployment "web" successfully rolled out');

      got(await kubectl.apply({ manifest: [holder('stuck', nowhere)] }));
      const stuck = await kubectl.rolloutStatus({ ...named, name: 'stuck', waitMs: 1000 });
      expect(stuck).toMatchObject({ ok: false, problem: { code: 'timeout' } });
    });

    it('is ended in the middle of waiting', async () => {
      const stop = new AbortController();
      const named = { resource: 'deployment', name: 'stuck', namespace: 'default' };
      const waiting = kubectl.rolloutStatus(named, { signal: stop.signal, hear: () => stop.abort() });
      expect(await waiting).toMatchObject({ ok: false, problem: { code: 'aborted' } });
    });

    it('finds objects, lists them and takes them away', async () => {
      const labelSelector = 'app=web';
      await expect
        .poll(async () => got(await kubectl.list({ resource: 'pods', labelSelector })))
        .toMatchObject({ items: [{ kind: 'Pod' }] });
      const named = { resource: 'configmap', name: 'settings', namespace: 'default' };
      expect(got(await kubectl.delete(named))).toEqual([
        { resource: 'configmap', name: 'settings', outcome: 'deleted' },
      ]);
      expect(got(await kubectl.delete(named))).toEqual([]);
      expect(got(await kubectl.get(named))).toBeUndefined();
      const gone = got(await kubectl.delete({ manifest: [holder('web'), holder('stuck', nowhere)] }));
      expect(gone.map(({ name }) => name)).toEqual(['web', 'stuck']);
    });

    it('builds a kustomization', async () => {
      await writeFile(join(folder, 'kustomization.yaml'), 'resources: [one.yaml]\nnamePrefix: my-\n');
      await writeFile(join(folder, 'one.yaml'), JSON.stringify(settings));
      expect(got(await kubectl.kustomize(folder))).toContain('name: my-settings');
    });

    it.each<[string, string, (on: Kubectl) => Promise<KubeResult<unknown>>]>([
      [
        'a namespace that is missing',
        'not-found',
        (to) => to.apply({ manifest: [{ ...settings, metadata: { name: 'x', namespace: 'nowhere' } }] }),
      ],
      ['a manifest that is none', 'program-failed', (to) => to.apply({ manifest: '{"kind": ' })],
      ['a resource that there is not', 'program-failed', (to) => to.list({ resource: 'frobs' })],
    ])('says what is wrong with %s', async (_name, code, ask) => {
      expect(await ask(kubectl)).toMatchObject({
        ok: false,
        problem: { code, message: expect.stringMatching(/^kubectl /) },
      });
    });
  });
});

describe.skipIf(clusterPrograms === undefined)('a cluster that is not there', () => {
  it('is unreachable for both programs', async () => {
    const { helm = '', kubectl = '' } = clusterPrograms?.paths ?? {};
    const kubeconfig = join(folder, 'away');
    const name = 'away';
    await writeFile(
      kubeconfig,
      JSON.stringify({
        ...{ apiVersion: 'v1', kind: 'Config', 'current-context': name },
        clusters: [{ name, cluster: { server: 'https://127.0.0.1:1' } }],
        users: [{ name, user: { token: 'any' } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
      }),
    );
    const answers = [
      await createKubectl({ run, program: kubectl, kubeconfig }).list({ resource: 'pods' }),
      await createHelm({ run, program: helm, kubeconfig }).list(),
    ];
    expect(answers.map((answer) => !answer.ok && answer.problem.code)).toEqual(['unreachable', 'unreachable']);
  });
});
