import type { Prompt, Variable, VariableScope } from '@octotrain/lab-config';
import type { VariableWrite } from '@octotrain/octopus-client';
import type { Names } from '../kinds/refs.ts';
import type { SecretNames } from './secret-names.ts';
import type { Source } from './source.ts';
import { controlOf } from './words.ts';

/** Whose variables they are. */
interface Owner {
  readonly kind: 'project' | 'variable set';
  readonly name: string;
}

/**
 * Variables in the words of a file. A variable with a value that cannot be said is left out with all its values: one
 * that is named is compared as a whole.
 */
export function variablesOf(options: {
  source: Source;
  secrets: SecretNames;
  space: string;
  variables: readonly VariableWrite[];
  owner: Owner;
}): readonly Variable[] {
  const { source, secrets, space, variables, owner } = options;
  const unsaid = new Map<string, string>();
  for (const variable of variables) {
    const reason = whyUnsaid(variable);
    if (reason !== undefined) unsaid.set(variable.Name.toLowerCase(), reason);
  }
  const told = new Set<string>();
  return variables.flatMap((variable): Variable[] => {
    const key = variable.Name.toLowerCase();
    const reason = unsaid.get(key);
    if (reason === undefined) return [variableOf(variable, { source, secrets, space, owner })];
    if (!told.has(key)) source.leaveOut({ kind: 'variable', space, name: `${owner.name} / ${variable.Name}`, reason });
    told.add(key);
    return [];
  });
}

const saidScopes: ReadonlySet<string> = new Set(['Environment', 'Role', 'Action', 'Channel', 'ProcessOwner']);

/** Why a file cannot say a value; undefined when it can. */
function whyUnsaid({ Type, Scope, IsSensitive }: VariableWrite): string | undefined {
  const type = Type ?? 'String';
  if (type !== 'String' && !(type === 'Sensitive' && IsSensitive === true)) {
    return `a lab file has no variables of the type ${type}`;
  }
  const others = Object.entries(Scope ?? {}).filter(([part, ids]) => !saidScopes.has(part) && (ids ?? []).length > 0);
  return others.length === 0
    ? undefined
    : `a lab file has no scope by ${others.map(([part]) => scopeWords[part] ?? part).join(' or ')}`;
}

const scopeWords: Readonly<Record<string, string>> = { Machine: 'deployment target', TenantTag: 'tag of a tenant' };

function variableOf(
  variable: VariableWrite,
  { source, secrets, space, owner }: { source: Source; secrets: SecretNames; space: string; owner: Owner },
): Variable {
  const { Name: name, Value, Description, IsSensitive = false, Prompt: prompt } = variable;
  const scope = scopeOf(variable.Scope ?? {}, source.nameOf);
  const where = [...scope.environments, ...scope.targetTags, ...scope.channels, ...scope.steps, ...scope.runbooks];
  const inSpace = owner.kind === 'project' ? ` in ${space}` : '';
  const scoped = where.length === 0 ? '' : ` (${where.join(', ')})`;
  return {
    name,
    value: IsSensitive
      ? secrets.referenceFor([owner.name, name, ...where], `${name} of ${owner.name}${inSpace}${scoped}`)
      : (Value ?? ''),
    description: Description ?? '',
    sensitive: IsSensitive,
    scope,
    ...(prompt ? { prompt: promptOf(prompt) } : {}),
  };
}

function scopeOf(scope: NonNullable<VariableWrite['Scope']>, nameOf: Names): VariableScope {
  const { Environment = [], Role = [], Action = [], Channel = [], ProcessOwner = [] } = scope;
  const owners = ProcessOwner.map((id) => ({ id, name: nameOf(id) }));
  const isDeployment = ({ id }: { id: string }) => id.startsWith('Projects-');
  return {
    environments: Environment.map(nameOf),
    targetTags: [...Role],
    steps: Action.map(nameOf),
    channels: Channel.map(nameOf),
    runbooks: owners.filter((one) => !isDeployment(one)).map((one) => one.name),
    deployment: owners.some(isDeployment),
  };
}

function promptOf({ Label, Description, Required, DisplaySettings }: NonNullable<VariableWrite['Prompt']>): Prompt {
  return {
    label: Label ?? '',
    description: Description ?? '',
    required: Required ?? false,
    ...controlOf(DisplaySettings),
  };
}
