import { coloursFor } from '@octotrain/command-line';
import { toolsFor } from '../agents/agent-tools.ts';
import type { ClusterChoice } from '../clusters/open-clusters.ts';
import type { BootstrapContext } from '../context.ts';
import { pageOf } from '../plan/fold.ts';
import { releaseDrift } from '../questions/release-drift.ts';
import { clusterDriftDocument, clusterDriftText, isAmiss } from '../questions/release-drift-text.ts';
import { askClusters } from '../questions/running-clusters.ts';

/** What `clusters drift` is told. */
export interface ClustersDriftFlags extends ClusterChoice {
  readonly json: boolean;
}

/** Tells what in the clusters is not as its helm release has set it. */
export async function drift(this: BootstrapContext, flags: ClustersDriftFlags, file?: string): Promise<void> {
  const { env, signal, stdout } = this;
  await askClusters(this, {
    ...{ choice: flags, file },
    async ask({ lab, open, kubeconfig, cluster }) {
      const { name, context } = open.inLab;
      const { helm } = await toolsFor({ kubeconfig, context, env });
      return releaseDrift({ lab, name, cluster, helm, signal });
    },
    tell: (answers) => {
      const all = answers.map(({ at, answer }) => ({ cluster: at.open.inLab.name, releases: answer }));
      const page = pageOf({ colours: coloursFor(stdout, env), width: stdout.columns });
      const said = flags.json ? JSON.stringify(clusterDriftDocument(all), null, 2) : clusterDriftText(all, page);
      stdout.write(`${said}\n`);
      return !all.some(({ releases }) => releases.some(isAmiss));
    },
  });
}
