import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ClusterRecord, openRecord, readRecord } from './cluster-record.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'record-'));
  path = join(folder, 'cluster.json');
});
afterEach(() => rm(folder, { recursive: true }));

const first: ClusterRecord = {
  ...{ schema: 1, name: 'dev', context: 'kind-dev', state: 'starting', sockets: '/tmp/x' },
  ...{ created: '2026-12-01T00:00:00.000Z', started: '2026-12-01T00:00:00.000Z' },
  ...{ ports: { api: 1, kwok: 2 }, versions: { etcd: 'v3' }, processes: [] },
};

it('is read as it was written, with all changes', async () => {
  const record = await openRecord(path, first);
  const entry = { name: 'etcd', command: ['/bin/etcd', '--x'] };
  await Promise.all([
    record.change((now) => ({ ...now, processes: [...now.processes, entry] })),
    record.change((now) => ({ ...now, processes: [...now.processes, { ...entry, pid: 7, started: null }] })),
    record.change((now) => ({ ...now, state: 'up' })),
  ]);

  const processes = [entry, { ...entry, pid: 7, started: null }];
  expect(await readRecord(path)).toEqual({ ...first, state: 'up', processes });
});

it.each([['{'], ['{}'], ['{"schema":2,"ports":{"api":1,"kwok":2}}'], ['null']])(
  'is none when it says %s',
  async (text) => {
    await writeFile(path, text);
    expect(await readRecord(path)).toBeUndefined();
  },
);

it('is none where there is no file', async () => {
  expect(await readRecord(path)).toBeUndefined();
});
