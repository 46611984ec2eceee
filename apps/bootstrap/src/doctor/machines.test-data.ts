import type { PreflightFacts, ProgramVersion } from '@octotrain/kube-kit';

const gibibyte = 1024 ** 3;

function version(text: string): ProgramVersion {
  const [major = 0, minor = 0, patch = 0] = text.replace('v', '').split('.').map(Number);
  return { major, minor, patch, text };
}

const found = (text: string) => ({ state: 'found', version: version(text) }) as const;
const missing = { state: 'missing' } as const;

/** A machine that has all that FinPay wants; one of its clusters is up. */
export const goodMachine: PreflightFacts = {
  platform: 'linux',
  node: 'v24.4.1',
  memory: { availableBytes: 24 * gibibyte, totalBytes: 32 * gibibyte },
  disk: { folder: '/home/ann/lab', freeBytes: 200 * gibibyte },
  inotify: { watches: 524_288, instances: 512 },
  engines: { docker: { state: 'running', version: '28.2.2', memoryBytes: 32 * gibibyte }, podman: missing },
  programs: { kind: found('v0.33.0'), kubectl: found('v1.36.3'), helm: found('v3.22.0'), go: missing },
  built: { ok: false, problem: { code: 'programs-missing', message: 'no cluster programs are built' } },
  loopback: true,
  ports: [],
  kubeconfig: { path: '/home/ann/.kube/config', contexts: { ok: true, value: ['kind-finpay-dev'] } },
  servers: { 'kind-finpay-dev': { ok: true, value: version('v1.37.2') } },
};

/** A machine with nothing on it. */
export const bareMachine: PreflightFacts = {
  ...goodMachine,
  node: 'v18.20.4',
  memory: { availableBytes: 1.5 * gibibyte, totalBytes: 4 * gibibyte },
  disk: { folder: '/home/ann/lab', freeBytes: 3 * gibibyte },
  inotify: { watches: 8192, instances: 128 },
  engines: { docker: missing, podman: missing },
  programs: { kind: missing, kubectl: missing, helm: missing, go: missing },
  kubeconfig: {
    path: '/home/ann/.kube/config',
    contexts: { ok: false, problem: { code: 'kubeconfig-invalid', message: 'there is none' } },
  },
  servers: {},
};

/** A machine on which clusters of kwok can be made, with programs of long ago on its path. */
export const mixedMachine: PreflightFacts = {
  ...goodMachine,
  memory: { availableBytes: gibibyte, totalBytes: 8 * gibibyte },
  programs: { ...goodMachine.programs, kubectl: found('v1.32.4'), helm: found('v3.17.3') },
  built: {
    ok: true,
    value: {
      kubernetes: version('v1.37.2'),
      helm: version('v3.22.0'),
      folder: '/home/ann/.cache/octotrain/k8s/197dad784511',
    },
  },
};
