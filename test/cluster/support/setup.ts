import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { createKwokCluster } from '@octotrain/kube-kit';
import type { TestProject } from 'vitest/node';
import { findPrograms } from './programs.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder beneath which all clusters of this run lie. */
    clustersFolder: string;
  }
}

/** Looks for the programs. Without them the tests are skipped by hand, and a failure in CI. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const programs = await findPrograms();
  if (!programs.ok) {
    const message = `${programs.problem.message}; ${programs.problem.hint}`;
    if (process.env.CI) throw new Error(message);
    console.error(`tests on clusters are skipped: ${message}`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-test-'));
  project.provide('clustersFolder', folder);
  return () => endLeftovers(folder);
}

/** Ends what a test file, should it have been killed, has left running. */
async function endLeftovers(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.name !== 'cluster.json') continue;
    const name = basename(entry.parentPath);
    const left = createKwokCluster({ name, context: name, folder: entry.parentPath, programs: findPrograms, env: {} });
    await left.down();
  }
  await rm(folder, { recursive: true, force: true });
}
