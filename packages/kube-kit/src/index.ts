export { type Access, type AccessGrant, type AccessObjects, createAccess, grantWords } from './access/access.ts';
export { type NamespaceReach, reachInto } from './access/reach.ts';
export type { AccessReview } from './access/read-access.ts';
export type { AccessAction, AccessRule } from './access/rule.ts';
export type { AccessSubject } from './access/subject.ts';
export type { AgentServer } from './agents/agent-server.ts';
export type { AgentServerAddress } from './agents/agent-values.ts';
export { type AgentWish, agentNamespacePrefix, agentPlace, agentsAtOnePlace } from './agents/agent-wish.ts';
export type { AgentResult, AgentWork } from './agents/agent-work.ts';
export { type AgentStatus, agentsStatus } from './agents/agents-status.ts';
export { type InstalledAgents, installAgents } from './agents/install-agents.ts';
export type { AgentTarget } from './agents/judge-agent.ts';
export { type RemovedAgent, type RemovedAgents, removeAgents } from './agents/remove-agents.ts';
export { type ChartSource, nfsDriverChart, octopusAgentChart } from './charts/chart-source.ts';
export { writeStandInCharts } from './charts/stand-in-charts.ts';
export {
  type EnsuredNamespace,
  ensureNamespaces,
  type WantedNamespace,
} from './clusters/ensure-namespaces.ts';
export { createExistingCluster, type ExistingClusterOptions } from './clusters/existing-cluster.ts';
export { createKindCluster, type KindClusterOptions } from './clusters/kind-cluster.ts';
export {
  type ClusterPart,
  type ClusterProviderName,
  type ClusterStatus,
  clusterProviders,
  type DownOutcome,
  type LocalCluster,
  type UpOutcome,
} from './clusters/local-cluster.ts';
export { enterContext, leaveContext } from './clusters/user-kubeconfig.ts';
export { type Cluster, openCluster } from './connect/cluster.ts';
export { contextsOf, type Kubeconfig } from './connect/kubeconfig.ts';
export type { DriverOutcome } from './csi/nfs-driver.ts';
export type { DesiredState } from './drift/desired-state.ts';
export { driftOf, type FieldDrift } from './drift/drift.ts';
export type { FieldWriter } from './drift/managed-fields.ts';
export { type DesiredObject, objectsOfManifest } from './drift/manifest.ts';
export type { DriftReport, ObjectDrift } from './drift/read-drift.ts';
export { type Footprint, type FootprintObjects, type FootprintRow, footprintOf } from './footprint/footprint.ts';
export { type OwnerOf, type OwnerRule, ownerBy } from './footprint/owner.ts';
export { createHelm, type Helm } from './helm/helm.ts';
export { type Recovery, recoveryOf } from './helm/recovery.ts';
export { isPending, type ReleaseRevision, type ReleaseState, releaseStates } from './helm/release.ts';
export type { ChartRequest, UpgradeRequest, ValueSource } from './helm/upgrade-args.ts';
export { type ContainerEngine, type CreateCluster, createKind, type Kind, type KindOptions } from './kind/kind.ts';
export type { Applied } from './kubectl/applied.ts';
export {
  createKubectl,
  type Kubectl,
  type KubectlVersions,
  type Manifest,
} from './kubectl/kubectl.ts';
export type { RecordedProcess } from './kwok/cluster-record.ts';
export { createKwokCluster, type KwokClusterOptions } from './kwok/kwok-cluster.ts';
export { type NodeWish, usualNodes } from './kwok/nodes.ts';
export { endProcesses, runningPid } from './kwok/processes.ts';
export type { PodsProgram } from './kwok/start-cluster.ts';
export { workAlone } from './lease/work-alone.ts';
export { type ServePodsOptions, servePods } from './pods/serve-pods.ts';
export type { ClusterNeed, PreflightFacts, PreflightNeeds } from './preflight/facts.ts';
export type { Finding, FindingCode, Severity } from './preflight/finding.ts';
export { type FactsOptions, gatherFacts } from './preflight/gather-facts.ts';
export { judgePreflight } from './preflight/judge-preflight.ts';

export { helmSkew, kubectlSkew, type Skew } from './preflight/version-skew.ts';

export type { ProbeAnswer, ProbedPod, ProbeQuestion } from './probe/probe-answer.ts';

export type { ServiceAnswer, ServiceQuestion } from './probe/service-answer.ts';
export type { CallOptions, ClusterAccess, ProgramAccess } from './process/program-access.ts';
export type { ProgramVersion } from './process/program-version.ts';
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
