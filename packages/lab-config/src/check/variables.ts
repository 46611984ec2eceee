import { formOf, isReferenceEntry } from '../file/forms.ts';
import { type LongFormEntry, longFormFields, type VariableEntry } from '../file/variables.ts';
import { expectDistinct, expectKnown, expectKnownKeys, namedIn, type Path, type Report } from './names.ts';

/** What a variable may be scoped to; a library set has no steps, channels or runbooks. */
export interface VariableContext {
  readonly environments: readonly string[];
  readonly steps: readonly string[];
  readonly channels: readonly string[];
  readonly runbooks: readonly string[];
  /** Undefined when any tag will do. */
  readonly targetTags?: readonly string[];
  /** A library set rather than a project. */
  readonly library?: boolean;
}

export function checkVariables(options: {
  report: Report;
  path: Path;
  entries: Record<string, VariableEntry> | undefined;
  context: VariableContext;
}): void {
  const { report, path, entries = {}, context } = options;
  expectDistinct({ report, kind: 'variable', entries: namedIn(path, entries) });
  for (const [name, entry] of Object.entries(entries)) {
    const at = [...path, name];
    const shape = formOf(entry);
    if (shape.form === 'table') checkTable({ report, path: at, table: shape.table, context });
    if (shape.form === 'long') checkLongForm({ report, path: at, entry: shape.entry, context });
    if (shape.form === 'list') {
      shape.entries.forEach((one, index) => {
        checkLongForm({ report, path: [...at, index], entry: one, context });
      });
    }
  }
}

function checkTable(options: { report: Report; path: Path; table: object; context: VariableContext }): void {
  const { report, path, table, context } = options;
  const known = [...context.environments, ...longFormFields];
  expectKnownKeys({ report, path, table: { ...table }, kind: 'environment', known });
}

interface LongForm {
  report: Report;
  path: Path;
  entry: LongFormEntry;
  context: VariableContext;
}

function checkLongForm({ report, path, entry, context }: LongForm): void {
  const fields: readonly string[] = longFormFields;
  const stray = Object.keys(entry).filter((key) => !fields.includes(key));
  if (stray.length > 0) {
    const kind = 'field of a variable';
    for (const key of stray) expectKnown({ report, path: [...path, key], names: key, kind, known: fields });
    return;
  }
  const { scope = {} } = entry;
  const at = (key: string) => [...path, 'scope', key];
  const { environments, steps, channels, runbooks } = context;
  expectKnownKeys({ report, path: [...path, 'values'], table: entry.values, kind: 'environment', known: environments });
  expectKnown({
    report,
    path: at('environments'),
    names: scope.environments,
    kind: 'environment',
    known: environments,
  });
  if (context.targetTags) {
    const known = context.targetTags;
    expectKnown({ report, path: at('targetTags'), names: scope.targetTags, kind: 'target tag', known });
  }
  if (context.library) {
    refuseInLibrary({ report, path, entry, context });
  } else {
    expectKnown({ report, path: at('steps'), names: scope.steps, kind: 'step', known: steps });
    expectKnown({ report, path: at('channels'), names: scope.channels, kind: 'channel', known: channels });
    expectKnown({ report, path: at('runbook'), names: scope.runbook, kind: 'runbook', known: runbooks });
    expectKnown({ report, path: at('runbooks'), names: scope.runbooks, kind: 'runbook', known: runbooks });
  }
  checkContents({ report, path, entry, context });
}

function refuseInLibrary({ report, path, entry }: LongForm): void {
  for (const key of ['steps', 'channels', 'runbook', 'runbooks', 'deployment'] as const) {
    if (entry.scope?.[key] === undefined) continue;
    report([...path, 'scope', key], {
      code: 'scope-of-library-set',
      message: `a variable of a set cannot be scoped to ${key}: the set belongs to no project`,
      hint: 'move the variable to the project',
    });
  }
}

function checkContents({ report, path, entry }: LongForm): void {
  if (entry.values && entry.scope?.environments) {
    report([...path, 'scope', 'environments'], {
      code: 'environments-twice',
      message: 'the table `values` says the environments already',
      hint: 'remove `environments` here',
    });
  }
  if (entry.value === undefined && !entry.values && !entry.prompt) {
    report(path, {
      code: 'no-value',
      message: `\`${String(path.at(-1))}\` has no value`,
      hint: 'add `value`, or `prompt`',
    });
  }
  const written = [{ key: ['value'], value: entry.value }, ...tableRows(entry)];
  for (const { key, value } of entry.sensitive ? written : []) {
    if (value === undefined || isReferenceEntry(value)) continue;
    report([...path, ...key], {
      code: 'secret-in-file',
      message: 'a sensitive value must not be written in the file',
      hint: 'refer to it: { env: NAME } or { file: PATH }',
    });
  }
}

function tableRows(entry: LongFormEntry) {
  return Object.entries(entry.values ?? {}).map(([environment, value]) => ({ key: ['values', environment], value }));
}
