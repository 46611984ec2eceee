import { spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { jobEnding } from './job-ending.ts';

process.exitCode = await main(process.argv.slice(2));

/**
 * For the workflows: runs the train with the arguments given. `KUBECONFIG_CONTENT` becomes a file that only this user may read, for as long as the
 * train runs. Ctrl-C and the end of a job reach the train, which then writes down where it stands.
 */
async function main(args: readonly string[]): Promise<number> {
  const { KUBECONFIG_CONTENT: content, ...env } = process.env;
  const kubeconfig = content ? join(process.env.RUNNER_TEMP ?? '.', `kubeconfig-${process.pid}`) : undefined;
  if (kubeconfig && content) {
    await writeFile(kubeconfig, content, { mode: 0o600, flag: 'wx' });
    env.KUBECONFIG = kubeconfig;
  }
  try {
    const { exitCode, annotation } = jobEnding(await trainExitCode(args, env));
    if (annotation) console.log(annotation);
    return exitCode;
  } finally {
    if (kubeconfig) await rm(kubeconfig, { force: true });
  }
}

function trainExitCode(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | null> {
  const train = spawn('npx', ['--yes', 'pnpm@10', '--silent', 'train', ...args], { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => train.kill(signal));
  return new Promise((resolve, reject) => {
    train.once('error', reject);
    train.once('exit', (code) => resolve(code));
  });
}
