import { rm, stat } from 'node:fs/promises';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { clusterCommand } from '../clusters.ts';
import type { LabContext } from '../context.ts';
import type { LabFlags } from '../flags.ts';
import { layoutIn } from '../layout.ts';
import { endServer } from '../server/served.ts';

/** Ends and removes everything, the server first: it works at the clusters. */
export async function down(this: LabContext, flags: LabFlags): Promise<void> {
  this.setExitCode(await takeDown(this, flags));
}

async function takeDown(context: LabContext, { provider }: LabFlags): Promise<ExitCode> {
  const layout = layoutIn(context.cwd);
  const isThere = await stat(layout.folder).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    context.stderr.write('There is no lab here.\n');
    return exitCodes.done;
  }
  if (await endServer(layout)) context.stderr.write('The server has ended.\n');
  const { exit } = await clusterCommand(context, { layout, provider, words: ['clusters', 'down', '--json'] });
  if (exit !== exitCodes.done) return exit;
  await rm(layout.folder, { recursive: true, force: true });
  context.stderr.write('The lab is gone. Reports of trains, if any, are still under .octotrain/runs.\n');
  return exitCodes.done;
}
