import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

/** Runs Go on a module as its files pin it, without cgo, and gives what it printed. */
export function runGo(module: string, args: readonly string[]): Promise<string> {
  return outputOf('go', args, { cwd: module, env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' } });
}

/** What a program prints; what it complains of goes to stderr. Throws when it fails. */
export async function outputOf(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}`);
  return Buffer.concat(chunks).toString('utf8');
}
