import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const { resolve } = createRequire(import.meta.url);

/** A folder outside the workspace that has only what its packages brought. */
export interface Outside {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds and packs two libraries, and installs the tarballs as somebody would who has never seen the workspace. */
export async function installOutside(): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-outside-'));
  const tarballs = join(folder, 'tarballs');
  await mkdir(tarballs);
  for (const name of ['octopus-client', 'octostache']) {
    const cwd = join(root, 'packages', name);
    await run(process.execPath, [join(dirname(resolve('tsup/package.json')), 'dist', 'cli-default.js'), '--silent'], {
      cwd,
    });
    await pnpm(['pack', '--pack-destination', tarballs], cwd);
  }
  const files = (await readdir(tarballs)).map((file) => `file:tarballs/${file}`);
  const dependencies = Object.fromEntries(
    files.map((file) => [file.includes('octostache') ? '@octotrain/octostache' : '@octotrain/octopus-client', file]),
  );
  await write('package.json', {
    private: true,
    type: 'module',
    dependencies,
    devDependencies: { '@types/node': '^20.19.0' },
  });
  // An outsider checks declarations of libraries too, and knows nothing of our sources.
  await write('tsconfig.json', {
    compilerOptions: { target: 'ES2022', module: 'NodeNext', strict: true, skipLibCheck: false, types: ['node'] },
    include: ['*.ts'],
  });
  for (const tool of ['where.ts', 'greet.ts']) await cp(join(root, 'test', 'outsider', tool), join(folder, tool));
  await pnpm(['install', '--prefer-offline', '--ignore-workspace', '--config.confirm-modules-purge=false'], folder);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };

  function write(name: string, content: object): Promise<void> {
    return writeFile(join(folder, name), JSON.stringify(content));
  }
}

/** What the compiler says, in the folder, against its own sources and all declarations that these bring. */
export async function compile(folder: string, argv: readonly string[]): Promise<string> {
  const compiler = join(dirname(resolve('typescript/package.json')), 'bin', 'tsc');
  return run(process.execPath, [compiler, '-p', '.', ...argv], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout, // where the compiler writes what it finds
  );
}

/** The pnpm that started this, or the one of the path. */
async function pnpm(argv: readonly string[], cwd: string): Promise<void> {
  const started = process.env.npm_execpath;
  if (started !== undefined && /pnpm/.test(started)) await run(process.execPath, [started, ...argv], { cwd });
  else await run('npx', ['--yes', 'pnpm@10', ...argv], { cwd, shell: process.platform === 'win32' });
}
