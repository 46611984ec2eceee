import { readIfThere, writeWhole } from '@octotrain/durable-files';
import { field, labelsField, listField, numberField, parsed, textField } from '../json.ts';
import type { ClusterPorts } from './program-arguments.ts';

/** A program of a cluster, from before it was started. */
export interface RecordedProcess {
  /** Such as `etcd`. */
  readonly name: string;
  /** Program and arguments. */
  readonly command: readonly string[];
  /** Absent until it has started, or when nobody lived to note it. */
  readonly pid?: number;
  /** What tells it from a later process of the same number; null where the system does not say. */
  readonly started?: string | null;
}

/** What is known of a local cluster, in its `cluster.json`. */
export interface ClusterRecord {
  readonly schema: 1;
  readonly name: string;
  /** Its context in the kubeconfig. */
  readonly context: string;
  /** ISO 8601. */
  readonly created: string;
  /** ISO 8601; when its programs were started last. */
  readonly started: string;
  /** `starting` until everything was ready once: a cluster that was left in it is not worth keeping. */
  readonly state: 'starting' | 'up';
  readonly ports: ClusterPorts;
  /** The folder of its sockets. */
  readonly sockets: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly processes: readonly RecordedProcess[];
}

/** Reads the record of a cluster; undefined where there is none, or none that makes sense. */
export async function readRecord(path: string): Promise<ClusterRecord | undefined> {
  const text = await readIfThere(path);
  const value = text === undefined ? undefined : parsed(text);
  const api = numberField(value, 'ports', 'api');
  const kwok = numberField(value, 'ports', 'kwok');
  const state = textField(value, 'state');
  if (field(value, 'schema') !== 1 || api === undefined || kwok === undefined) return undefined;
  return {
    schema: 1,
    name: textField(value, 'name'),
    context: textField(value, 'context'),
    created: textField(value, 'created'),
    started: textField(value, 'started'),
    state: state === 'up' ? 'up' : 'starting',
    ports: { api, kwok },
    sockets: textField(value, 'sockets'),
    versions: labelsField(value, 'versions'),
    processes: listField(value, 'processes').map(processOf),
  };
}

function processOf(value: unknown): RecordedProcess {
  const pid = numberField(value, 'pid');
  const started = field(value, 'started');
  return {
    name: textField(value, 'name'),
    command: listField(value, 'command').filter((word) => typeof word === 'string'),
    ...(pid === undefined ? {} : { pid }),
    ...(typeof started === 'string' || started === null ? { started } : {}),
  };
}

/** A record that is being written: changes go to the file one after another, each as a whole. */
export interface OpenRecord {
  now(): ClusterRecord;
  /** Resolves once the change is in the file. */
  change(change: (record: ClusterRecord) => ClusterRecord): Promise<void>;
}

/** Writes a record and keeps it open. */
export async function openRecord(path: string, first: ClusterRecord): Promise<OpenRecord> {
  let record = first;
  let written = Promise.resolve();
  async function write(): Promise<void> {
    written = written.then(() => writeWhole(path, `${JSON.stringify(record, null, 2)}\n`, { ownerOnly: true }));
    return written;
  }
  await write();
  return {
    now: () => record,
    async change(change) {
      record = change(record);
      await write();
    },
  };
}
