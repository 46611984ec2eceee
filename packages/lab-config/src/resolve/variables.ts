import { formOf, type VariableForm } from '../file/forms.ts';
import type { ValueEntry } from '../file/values.ts';
import type { LongFormEntry, PromptEntry, ScopeEntry, TemplateEntry, VariableEntry } from '../file/variables.ts';
import { isSecretReference } from '../model/values.ts';
import type { Choice, Prompt, Template, Variable, VariableScope } from '../model/variables.ts';
import { resolveValue } from './values.ts';

const nowhereElse = { targetTags: [], steps: [], channels: [], runbooks: [], deployment: false };

/** All values of all variables, in the order of the file. */
export function resolveVariables(entries: Record<string, VariableEntry> = {}): readonly Variable[] {
  return Object.entries(entries).flatMap(([name, entry]) => resolveVariable(name, formOf(entry)));
}

function resolveVariable(name: string, shape: VariableForm): readonly Variable[] {
  switch (shape.form) {
    case 'value':
      return [plain(name, shape.value, [])];
    case 'table':
      return Object.entries(shape.table).map(([environment, value]) => plain(name, value, [environment]));
    case 'long':
      return resolveLongForm(name, shape.entry);
    case 'list':
      return shape.entries.flatMap((one) => resolveLongForm(name, one));
  }
}

/** A template; tenants' values of it are resolved with the tenants. */
export function resolveTemplate(name: string, entry: TemplateEntry): Template {
  return {
    name,
    label: entry.label ?? name,
    help: entry.help ?? '',
    control: entry.control ?? 'singleLine',
    choices: choicesOf(entry.options),
    ...(entry.default === undefined ? {} : { default: String(entry.default) }),
  };
}

function plain(name: string, entry: ValueEntry, environments: readonly string[]): Variable {
  const value = resolveValue(entry);
  return { name, value, description: '', sensitive: isSecretReference(value), scope: { environments, ...nowhereElse } };
}

function resolveLongForm(name: string, entry: LongFormEntry): readonly Variable[] {
  const scope = resolveScope(entry.scope);
  const one = (written: ValueEntry, environments: readonly string[]): Variable => {
    const value = resolveValue(written);
    return {
      name,
      value,
      description: entry.description ?? '',
      sensitive: entry.sensitive ?? isSecretReference(value),
      scope: { ...scope, environments },
      ...(entry.prompt ? { prompt: resolvePrompt(name, entry.prompt) } : {}),
    };
  };
  const table = Object.entries(entry.values ?? {}).map(([environment, value]) => one(value, [environment]));
  const lone = entry.value !== undefined || table.length === 0;
  return lone ? [one(entry.value ?? '', scope.environments), ...table] : table;
}

function resolveScope(scope: ScopeEntry = {}): VariableScope {
  return {
    environments: scope.environments ?? [],
    targetTags: scope.targetTags ?? [],
    steps: scope.steps ?? [],
    channels: scope.channels ?? [],
    runbooks: [...(scope.runbook === undefined ? [] : [scope.runbook]), ...(scope.runbooks ?? [])],
    deployment: scope.deployment ?? false,
  };
}

function resolvePrompt(name: string, prompt: PromptEntry): Prompt {
  return {
    label: prompt.label ?? name,
    description: prompt.description ?? '',
    required: prompt.required ?? false,
    control: prompt.control ?? 'singleLine',
    choices: choicesOf(prompt.options),
  };
}

function choicesOf(options: Record<string, string> = {}): readonly Choice[] {
  return Object.entries(options).map(([value, display]) => ({ value, display }));
}
