import { kindContextPrefix } from '../clusters/lab-clusters.ts';
import type { LabFile } from '../file/lab-file.ts';
import { environmentsOf } from './known.ts';
import { expectDistinct, expectKnown, namedIn, type Report } from './names.ts';

/** Checks what is written once for all spaces, and the clusters. */
export function checkShared(report: Report, file: LabFile): void {
  const { shared } = file;
  const environments = environmentsOf(file);
  expectDistinct({
    report,
    kind: 'environment',
    entries: environments.map((name, index) => ({ name, path: ['shared', 'environments', index, 'name'] })),
  });
  shared.environments.forEach(({ spaces }, index) => {
    const path = ['shared', 'environments', index, 'spaces'];
    expectKnown({ report, path, names: spaces, kind: 'space', known: Object.keys(file.spaces) });
  });
  for (const [name, cluster] of Object.entries(file.clusters ?? {})) {
    const path = ['clusters', name, 'environments'];
    expectKnown({ report, path, names: cluster.environments, kind: 'environment', known: environments });
    if (cluster.provider === 'kind' && !cluster.context.startsWith(kindContextPrefix))
      report(['clusters', name, 'context'], {
        code: 'not-a-context-of-kind',
        message: `kind calls the context of a cluster ${kindContextPrefix}NAME`,
        hint: `write ${kindContextPrefix}${cluster.context}, or another provider`,
      });
  }
  expectDistinct({ report, kind: 'cluster', entries: namedIn(['clusters'], file.clusters) });
  for (const [name, { approval }] of Object.entries(file.policies ?? {})) {
    const path = ['policies', name, 'approval'];
    expectKnown({ report, path, names: approval, kind: 'environment', known: environments });
  }
}
