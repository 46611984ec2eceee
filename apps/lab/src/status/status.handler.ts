import type { ExitCode } from '@octotrain/command-line';
import { clusterCommand } from '../clusters.ts';
import type { LabContext } from '../context.ts';
import type { StatusFlags } from '../flags.ts';
import { layoutIn } from '../layout.ts';
import { findServer } from '../server/served.ts';

/** Tells where the server is, and what `bootstrap clusters status` says of the clusters. */
export async function status(this: LabContext, flags: StatusFlags): Promise<void> {
  this.setExitCode(await tell(this, flags));
}

async function tell(context: LabContext, { json, provider }: StatusFlags): Promise<ExitCode> {
  const layout = layoutIn(context.cwd);
  const served = await findServer(layout);
  const words = json ? ['clusters', 'status', '--json'] : ['clusters', 'status'];
  const { exit, stdout } = await clusterCommand(context, { layout, provider, words });
  if (json) {
    // What `clusters status --json` prints, if it got that far.
    const { clusters } = JSON.parse(stdout || '{"clusters":[]}') as { clusters: readonly unknown[] };
    context.stdout.write(`${JSON.stringify({ schema: 1, server: served?.url ?? null, clusters }, null, 2)}\n`);
    return exit;
  }
  context.stdout.write(served === undefined ? 'The server does not run.\n' : `The server is at ${served.url}\n`);
  context.stdout.write(stdout);
  return exit;
}
