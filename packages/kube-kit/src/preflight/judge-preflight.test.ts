import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { ContainerEngine } from '../kind/kind.ts';
import { versionIn } from '../process/program-version.ts';
import type { KubeResult } from '../result.ts';
import type { EngineFact, PreflightFacts, PreflightNeeds } from './facts.ts';
import type { Finding, FindingCode, Severity } from './finding.ts';
import { judgePreflight } from './judge-preflight.ts';
import { existingLab, found, goodMachine, kindLab, kwokLab } from './machine.test-data.ts';
import { requirements } from './requirements.ts';

type Change = Partial<PreflightFacts>;

const labs = { kind: kindLab, kwok: kwokLab, existing: existingLab };
const gibibyte = 1024 ** 3;
const mebibyte = 1024 ** 2;
const notBuilt: KubeResult<never> = {
  ok: false,
  problem: { code: 'programs-missing', message: 'no cluster programs are built', hint: 'pnpm k8s:tools' },
};

function version(text: string): KubeResult<NonNullable<ReturnType<typeof versionIn>>> {
  const value = versionIn(text);
  return value ? { ok: true, value } : notBuilt;
}

function judge(needs: PreflightNeeds, change: Change = {}): readonly Finding[] {
  return judgePreflight({ ...goodMachine, ...change }, needs);
}

function programs(change: Partial<PreflightFacts['programs']>): Change {
  return { programs: { ...goodMachine.programs, ...change } };
}

function engines(change: Partial<Record<ContainerEngine, EngineFact>>): Change {
  return { engines: { ...goodMachine.engines, ...change } };
}

describe('a machine on which all is well', () => {
  it.each<[keyof typeof labs, FindingCode[]]>([
    ['kind', ['node', 'memory', 'disk', 'inotify', 'loopback', 'engine', 'kind', 'kubectl', 'helm', 'context']],
    ['kwok', ['node', 'memory', 'disk', 'loopback', 'kubectl', 'helm', 'built-programs']],
    ['existing', ['node', 'memory', 'disk', 'loopback', 'kubectl', 'helm', 'context']],
  ])('is looked at for what a lab of %s needs, and for nothing else', (lab, codes) => {
    const findings = judge(labs[lab], { servers: { 'kind-dev': version('v1.37.2'), live: version('v1.36.0') } });
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(findings.filter(({ severity }) => severity !== 'ok')).toEqual([]);
  });

  it('has no need of Docker, kind, Go or a kubeconfig for clusters of kwok', () => {
    const findings = judge(kwokLab, {
      ...engines({ docker: { state: 'missing' } }),
      ...programs({
        kind: { state: 'missing' },
        go: { state: 'missing' },
        kubectl: { state: 'missing' },
        helm: { state: 'missing' },
      }),
      kubeconfig: { path: '/none', contexts: { ok: false, problem: { code: 'kubeconfig-invalid', message: 'none' } } },
      inotify: { watches: 1, instances: 1 },
    });
    expect(findings.filter(({ severity }) => severity !== 'ok')).toEqual([]);
  });
});

const asked = (context: string, text: string): Change => ({ servers: { [context]: version(text) } });
const unreachable: KubeResult<never> = { ok: false, problem: { code: 'unreachable', message: 'connection refused' } };

it('the Go that is asked for is the one that the cluster programs are built with', async () => {
  const module = await readFile(new URL('../../../../tools/k8s/go.mod', import.meta.url), 'utf8');
  expect(module).toContain(`\ngo 1.${requirements.goMinor}.`);
});

