import { createApiClient } from '../connect/api-client.ts';
import { directConnection } from '../connect/direct-connection.ts';
import { textField } from '../json.ts';
import type { ClusterPrograms } from '../programs/cluster-programs.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { adminAccess, dropOldCertificate, makeFolders, makeIdentities, writeKubeconfigs } from './cluster-folder.ts';
import { type ClusterRecord, type OpenRecord, openRecord } from './cluster-record.ts';
import { furnish } from './furnish.ts';
import type { ClusterLayout } from './layout.ts';
import { type NodeWish, nodesOf } from './nodes.ts';
import { endProcesses } from './processes.ts';
import * as words from './program-arguments.ts';
import { controllersReady, listens, nodesReady, soon } from './readiness.ts';
import { type Program, type StartedProgram, startProgram } from './start-process.ts';

/** What answers for the pods of a cluster, as a program beside the others. */
export type PodsProgram = (place: {
  readonly kubeconfig: string;
  /** Where the API server asks for connections into the cluster. */
  readonly egressSocket: string;
  /** kwok's port on loopback, and the paths of the certificate and key that it serves with. */
  readonly kubelet: { readonly port: number; readonly certificate: string; readonly key: string };
  /** A folder for its own use, not made yet; its path is short. */
  readonly folder: string;
}) => {
  readonly program: string;
  readonly args: readonly string[];
  /** Where it stands; an empty folder by default. */
  readonly cwd?: string;
};

/** A cluster to start. */
export interface StartWish {
  readonly name: string;
  readonly context: string;
  readonly folder: string;
  readonly programs: ClusterPrograms;
  readonly nodes: NodeWish;
  /** Chooses free ports. */
  readonly ports: () => Promise<words.ClusterPorts>;
  readonly pods?: PodsProgram | undefined;
  /** When its data was made first, for one that is started again. */
  readonly created?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Told what is being waited for. */
  readonly hear: (what: string) => void;
}

const patienceMs = 60_000;

/**
 * Starts the programs of a cluster on whatever data its folder holds, and waits until its nodes are ready. When that
 * does not come about, all that was started is ended again; the folder is left to the caller.
 */
export async function startCluster(wish: StartWish): Promise<KubeResult<ClusterRecord>> {
  const { programs } = wish;
  const layout = await makeFolders(wish.folder);
  await makeIdentities(layout);
  await dropOldCertificate(layout, wish.now());
  const ports = await wish.ports();
  const started = wish.now().toISOString();
  const record = await openRecord(layout.record, {
    schema: 1,
    name: wish.name,
    context: wish.context,
    created: wish.created ?? started,
    started,
    // Data that was ready once stays worth keeping, whatever comes of this start.
    state: wish.created === undefined ? 'starting' : 'up',
    ports,
    sockets: layout.sockets,
    versions: programs.versions,
    processes: [],
  });
  const ended = new AbortController();
  const signal = AbortSignal.any([wish.signal, ended.signal]);
  let failure: KubeProblem | undefined;
  async function start(program: Program): Promise<StartedProgram> {
    const one = await startProgram({ program, layout, record, env: programEnvironment(wish.env, layout) });
    void one.ended.then((problem) => {
      failure ??= problem;
      ended.abort();
    });
    return one;
  }
  const ready = await startAll({ wish, layout, record, signal, start });
  if (ready.ok && failure === undefined) {
    await record.change((now) => ({ ...now, state: 'up' }));
    return { ok: true, value: record.now() };
  }
  // Those that are ended now end because of it.
  const cause = failure ?? (ready.ok ? undefined : ready.problem);
  await endProcesses(record.now().processes, 1_000);
  if (wish.signal.aborted) return { ok: false, problem: { code: 'aborted', message: 'starting was given up' } };
  return {
    ok: false,
    problem: cause ?? { code: 'unreachable', message: 'a program ended' },
  };
}

async function startAll(options: {
  wish: StartWish;
  layout: ClusterLayout;
  record: OpenRecord;
  signal: AbortSignal;
  start: (program: Program) => Promise<StartedProgram>;
}): Promise<KubeResult<undefined>> {
  const { wish, layout, record, signal, start } = options;
  const { paths } = wish.programs;
  const { ports } = record.now();
  const waiting = { timeoutMs: patienceMs, signal };

  wish.hear('the API server');
  await start({ name: 'etcd', path: paths.etcd, args: words.etcdArguments(layout) });
  const apiArgs = words.apiServerArguments(layout, { ports, egress: wish.pods !== undefined });
  await start({ name: 'kube-apiserver', path: paths['kube-apiserver'], args: apiArgs });
  const opened = await soon(() => openApi(layout, ports), { what: 'the API server is not ready', ...waiting });
  if (!opened.ok) return opened;
  const { api, way, access } = opened.value;
  try {
    await writeKubeconfigs(layout, { context: wish.context, access });
    const managerArgs = words.controllerManagerArguments(layout);
    await start({ name: 'kube-controller-manager', path: paths['kube-controller-manager'], args: managerArgs });
    await start({ name: 'kube-scheduler', path: paths['kube-scheduler'], args: words.schedulerArguments(layout) });

    wish.hear('the nodes');
    const nodes = nodesOf(wish.name, wish.nodes);
    const furnished = await furnish({ api, programs: wish.programs, nodes, stages: layout.stages, ...waiting });
    if (!furnished.ok) return furnished;
    await start({ name: 'kwok', path: paths.kwok, args: words.kwokArguments(layout, ports) });
    let pods: StartedProgram | undefined;
    if (wish.pods !== undefined) {
      const { kubeconfig, egressSocket, pods: folder } = layout;
      const kubelet = { port: ports.kwok, certificate: layout.serverCertificate, key: layout.serverKey };
      const { program, ...how } = wish.pods({ kubeconfig, egressSocket, folder, kubelet });
      pods = await start({ name: 'pods', path: program, ...how });
    }
    const names = nodes.map((node) => textField(node, 'metadata', 'name'));
    const all = await Promise.all([
      nodesReady(api, { names, ...waiting }),
      controllersReady(api, waiting),
      soon(async () => (await listens(ports.kwok)) || undefined, { what: 'kwok does not listen', ...waiting }),
      soon(async () => pods === undefined || (await isAnswering(pods)) || undefined, {
        what: 'nobody answers for the pods',
        ...waiting,
      }),
    ]);
    return (all.find(({ ok }) => !ok) as KubeResult<undefined>) ?? { ok: true, value: undefined };
  } finally {
    way.close();
  }
}

async function openApi(layout: ClusterLayout, ports: words.ClusterPorts) {
  if (!(await listens(ports.api))) return undefined;
  const access = await adminAccess(layout, ports);
  if (access === undefined) return undefined;
  const way = directConnection(access);
  const api = createApiClient(way);
  const answer = await api.call({ method: 'GET', path: '/readyz', timeoutMs: 2_000 });
  if (answer.ok) return { api, way, access };
  way.close();
  return undefined;
}

/** It says so, in a line of its own, once it knows the pods. */
async function isAnswering(pods: StartedProgram): Promise<boolean> {
  return (await pods.said()).includes('{"event":"ready"}');
}

/** Programs see the path and nothing else of the caller's environment: no proxies, no configuration of the person's own. */
function programEnvironment(
  env: StartWish['env'],
  layout: ClusterLayout,
): Readonly<Record<string, string | undefined>> {
  return { PATH: env.PATH, TMPDIR: env.TMPDIR, HOME: layout.work };
}
