export { type Cluster, openCluster } from './cluster.ts';
export { contextsOf, type Kubeconfig } from './kubeconfig.ts';
export { type PodState, podStateOf } from './pod.ts';
export { type CachePlace, clusterProgramsFolder } from './programs/cache-folder.ts';
export {
  type ClusterProgramName,
  type ClusterPrograms,
  clusterProgramNames,
  findClusterPrograms,
  presentBuildFile,
} from './programs/cluster-programs.ts';
export type { KubeProblem, KubeProblemCode, KubeResult } from './result.ts';
export { type RolloutStatus, rolloutOf } from './rollout.ts';
export type { ServiceAnswer, ServiceQuestion } from './service-answer.ts';