describe('what is amiss is told, with what to do', () => {
  it.each<[keyof typeof labs, string, Change, FindingCode, Severity, RegExp]>([
    ['kwok', 'an old Node', { node: 'v20.18.0' }, 'node', 'problem', /v20.18.0 is not supported.*Node 24/],
    ['kwok', 'a Node between lines', { node: 'v23.1.0' }, 'node', 'problem', /v23.1.0/],
    [
      'kwok',
      'little memory',
      { memory: { availableBytes: 500 * mebibyte, totalBytes: gibibyte } },
      'memory',
      'warning',
      /500 MiB of 1 GiB available; the clusters want about 560 MiB/,
    ],
    [
      'kind',
      'little memory',
      { memory: { availableBytes: gibibyte, totalBytes: 2 * gibibyte } },
      'memory',
      'warning',
      /want about 1.5 GiB/,
    ],
    [
      'kwok',
      'a full disk',
      { disk: { folder: '/w', freeBytes: 0 } },
      'disk',
      'warning',
      /0 MiB free in \/w; the clusters want about 200 MiB/,
    ],
    [
      'kwok',
      'no room to build',
      { built: notBuilt, disk: { folder: '/w', freeBytes: 5 * gibibyte } },
      'disk',
      'warning',
      /building the cluster programs/,
    ],
    [
      'kind',
      'few watches',
      { inotify: { watches: 8192, instances: 512 } },
      'inotify',
      'warning',
      /max_user_watches is 8192, kind wants 524288.*sudo sysctl fs.inotify.max_user_watches=524288$/,
    ],
    [
      'kind',
      'few watchers',
      { inotify: { watches: 8192, instances: 128 } },
      'inotify',
      'warning',
      /max_user_watches=524288 fs.inotify.max_user_instances=512$/,
    ],
    ['kwok', 'a closed loopback', { loopback: false }, 'loopback', 'problem', /no program can listen/],
    ['kwok', 'a taken port', { ports: [{ port: 8065, isFree: false }] }, 'port', 'problem', /another port/],
    [
      'kind',
      'no engine',
      engines({ docker: { state: 'missing' } }),
      'engine',
      'problem',
      /install Docker .* or podman, or let kwok/,
    ],
    [
      'kind',
      'a stopped Docker',
      engines({ docker: { state: 'down', why: 'Cannot connect to the Docker daemon' } }),
      'engine',
      'problem',
      /it cannot be used: Cannot connect.*systemctl start docker/,
    ],
    [
      'kind',
      'a Docker of others',
      engines({ docker: { state: 'down', why: 'permission denied while trying to connect' } }),
      'engine',
      'problem',
      /usermod/,
    ],
    [
      'kind',
      'a stopped podman',
      { ...engines({ podman: { state: 'down', why: 'no socket' } }), chosenEngine: 'podman' },
      'engine',
      'problem',
      /podman machine start/,
    ],
    [
      'kind',
      'a small Docker',
      engines({ docker: { state: 'running', version: '28', memoryBytes: 2 * gibibyte } }),
      'engine-memory',
      'warning',
      /has 2 GiB; kind advises at least 6 GiB/,
    ],
    [
      'kind',
      'no kind',
      programs({ kind: { state: 'missing' } }),
      'kind',
      'problem',
      /not on the path.*kind.sigs.k8s.io/,
    ],
    [
      'kind',
      'a kind that fails',
      programs({ kind: { state: 'broken', why: 'it does not answer in time' } }),
      'kind',
      'problem',
      /in time.*`kind version`/,
    ],
    [
      'kind',
      'no kubectl',
      { ...programs({ kubectl: { state: 'missing' } }), built: notBuilt },
      'kubectl',
      'problem',
      /kubernetes.io/,
    ],
    ['kind', 'no helm', { ...programs({ helm: { state: 'missing' } }), built: notBuilt }, 'helm', 'problem', /helm.sh/],
    [
      'kind',
      'an old helm',
      { ...programs({ helm: found('v3.9.4') }), built: notBuilt },
      'helm',
      'problem',
      /3.9.4 is too old.*3.10/,
    ],
    ['kwok', 'an old helm beside the built one', programs({ helm: found('v3.9.4') }), 'helm', 'warning', /too old/],
    ['kwok', 'programs that are not built', { built: notBuilt }, 'built-programs', 'problem', /pnpm k8s:tools/],
    [
      'kwok',
      'neither programs nor Go',
      { built: notBuilt, ...programs({ go: { state: 'missing' } }) },
      'go',
      'problem',
      /go.dev/,
    ],
    [
      'kwok',
      'a Go of long ago',
      { built: notBuilt, ...programs({ go: found('go1.20.1') }) },
      'go',
      'problem',
      /1.20.1; .* 1.26.*go.dev/,
    ],
    [
      'kwok',
      'a Go that fetches another',
      { built: notBuilt, ...programs({ go: found('go1.24.1') }) },
      'go',
      'warning',
      /GOTOOLCHAIN/,
    ],
    ['kwok', 'Windows', { platform: 'win32' }, 'built-programs', 'problem', /Linux and macOS.*WSL/],
    [
      'kwok',
      'a kubectl of long ago',
      programs({ kubectl: found('v1.32.4') }),
      'kubectl-skew',
      'warning',
      /1.32.4 is too old for clusters of kwok, Kubernetes v1.37.2.*\/cache\/octotrain/,
    ],
    [
      'existing',
      'a kubectl of long ago',
      { ...programs({ kubectl: found('v1.32.4') }), ...asked('live', 'v1.35.1') },
      'kubectl-skew',
      'warning',
      /for live.*install kubectl 1.35/,
    ],
    [
      'existing',
      'a helm of long ago',
      { ...programs({ helm: found('v3.17.3') }), ...asked('live', 'v1.35.1') },
      'helm-skew',
      'warning',
      /3.17.3 is too old for live.*1.35 to 1.38/,
    ],
    ['existing', 'an old server', asked('live', 'v1.30.1'), 'helm-skew', 'warning', /too new for live/],
    [
      'existing',
      'no kubeconfig',
      {
        kubeconfig: {
          path: '/none',
          contexts: {
            ok: false,
            problem: { code: 'kubeconfig-invalid', message: 'the kubeconfig /none cannot be read' },
          },
        },
      },
      'kubeconfig',
      'problem',
      /\/none.*KUBECONFIG/,
    ],
    [
      'existing',
      'no such context',
      { kubeconfig: { path: '/kc', contexts: { ok: true, value: [] } } },
      'context',
      'problem',
      /\/kc has no such context/,
    ],
    [
      'existing',
      'a silent cluster',
      { servers: { live: unreachable } },
      'context',
      'problem',
      /does not answer: connection refused/,
    ],
    [
      'kind',
      'a silent cluster',
      { servers: { 'kind-dev': unreachable } },
      'context',
      'warning',
      /does not answer.*clusters up/,
    ],
    ['existing', 'a cluster that nobody can ask', {}, 'context', 'problem', /for want of kubectl/],
  ])('%s: %s', (lab, _name, change, code, severity, said) => {
    const usual: Change = lab === 'existing' ? {} : { servers: { 'kind-dev': version('v1.37.2') } };
    const finding = judge(labs[lab], { ...usual, ...change }).find((one) => one.code === code && one.severity !== 'ok');
    expect(finding).toMatchObject({ severity, todo: expect.stringMatching(/./) });
    expect(`${finding?.text} | ${finding?.todo}`).toMatch(said);
  });

  it('takes podman where only that runs', () => {
    const running: EngineFact = { state: 'running', version: '5.4.0' };
    const findings = judge(kindLab, engines({ docker: { state: 'down', why: 'x' }, podman: running }));
    expect(findings.find(({ code }) => code === 'engine')).toMatchObject({ severity: 'ok', subject: 'podman' });
  });

  it('knows that a cluster of kind may not be made yet', () => {
    const findings = judge(kindLab, { kubeconfig: { path: '/kc', contexts: { ok: true, value: [] } } });
    expect(findings.find(({ code }) => code === 'context')).toMatchObject({
      severity: 'ok',
      text: expect.stringContaining('not made yet'),
    });
  });

  it('looks at what fits clusters of kwok without a kubeconfig, too', () => {
    const contexts = { ok: false, problem: { code: 'kubeconfig-invalid', message: 'none' } } as const;
    const change = { ...programs({ kubectl: found('v1.32.4') }), kubeconfig: { path: '/none', contexts } };
    const codes = judge(kwokLab, change).map(({ code }) => code);
    expect(codes).toContain('kubectl-skew');
    expect(codes).not.toContain('kubeconfig');
  });

  it('tells of the same versions once', () => {
    const needs = { ...kwokLab, clusters: [...kwokLab.clusters, ...kwokLab.clusters] };
    const findings = judge(needs, programs({ kubectl: found('v1.32.4') }));
    expect(findings.filter(({ code }) => code === 'kubectl-skew')).toHaveLength(1);
  });
});
