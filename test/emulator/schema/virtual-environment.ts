import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const requirements = fileURLToPath(new URL('../../../tools/schemathesis/requirements.txt', import.meta.url));
const cache = fileURLToPath(new URL('../../../node_modules/.cache/schemathesis/', import.meta.url));

/** Of Python 3: what the pinned version asks for. */
const oldest = 11;

/** The program, or why there is none on this machine. */
export type Schemathesis = { readonly program: string } | { readonly missing: string };

/** Makes a virtual environment of just what the requirements pin, by their hashes, once for each state of that file. */
export function schemathesis(): Schemathesis {
  const folder = join(cache, createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12));
  const scripts = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const program = join(scripts, process.platform === 'win32' ? 'st.exe' : 'st');
  const done = join(folder, 'installed');
  if (existsSync(done)) return { program };
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const version = /(\d+)\.(\d+)/.exec(spawnSync(python, ['--version'], { encoding: 'utf8' }).stdout ?? '');
  if (version === null) return { missing: `there is no ${python} on PATH` };
  if (Number(version[1]) < 3 || Number(version[2]) < oldest) return { missing: `${python} is older than 3.${oldest}` };
  mkdirSync(cache, { recursive: true });
  run(python, ['-m', 'venv', '--clear', folder]);
  const pinned = ['--require-hashes', '--only-binary', ':all:', '--requirement', requirements];
  run(join(scripts, 'python'), ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', ...pinned]);
  writeFileSync(done, '');
  return { program };
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
}
