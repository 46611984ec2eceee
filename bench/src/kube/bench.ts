import { measure, type Report } from '../harness.ts';
import { onCluster } from './cluster.ts';
import { probeCases } from './probe.ts';
import { questionCases } from './questions.ts';
import { rolloutCase } from './rollout.ts';

/** What a cluster is asked by kube-kit, beside kubectl and curl, on a control plane of its own with so many pods. */
export async function measureKube(options: { pods: number; runs?: number | undefined }): Promise<Report> {
  const { pods, runs = 3 } = options;
  return onCluster(pods, async (on) => {
    const cases = [await rolloutCase(on), ...(await probeCases(on)), ...(await questionCases(on, pods))];
    const report = await measure('kube', cases, runs);
    return { ...report, notes: [`${pods} pods of the load, in Deployments of ten`] };
  });
}
