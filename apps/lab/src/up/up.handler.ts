import { mkdir } from 'node:fs/promises';
import { delimiter, relative } from 'node:path';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { writeWhole } from '@octotrain/durable-files';
import { finpayDeployAddress, gitRunner, makeDeployRepository } from '@octotrain/lab-config';
import { clusterCommand, clustersUp, type UpCluster } from '../clusters.ts';
import type { LabContext } from '../context.ts';
import type { LabFlags } from '../flags.ts';
import { type LabLayout, layoutIn } from '../layout.ts';
import { runProgramOf } from '../run-program-of.ts';
import { ensureServer, type Served, type Serving } from '../server/served.ts';
import { bringMorning } from './morning.ts';
import { environmentLines, whatToTry } from './what-to-try.ts';

/** Brings everything up; each part looks before it does anything. */
export async function up(this: LabContext, flags: LabFlags): Promise<void> {
  this.setExitCode(await bringUp(this, flags));
}

async function bringUp(context: LabContext, { provider }: LabFlags): Promise<ExitCode> {
  const layout = layoutIn(context.cwd);
  await mkdir(layout.folder, { recursive: true, mode: 0o700 });
  context.stderr.write("1/6  FinPay's deployment repository\n");
  const repository = await makeDeployRepository({ directory: layout.repository, run: gitRunner });
  if (!repository.ok) return refuse(context, repository);

  context.stderr.write('2/6  two clusters\n');
  const { exit, clusters } = await clustersUp(context, { layout, provider });
  if (exit !== exitCodes.done) return exit;

  context.stderr.write('3/6  an Octopus server\n');
  const serving = await startServer(context, { layout, clusters });
  if (!serving.ok) return refuse(context, serving);
  const { served } = serving;
  const env = serverEnvironment(served);

  context.stderr.write('4/6  three spaces\n');
  const applied = await runProgramOf(context, 'bootstrap', ['apply', '--yes'], env);
  if (applied.exit !== exitCodes.done) return applied.exit;

  context.stderr.write('5/6  agents\n');
  const agents = await clusterCommand(context, { layout, provider, words: ['agents', 'install', '--stand-in'], env });
  if (agents.exit !== exitCodes.done) return agents.exit;

  context.stderr.write('6/6  Friday morning\n');
  const morning = await bringMorning({ context, layout, served });
  if (!morning.ok) return refuse(context, morning);

  const kubeconfigs = [...new Set(clusters.map(({ kubeconfig }) => kubeconfig))];
  const lines = environmentLines({ ...served, kubeconfigs, delimiter });
  await writeWhole(layout.environment, lines, { ownerOnly: true });
  context.stderr.write(
    `\n${whatToTry({ environment: relative(context.cwd, layout.environment), keys: relative(context.cwd, layout.keys) })}\n`,
  );
  context.stdout.write(lines);
  return exitCodes.done;
}

function startServer(
  context: LabContext,
  { layout, clusters }: { layout: LabLayout; clusters: readonly UpCluster[] },
): Promise<Serving> {
  const args = [
    ...['serve', '--data', layout.data, '--executor', 'shell', '--automatic-within', '2s', '--open-page'],
    ...['--git', `${finpayDeployAddress}=${layout.repository}`],
    '--as-agents',
    ...clusters.flatMap(({ context: name, kubeconfig }) => ['--kubeconfig-for', `${name}=${kubeconfig}#${name}`]),
  ];
  const { env, signal, programs } = context;
  return ensureServer({ layout, program: programs.octopus, args, env, signal });
}

/** What `bootstrap` reads to find the server. */
export function serverEnvironment({ url, apiKey }: Served): Readonly<Record<string, string>> {
  // A server of this machine has no limit to keep.
  return { OCTOPUS_URL: url, OCTOPUS_API_KEY: apiKey, OCTOPUS_REQUESTS_PER_MINUTE: '0' };
}

function refuse(context: LabContext, { message, hint }: { message: string; hint: string }): ExitCode {
  context.stderr.write(`lab: ${message}\n${hint}\n`);
  return exitCodes.failed;
}
