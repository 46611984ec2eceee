import type { Step } from './steps.ts';
import type { Template, Variable } from './variables.ts';

/** Whether tenants are served: never, always, or with or without one. Also what an agent takes part in. */
export type MultiTenancy = 'untenanted' | 'tenanted' | 'tenantedOrUntenanted';

/** A package that a rule looks at: of a step, by the name that the step gives it; `''` is the step's own. */
export interface RuledPackage {
  readonly step: string;
  readonly package: string;
}

/** Which versions a channel takes: of packages, or of the release itself when it names none. Empty texts restrict nothing. */
export interface ChannelRule {
  /** A range of NuGet or Maven, such as `[1.0,2.0)`. */
  readonly versionRange: string;
  /** A regular expression for what follows the first hyphen of a version; `^$` refuses every pre-release. */
  readonly preReleaseTag: string;
  readonly packages: readonly RuledPackage[];
}

/** A stream of releases; without a lifecycle of its own it follows the project's. */
export interface Channel {
  readonly name: string;
  readonly description: string;
  readonly lifecycle?: string;
  readonly isDefault: boolean;
  readonly rules: readonly ChannelRule[];
  /** Tags of tenants that its releases may be deployed to; none: all tenants. */
  readonly tenantTags: readonly string[];
}

/** An operation that people run by itself, outside any lifecycle. */
export interface Runbook {
  readonly name: string;
  readonly description: string;
  readonly multiTenancy: MultiTenancy;
  /** Where it may run: everywhere, where the project's lifecycles go, or in `environments` only. */
  readonly environmentScope: 'all' | 'lifecycle' | 'specified';
  readonly environments: readonly string[];
  readonly process: readonly Step[];
}

/** A project of a space. All references are names. */
export interface Project {
  readonly name: string;
  readonly description: string;
  readonly group: string;
  readonly lifecycle: string;
  readonly multiTenancy: MultiTenancy;
  readonly variableSets: readonly string[];
  readonly variables: readonly Variable[];
  readonly templates: readonly Template[];
  readonly channels: readonly Channel[];
  readonly process: readonly Step[];
  readonly runbooks: readonly Runbook[];
}
