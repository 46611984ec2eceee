import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatProblems } from '@octotrain/checked-yaml';
import { exitCodes, type ProgramContext } from '@octotrain/command-line';
import {
  createEmulator,
  type FaultPlan,
  readFaults,
  type ShellOptions,
  virtualClock,
} from '@octotrain/octopus-emulator';
import type { GitAddress } from '../parsers.ts';
import { Refusal, refusing } from '../refusal.ts';
import { openRepositories } from './repositories.ts';
import type { ServeFlags } from './serve-flags.ts';

/** Serves until the context is interrupted. */
export async function serve(this: ProgramContext, flags: ServeFlags): Promise<void> {
  await refusing(
    this,
    () => serveUntilStopped(this, flags),
    (error) => portRefused(error, flags),
  );
}

async function serveUntilStopped(context: ProgramContext, flags: ServeFlags): Promise<void> {
  const { cwd, signal, stdout, stderr } = context;
  if (flags.clock === 'virtual' && flags.speed !== undefined) {
    throw new Refusal('A virtual clock has no speed: leave out --speed, and move the clock.', exitCodes.usage);
  }
  const data = flags.data === undefined ? undefined : resolve(cwd, flags.data);
  const faults = flags.faults === undefined ? undefined : await loadFaults(resolve(cwd, flags.faults), flags.faults);
  await checkClones(flags.git ?? [], cwd);
  const executor = await executorOf(context, flags);
  const repositories = await openRepositories({ addresses: flags.git ?? [], cwd, data });
  if (repositories.warning !== undefined) stderr.write(`${repositories.warning}\n`);
  try {
    const emulator = await createEmulator({
      git: repositories.source,
      ...(data === undefined ? {} : { data, onTrouble: (message: string) => void stderr.write(`${message}\n`) }),
      ...(flags.speed === undefined ? {} : { speed: flags.speed }),
      ...(flags.automaticWithin === undefined ? {} : { automaticWithinMs: flags.automaticWithin }),
      ...(faults === undefined ? {} : { faults }),
      ...(flags.clock === 'virtual' ? { clock: virtualClock(Date.now()) } : {}),
      ...(flags.openPage ? { openPage: true } : {}),
      ...(executor === undefined ? {} : { executor }),
    });
    try {
      const server = await emulator.listen(flags.port === undefined ? {} : { port: flags.port });
      stdout.write(`OCTOPUS_URL=${server.url}\nOCTOPUS_API_KEY=${emulator.administratorKey}\n`);
      stderr.write(
        `The embedded Octopus server is at ${server.url}${data === undefined ? '' : `, kept in ${data}`}. Ctrl-C stops it.\n`,
      );
      if (flags.clock === 'virtual') {
        stderr.write(
          `Its clock stands still: move it with POST ${server.url}/emulator/clock/advance, or on its page.\n`,
        );
      }
      await aborted(signal);
      stderr.write('Stopping.\n');
    } finally {
      await emulator.close();
    }
  } finally {
    await repositories.close();
  }
}

/** Undefined: steps are simulated. What runs them is loaded only when it is wanted. */
async function executorOf({ cwd, env, stderr }: ProgramContext, flags: ServeFlags): Promise<ShellOptions | undefined> {
  if (flags.executor !== 'shell') {
    const flag = flags.kubeconfigFor ? '--kubeconfig-for' : flags.asAgents ? '--as-agents' : undefined;
    if (flag === undefined) return undefined;
    throw new Refusal(`${flag} is for steps that run for real: add --executor shell.`, exitCodes.usage);
  }
  if (flags.clock === 'virtual' || flags.speed !== undefined) {
    throw new Refusal(
      'Programs take the time they take: leave out --clock virtual and --speed with --executor shell.',
      exitCodes.usage,
    );
  }
  const { shellOf } = await import('./shell.ts');
  const { options, warnings } = await shellOf({
    cwd,
    env,
    entries: flags.kubeconfigFor ?? [],
    asAgents: flags.asAgents,
  });
  for (const sentence of warnings) stderr.write(`${sentence}\n`);
  return options;
}

async function checkClones(addresses: readonly GitAddress[], cwd: string): Promise<void> {
  for (const { address, folder } of addresses) {
    const found = await stat(resolve(cwd, folder)).catch(() => undefined);
    if (!found?.isDirectory())
      throw new Refusal(`--git ${address}=${folder}: there is no folder ${folder}. Clone it first.`, exitCodes.usage);
  }
}

async function loadFaults(path: string, named: string): Promise<FaultPlan> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new Refusal(`The faults file ${named} cannot be read: ${error.message}`, exitCodes.usage);
  });
  const read = readFaults({ text, file: named });
  if (read.ok) return read.plan;
  const [first] = read.problems;
  const count = `${read.problems.length} ${read.problems.length === 1 ? 'problem' : 'problems'}`;
  const heading = `${named}:${first?.line ?? 1}:${first?.column ?? 1}: ${count} in the faults file; nothing was started.`;
  throw new Refusal(`${heading}\n${formatProblems(read.problems)}`, exitCodes.usage);
}

function portRefused(error: unknown, flags: ServeFlags): Refusal | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Refusal(
      `Port ${flags.port} is in use. Choose another one with --port, or leave it out.`,
      exitCodes.failed,
    );
  }
  if (code === 'EACCES' && flags.port !== undefined) {
    return new Refusal(
      `Port ${flags.port} may not be used by this account. Choose another one with --port.`,
      exitCodes.failed,
    );
  }
  return undefined;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
