import type { SecretReference, Value } from './values.ts';

/** Where a variable's value applies; an empty list, or `false`, means everywhere. All are names. */
export interface VariableScope {
  readonly environments: readonly string[];
  readonly targetTags: readonly string[];
  readonly steps: readonly string[];
  readonly channels: readonly string[];
  readonly runbooks: readonly string[];
  /** The value belongs to the project's deployment process, not to its runbooks. */
  readonly deployment: boolean;
}

/** How a value is asked for and shown. */
export type Control = 'singleLine' | 'multiLine' | 'checkbox' | 'select' | 'sensitive';

/** A choice of a `select` control. */
export interface Choice {
  readonly value: string;
  readonly display: string;
}

/** A question put to the person who deploys or runs. */
export interface Prompt {
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  readonly control: Control;
  readonly choices: readonly Choice[];
}

/** One value of one variable: a name with three values in three environments is three of these. */
export interface Variable {
  readonly name: string;
  readonly value: Value;
  readonly description: string;
  readonly sensitive: boolean;
  readonly scope: VariableScope;
  readonly prompt?: Prompt;
}

/** Variables that several projects include, in every space. */
export interface VariableSet {
  readonly name: string;
  readonly description: string;
  readonly variables: readonly Variable[];
  /** What each tenant says for itself, in all its projects that include the set. */
  readonly templates: readonly Template[];
}

/** A variable that each connected tenant fills in for itself. */
export interface Template {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  readonly default?: string;
  readonly control: Control;
  readonly choices: readonly Choice[];
}

/** What one tenant says for one template of one project, in one environment. */
export interface TenantValue {
  readonly project: string;
  readonly template: string;
  readonly environment: string;
  readonly value: string | SecretReference;
}

/** What one tenant says, in every environment, for one template of a variable set. */
export interface CommonTenantValue {
  readonly variableSet: string;
  readonly template: string;
  readonly value: string | SecretReference;
}
