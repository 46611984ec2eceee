import { versionIn } from '../process/program-version.ts';
import type { PreflightFacts, PreflightNeeds, ProgramFact } from './facts.ts';

/** A program that is there. */
export function found(text: string): ProgramFact {
  const version = versionIn(text);
  if (!version) throw new Error(`${text} is no version`);
  return { state: 'found', version };
}

const gibibyte = 1024 ** 3;

/** A machine on which all is well. */
export const goodMachine: PreflightFacts = {
  platform: 'linux',
  node: 'v24.4.1',
  memory: { availableBytes: 24 * gibibyte, totalBytes: 32 * gibibyte },
  disk: { folder: '/work', freeBytes: 200 * gibibyte },
  inotify: { watches: 524_288, instances: 512 },
  engines: {
    docker: { state: 'running', version: '28.2.2', memoryBytes: 32 * gibibyte },
    podman: { state: 'missing' },
  },
  programs: {
    kind: found('v0.33.0'),
    kubectl: found('v1.37.2'),
    helm: found('v3.22.0'),
    go: found('go1.26.8'),
  },
  built: {
    ok: true,
    value: { kubernetes: versionIn('v1.37.2'), helm: versionIn('v3.22.0'), folder: '/cache/octotrain/k8s/abc' },
  },
  loopback: true,
  ports: [],
  kubeconfig: { path: '/home/ann/.kube/config', contexts: { ok: true, value: ['kind-dev', 'live'] } },
  servers: {},
};

/** A cluster in containers. */
export const kindLab: PreflightNeeds = {
  clusters: [{ name: 'dev', context: 'kind-dev', provider: 'kind' }],
  ports: [],
};

/** A cluster of processes. */
export const kwokLab: PreflightNeeds = {
  clusters: [{ name: 'dev', context: 'kind-dev', provider: 'kwok' }],
  ports: [],
};

/** A cluster of somebody else. */
export const existingLab: PreflightNeeds = {
  clusters: [{ name: 'live', context: 'live', provider: 'existing' }],
  ports: [],
};
