/** What a person says about a tenant that shall be there. What is left out is taken from the others. */
export interface TenantWish {
  readonly name: string;
  readonly space?: string;
  /** A tenant whose projects, environments and tags it shall have. */
  readonly like?: string;
  readonly projects?: readonly string[];
  readonly environments?: readonly string[];
  /** `Set/Tag`. */
  readonly tags?: readonly string[];
  readonly short?: string;
  readonly description?: string;
  readonly settings: readonly Setting[];
}

/** A value for a template, as a person names it: `region`, `merchant-portal/DataRegion`, `Replicas[Production]`. */
export interface Setting {
  readonly key: string;
  readonly value: string;
}

/** A template that a tenant still needs a value for. */
export interface NeededValue {
  readonly template: string;
  /** What it is called on a command line, without dashes. */
  readonly option: string;
  /** Its project, or variable set. */
  readonly group: string;
  readonly label: string;
  readonly help: string;
  /** The value is a secret: only a reference to it may be given, `env:NAME` or `file:PATH`. */
  readonly isSecret: boolean;
  /** Values that it may have; empty when any will do. */
  readonly choices: readonly string[];
  /** Where it is missing; empty when it does not differ by environment. */
  readonly environments: readonly string[];
}
