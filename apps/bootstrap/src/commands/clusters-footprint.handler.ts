import { coloursFor } from '@octotrain/command-line';
import type { ClusterChoice } from '../clusters/open-clusters.ts';
import type { BootstrapContext } from '../context.ts';
import { pageOf } from '../plan/fold.ts';
import { footprintDocument, footprintOwners, footprintText } from '../questions/footprint-text.ts';
import { askClusters } from '../questions/running-clusters.ts';

/** What `clusters footprint` is told. */
export interface ClustersFootprintFlags extends ClusterChoice {
  readonly json: boolean;
}

/** Tells what agents and spaces take of the clusters. */
export async function footprint(this: BootstrapContext, flags: ClustersFootprintFlags, file?: string): Promise<void> {
  await askClusters(this, {
    ...{ choice: flags, file },
    ask: ({ cluster }) => cluster.footprint({ owners: footprintOwners, signal: this.signal }),
    tell: (answers) => {
      const all = answers.map(({ at, answer }) => ({ cluster: at.open.inLab.name, footprint: answer }));
      const page = pageOf({ colours: coloursFor(this.stdout, this.env), width: this.stdout.columns });
      const said = flags.json ? JSON.stringify(footprintDocument(all), null, 2) : footprintText(all, page);
      this.stdout.write(`${said}\n`);
      return true;
    },
  });
}
