export {
  agentNamespaces,
  clusterNamespaces,
  type LabNamespace,
  spaceNamespaces,
  type UntoldNamespace,
} from './clusters/cluster-namespaces.ts';
export type { ClusterProvider, LabCluster } from './clusters/lab-clusters.ts';
export { addTenant } from './edit/add-tenant.ts';
export { type DraftTenant, draftTenant } from './edit/draft-tenant.ts';
export type { EditedLab, EditProblem } from './edit/edited-lab.ts';
export { removeTenant } from './edit/remove-tenant.ts';
export type { NeededValue, Setting, TenantWish } from './edit/tenant-wish.ts';
export type { ReadBeside } from './expand/expansion.ts';
export { labJsonSchema } from './file/json-schema.ts';
export { type LabFile, labFileSchema } from './file/lab-file.ts';
export type { TenantEntry } from './file/spaces.ts';
export { finpayDeployAddress, finpayLab } from './finpay/finpay-lab.ts';
export { fridayMorning, type Standing, type StandingRelease } from './finpay/friday-morning.ts';
export { type GitResult, gitRunner, type RunGit } from './finpay/git-runner.ts';
export { type DeployRepository, makeDeployRepository } from './finpay/make-deploy-repository.ts';
export { growLab, type LabSize } from './grow/grow-lab.ts';
export { findRepetitions } from './lint/find-repetitions.ts';
export { filesBeside } from './load/files-beside.ts';
export { type LoadedLab, loadLab } from './load/load-lab.ts';
export type {
  Agent,
  Environment,
  Feed,
  FeedType,
  GitCredential,
  Lab,
  Lifecycle,
  Phase,
  ProjectGroup,
  RoleAssignment,
  Space,
  Tag,
  TagSet,
  Team,
  Tenant,
  Trains,
  User,
  UserRole,
} from './model/lab.ts';
export type { Channel, ChannelRule, MultiTenancy, Project, RuledPackage, Runbook } from './model/projects.ts';
export { slugOf } from './model/slug.ts';
export type {
  GitSource,
  HelmStep,
  KubernetesYamlStep,
  ManualStep,
  PackageReference,
  ScriptStep,
  Step,
} from './model/steps.ts';
export { isSecretReference, type SecretReference, type Value } from './model/values.ts';
export type {
  Choice,
  CommonTenantValue,
  Control,
  Prompt,
  Template,
  TenantValue,
  Variable,
  VariableScope,
  VariableSet,
} from './model/variables.ts';
export { type ResolvedSecret, resolveSecret, type SecretSource } from './secrets/resolve-secret.ts';
export { builtInNames } from './server/built-in.ts';
export { releaseTrainsLab } from './trains/release-trains-lab.ts';
export { defaultTrainsProject, releaseTrainsProject, trainApprovalRunbook } from './trains/release-trains-project.ts';
export { fitLab, type Unfit } from './write/fit-lab.ts';
export { writeLab } from './write/write-lab.ts';
export { findWritten, type Written, type WrittenText, type WrittenThing } from './written/find-written.ts';
export { type Locate, locateIn } from './written/locate.ts';
