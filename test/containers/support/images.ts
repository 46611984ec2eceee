import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createProgramRunner } from '@octotrain/kube-kit';

const workload = fileURLToPath(new URL('../../../tools/containers', import.meta.url));
const run = createProgramRunner({ env: process.env, platform: process.platform });

/** Runs a program that has to succeed. */
export async function succeed(program: string, args: readonly string[], folder?: string): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
  const end = await run({ program, args, env, folder, timeoutMs: 120_000 });
  if (end.kind === 'exited' && end.code === 0) return end.stdout;
  throw new Error(`${program} ${args.join(' ')}: ${end.kind}\n${'stderr' in end ? end.stderr : ''}`);
}

/** Builds the one program that all images of the suite hold. */
export async function buildWorkload(path: string): Promise<void> {
  await succeed('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', path, './workload'], workload);
}

/** Writes an image of one layer, as `docker save` does: the program as a server, as curl, and as what keeps a pod open. */
export async function writeImage(options: {
  name: string;
  program: string;
  args?: readonly string[];
  path: string;
}): Promise<void> {
  const { name, program, args = [], path } = options;
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-image-'));
  const root = join(folder, 'root');
  await mkdir(join(root, 'bin'), { recursive: true });
  await mkdir(join(root, 'tmp'), { mode: 0o777 });
  await copyFile(program, join(root, 'bin/workload'));
  await symlink('workload', join(root, 'bin/curl'));
  await succeed('tar', ['--create', '--file', join(folder, 'layer.tar'), '--directory', root, '.']);
  const layer = createHash('sha256')
    .update(await readFile(join(folder, 'layer.tar')))
    .digest('hex');
  const config = {
    ...{ architecture: process.arch === 'arm64' ? 'arm64' : 'amd64', os: 'linux' },
    config: {
      Entrypoint: ['/bin/workload', ...args],
      Env: ['PATH=/bin', `IMAGE=${name.replace('docker.io/library/', '')}`],
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
  };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  const manifest = [{ Config: 'config.json', RepoTags: [name], Layers: ['layer.tar'] }];
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await succeed('tar', [
    '--create',
    '--file',
    path,
    '--directory',
    folder,
    'manifest.json',
    'config.json',
    'layer.tar',
  ]);
  await rm(folder, { recursive: true });
}
