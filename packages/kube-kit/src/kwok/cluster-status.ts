import type { ClusterPart, ClusterStatus } from '../clusters/local-cluster.ts';
import { createApiClient } from '../connect/api-client.ts';
import { directConnection } from '../connect/direct-connection.ts';
import { adminAccess } from './cluster-folder.ts';
import type { ClusterRecord, RecordedProcess } from './cluster-record.ts';
import { layoutOf } from './layout.ts';
import { memoryOf } from './process-memory.ts';
import { runningPid } from './processes.ts';

/** What is to be seen of the cluster that a record speaks of. */
export async function statusOf(
  record: ClusterRecord,
  options: { folder: string; signal?: AbortSignal | undefined },
): Promise<ClusterStatus> {
  const { folder, signal } = options;
  const layout = layoutOf({ folder, sockets: record.sockets });
  const { name, context, versions, created, started, ports } = record;
  const parts = await Promise.all(record.processes.map(partOf));
  const access = await adminAccess(layout, ports);
  const status = {
    ...{ name, context, provider: 'kwok' as const, versions, created, started, parts },
    ...{ server: `https://127.0.0.1:${ports.api}`, kubeconfig: layout.kubeconfig },
  };
  const gone = parts.filter(({ running }) => !running).map((part) => part.name);
  if (gone.length === parts.length) return { ...status, state: 'stopped' };
  if (gone.length > 0) return { ...status, state: 'broken', reason: `not running: ${gone.join(', ')}` };
  if (record.state === 'starting') return { ...status, state: 'broken', reason: 'it has never become ready' };
  if (access === undefined) return { ...status, state: 'broken', reason: `${layout.pki} has lost its keys` };
  const way = directConnection(access);
  const api = createApiClient(way);
  const answer = await api.call({ method: 'GET', path: '/readyz', timeoutMs: 5_000, signal });
  way.close();
  return answer.ok ? { ...status, state: 'running' } : { ...status, state: 'broken', reason: answer.problem.message };
}

async function partOf(recorded: RecordedProcess): Promise<ClusterPart> {
  const pid = await runningPid(recorded);
  if (pid === undefined) return { name: recorded.name, running: false };
  return { name: recorded.name, running: true, pid, memoryBytes: await memoryOf(pid) };
}
