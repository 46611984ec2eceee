import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClusterProgramName, clusterProgramNames } from '../programs/cluster-programs.ts';
import { readRecord } from './cluster-record.ts';
import { layoutOf } from './layout.ts';
import { usualNodes } from './nodes.ts';
import { runningPid } from './processes.ts';
import { startCluster } from './start-cluster.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

/** Programs that only wait to be ended, but for those that are told what to do, in the words of a shell. */
async function start(
  told: Partial<Record<ClusterProgramName, string>>,
  giveUp = new AbortController(),
  hear = () => {},
) {
  const paths = {} as Record<ClusterProgramName, string>; // filled for each name just below
  for (const name of clusterProgramNames) {
    paths[name] = join(folder, name);
    await writeFile(paths[name], `#!/bin/sh\n${told[name] ?? 'exec sleep 600'}\n`);
    await chmod(paths[name], 0o755);
  }
  const cluster = join(folder, 'cluster');
  const started = await startCluster({
    ...{ name: 'dev', context: 'dev', folder: cluster, nodes: usualNodes, signal: giveUp.signal },
    programs: { paths, versions: {}, kwokKinds: '', kwokStages: '' },
    ports: async () => ({ api: 1, kwok: 2 }),
    ...{ env: { PATH: process.env.PATH }, now: () => new Date(), hear },
  });
  const record = await readRecord(layoutOf({ folder: cluster }).record);
  return { started, processes: record?.processes ?? [] };
}

describe.skipIf(process.platform === 'win32')('a start that fails', () => {
  it.each([
    ['etcd', 'echo "no space left on device" >&2; exit 3', /^etcd ended with code 3\n {2}no space left on device$/],
    [
      'kube-apiserver',
      'echo first; echo; echo "unknown flag: --x"; exit 1',
      /^kube-apiserver ended with code 1\n {2}first\n {2}unknown flag/,
    ],
  ] as const)(
    'because %s ends says so, with its last words, and not what was ended because of it',
    async (name, words, message) => {
      const { started, processes } = await start({ [name]: words });

      expect(started).toMatchObject({
        ok: false,
        problem: {
          code: 'program-failed',
          message: expect.stringMatching(message),
          hint: expect.stringContaining(`${name}.log`),
        },
      });
      expect(await Promise.all(processes.map(runningPid))).toEqual(processes.map(() => undefined));
    },
  );

  it('because it was given up says only that, and has ended what it began', async () => {
    const giveUp = new AbortController();
    const { started, processes } = await start({}, giveUp, () => giveUp.abort());

    expect(started).toEqual({ ok: false, problem: { code: 'aborted', message: 'starting was given up' } });
    expect(processes.length).toBeGreaterThan(0);
    expect(await Promise.all(processes.map(runningPid))).toEqual(processes.map(() => undefined));
  });
});
