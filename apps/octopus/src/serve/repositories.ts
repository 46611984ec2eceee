import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { finpayDeployAddress, gitRunner, makeDeployRepository } from '@octotrain/lab-config';
import { type GitSource, programGit } from '@octotrain/octopus-emulator';
import type { GitAddress } from '../parsers.ts';

/** The repositories that the server may read. */
export interface Repositories {
  readonly source: GitSource;
  /** Why there is no deploy repository; undefined when all is well. */
  readonly warning: string | undefined;
  /** Removes what was only made for this run. */
  close(): Promise<void>;
}

/** Local clones as told; told of none, FinPay's deploy repository, made in the data folder or for this run only. */
export async function openRepositories(options: {
  addresses: readonly GitAddress[];
  cwd: string;
  data: string | undefined;
}): Promise<Repositories> {
  const { addresses, cwd, data } = options;
  if (addresses.length > 0) {
    const folders = addresses.map(({ address, folder }) => [address, resolve(cwd, folder)]);
    return { source: programGit(Object.fromEntries(folders)), warning: undefined, close: async () => undefined };
  }
  const temporary = data === undefined ? await mkdtemp(join(tmpdir(), 'octopus-git-')) : undefined;
  if (data !== undefined) await mkdir(data, { recursive: true, mode: 0o700 });
  const directory = join(temporary ?? data ?? cwd, 'finpay-deploy');
  const made = await makeDeployRepository({ directory, run: gitRunner });
  return {
    source: programGit(made.ok ? { [finpayDeployAddress]: directory } : {}),
    warning: made.ok ? undefined : `Without FinPay's deploy repository: ${made.message}; ${made.hint}.`,
    close: async () => {
      if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    },
  };
}
