export { type Cluster, openCluster } from './connect/cluster.ts';
export { contextsOf, type Kubeconfig } from './connect/kubeconfig.ts';
export { podStages } from './pods/pod-stages.ts';
export { type ServePodsOptions, servePods } from './pods/serve-pods.ts';
export type { ServiceAnswer, ServiceQuestion } from './probe/service-answer.ts';
export {
  createProgramRunner,
  type ProgramCall,
  type ProgramEnd,
  type ProgramRunnerOptions,
  type RunProgram,
} from './process/run-program.ts';
export { type CachePlace, clusterProgramsFolder } from './programs/cache-folder.ts';
export {
  type ClusterProgramName,
  type ClusterPrograms,
  clusterProgramNames,
  findClusterPrograms,
  presentBuildFile,
} from './programs/cluster-programs.ts';
export type { KubeProblem, KubeProblemCode, KubeResult } from './result.ts';
export { type PodState, podStateOf } from './rollout/pod.ts';
export { type RolloutStatus, rolloutOf } from './rollout/rollout.ts';
export type { RolloutTrouble, RolloutTroubleKind } from './rollout/trouble.ts';
export { rolloutTroubles, type Surroundings } from './rollout/troubles.ts';
export type { RolloutEnd, RolloutNews, RolloutWatch } from './rollout/watch-rollout.ts';
export type { WorkloadKind, WorkloadQuestion } from './rollout/workload.ts';
