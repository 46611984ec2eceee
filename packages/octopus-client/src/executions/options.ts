/** When work begins. */
export interface Schedule {
  /** Not before this time. */
  readonly at: Date | string;
  /** Given up when it has not begun by then; at least a minute after `at` [guess]. */
  readonly notAfter?: Date | string;
}

/** Which freezes are overridden, and why. */
export interface FreezeOverride {
  /** Names of the freezes that are in the way. */
  readonly names: readonly string[];
  /** Kept by the server; must not be blank [docs]. */
  readonly reason: string;
}

/** What a deployment and a run of a runbook have in common. */
export interface ExecutionOptions {
  /** Values for prompted variables, by name or label, whatever the case. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Steps to leave out, by name. The server takes no notice of a name that it does not know [docs]; here it is refused. */
  readonly skipSteps?: readonly string[];
  /** Only these deployment targets, by name, slug or id; all that fit when absent. */
  readonly machines?: readonly string[];
  /** Not these. */
  readonly excludeMachines?: readonly string[];
  /** Whether a failing step asks a person; as project and environment say when absent. */
  readonly guidedFailure?: boolean;
  readonly schedule?: Schedule;
  readonly overrideFreezes?: FreezeOverride;
  /** Whether it goes before others in the queue; as the lifecycle's phase says when absent. */
  readonly priority?: boolean;
  readonly forcePackageDownload?: boolean;
  /** Writes all variables to the log. */
  readonly debug?: boolean;
  /** How long a lost answer is looked for. Default: 15000. */
  readonly settleMs?: number;
  readonly signal?: AbortSignal;
}

/** To environments, for no tenant; by name, slug or id. */
export interface Untenanted {
  readonly environments: readonly string[];
  readonly environment?: never;
  readonly tenants?: never;
  readonly tenantTags?: never;
}

/** To one environment for tenants: those that are named, and those that have the tags. */
export type Tenanted =
  | {
      readonly environment: string;
      /** Names, slugs or ids; `all` is every tenant that it can be done for. */
      readonly tenants: readonly string[] | 'all';
      /** Canonical names, `Set/Tag`: of one set any, of several sets each [docs]. */
      readonly tenantTags?: readonly string[];
      readonly environments?: never;
    }
  | {
      readonly environment: string;
      readonly tenants?: readonly string[] | 'all';
      readonly tenantTags: readonly string[];
      readonly environments?: never;
    };

/** Where something is done: to environments for no tenant, or to one environment for tenants. Never both at once. */
export type Places = Untenanted | Tenanted;

/**
 * How it is known that something is there. `created`: the server said so. `found-after-lost-answer`: the answer got lost, and it was
 * looked for.
 */
export type Made = 'created' | 'found-after-lost-answer';
