import type { MultiTenancy, Project } from './projects.ts';
import type { SecretReference } from './values.ts';
import type { CommonTenantValue, TenantValue, VariableSet } from './variables.ts';

/** An environment; the order of the list is the order on the server. */
export interface Environment {
  readonly name: string;
  readonly description: string;
}

/** One phase of a lifecycle. */
export interface Phase {
  readonly name: string;
  /** Environments that the server deploys to by itself. */
  readonly automatic: readonly string[];
  /** Environments that somebody has to deploy to. */
  readonly manual: readonly string[];
  /** How many environments must have succeeded before the next phase opens; 0: all. */
  readonly minimum: number;
  readonly optional: boolean;
}

export interface Lifecycle {
  readonly name: string;
  readonly description: string;
  readonly phases: readonly Phase[];
}

export interface GitCredential {
  readonly name: string;
  readonly description: string;
  readonly username: string;
  readonly password: SecretReference;
}

/** Kinds of feeds that a file may speak of. */
export type FeedType = 'docker' | 'helm' | 'oci' | 'nuget' | 'maven' | 'github';

/** Where packages and images come from, outside the server. The server's own feed is never one of these. */
export interface Feed {
  readonly name: string;
  readonly type: FeedType;
  readonly url: string;
  /** Of a `docker` feed: version of the registry's API. */
  readonly apiVersion?: string;
  /** Of a `docker` feed: what images are called below, when it is not the feed's host. */
  readonly registryPath?: string;
  readonly username?: string;
  readonly password?: SecretReference;
}

/** One tag; its set and it together, `Hosting/Shared-K8s`, is what tenants and agents name. */
export interface Tag {
  readonly name: string;
  readonly description: string;
  /** `#rrggbb`. */
  readonly color: string;
}

/** Tags that belong together; the order of the list is the order on the server. */
export interface TagSet {
  readonly name: string;
  readonly description: string;
  readonly tags: readonly Tag[];
}

export interface ProjectGroup {
  readonly name: string;
  readonly description: string;
}

/** A customer with its own deployments of the connected projects. */
export interface Tenant {
  readonly name: string;
  readonly description: string;
  readonly connections: readonly { readonly project: string; readonly environments: readonly string[] }[];
  /** Names of tags with their sets: `Hosting/Shared-K8s`. */
  readonly tags: readonly string[];
  /** One entry per connected project, template and environment that has a value here. */
  readonly values: readonly TenantValue[];
  /** One entry per template of a variable set that one of its projects includes, and has a value here. */
  readonly commonValues: readonly CommonTenantValue[];
}

/** A Kubernetes agent: one per space and cluster. */
export interface Agent {
  readonly name: string;
  readonly space: string;
  /** Name of the cluster in the file. */
  readonly cluster: string;
  /** Its kubeconfig context. */
  readonly context: string;
  readonly targetTags: readonly string[];
  readonly environments: readonly string[];
  readonly multiTenancy: MultiTenancy;
  /** Tenants it serves by name: all of its space, unless it is untenanted or serves them by tag. */
  readonly tenants: readonly string[];
  /** Tags of tenants that it serves: `Hosting/Shared-K8s`. */
  readonly tenantTags: readonly string[];
  /** Its scripts may work only in the namespaces of its space's projects; otherwise anywhere in the cluster. */
  readonly confined: boolean;
}

/** Everything one space holds, what is shared included. */
export interface Space {
  readonly name: string;
  readonly description: string;
  /** The server's default space, renamed. */
  readonly isDefault: boolean;
  readonly environments: readonly Environment[];
  readonly lifecycles: readonly Lifecycle[];
  readonly gitCredentials: readonly GitCredential[];
  readonly feeds: readonly Feed[];
  readonly tagSets: readonly TagSet[];
  readonly variableSets: readonly VariableSet[];
  readonly projectGroups: readonly ProjectGroup[];
  readonly projects: readonly Project[];
  readonly tenants: readonly Tenant[];
  readonly agents: readonly Agent[];
}

export interface User {
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  /** A service account: no password, works by API key. */
  readonly isService: boolean;
}

/** A custom user role: names of permissions. */
export interface UserRole {
  readonly name: string;
  readonly description: string;
  readonly spacePermissions: readonly string[];
  readonly systemPermissions: readonly string[];
}

/** A role that a team holds, in one space or (`space` absent) on the whole server; empty lists restrict nothing. */
export interface RoleAssignment {
  readonly role: string;
  readonly space?: string;
  readonly environments: readonly string[];
  readonly projects: readonly string[];
  readonly projectGroups: readonly string[];
  readonly tenants: readonly string[];
}

export interface Team {
  readonly name: string;
  readonly description: string;
  /** The space of a space team; absent for a system team. */
  readonly space?: string;
  /** Usernames. */
  readonly members: readonly string[];
  readonly roles: readonly RoleAssignment[];
}

/** Where trains keep their record, and which teams may approve one. */
export interface Trains {
  readonly space: string;
  readonly project: string;
  readonly approvers: readonly string[];
}

/** A lab file, checked and spelt out: every short form resolved, everything shared repeated in each space. */
export interface Lab {
  readonly name: string;
  readonly description: string;
  readonly spaces: readonly Space[];
  readonly users: readonly User[];
  readonly roles: readonly UserRole[];
  readonly teams: readonly Team[];
  readonly trains?: Trains;
  /** Absent when secrets are not to be compared. */
  readonly fingerprints?: { readonly key: SecretReference };
}
