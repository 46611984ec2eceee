import type { Lab, Locate } from '@octotrain/lab-config';
import type { Address } from '../kinds/item.ts';
import type { ItemKind } from '../kinds/waves.ts';

/** A place in a lab file; it counts from 1. */
export type Place = NonNullable<ReturnType<Locate>>;

/** Where a lab file writes a thing or, as far as it writes that by itself, one field of it. */
export function placeOf(options: {
  where: Address | AgentAddress;
  field?: string;
  lab: Lab;
  locate: Locate;
}): Place | undefined {
  const { where, field, lab, locate } = options;
  const rest = field === undefined ? [] : wordsOfField(where.kind, field);
  for (const way of waysTo(where, lab)) {
    const place = locate([...way, ...rest], way.length);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Names an agent of a space. */
export interface AgentAddress {
  readonly kind: 'agent';
  readonly space: string;
  readonly name: string;
}

/** Tables that are written for all spaces or for one. */
const libraries: Partial<Record<ItemKind, string>> = {
  environment: 'environments',
  lifecycle: 'lifecycles',
  'git credential': 'gitCredentials',
  feed: 'feeds',
  'tag set': 'tagSets',
  'library variable set': 'variableSets',
  'library variables': 'variableSets',
};

function waysTo(where: Address | AgentAddress, lab: Lab): readonly (readonly string[])[] {
  const { kind, name, space = '' } = where;
  const [owner = name, part = ''] = name.split(' / ');
  const inSpace = ['spaces', space];
  if (kind === 'agent') return [[...inSpace, 'agents']];
  const table = libraries[kind];
  if (table !== undefined)
    return [
      [...inSpace, table, name],
      ['shared', table, name],
    ];
  // The project that keeps the record of trains is made of a few words.
  if (lab.trains?.space === space && lab.trains.project === owner) return [[...inSpace, 'projects', owner], ['trains']];
  switch (kind) {
    case 'space':
      return [['spaces', name]];
    case 'user role':
      return [['roles', name]];
    case 'user':
      return [
        ['people', 'users', name],
        ['people', 'serviceAccounts', name],
      ];
    case 'team':
      return [['teams', name]];
    case 'team role':
      return [
        ['teams', owner, 'roles', part.replace(/ \(\d+\)$/, '')],
        ['teams', owner],
      ];
    case 'project group':
      return [[...inSpace, 'projectGroups', name], inSpace];
    case 'tenant':
    case 'tenant variables':
      return [[...inSpace, 'tenants', name]];
    case 'channel':
      return [
        [...inSpace, 'projects', owner, 'channels', part],
        [...inSpace, 'projects', owner],
      ];
    case 'runbook':
    case 'runbook process':
    case 'published runbook':
      return [[...inSpace, 'projects', owner, 'runbooks', part]];
    default:
      return [[...inSpace, 'projects', name]];
  }
}

/** The keys below a thing that a field is written under, as far as they can be told from its words. */
function wordsOfField(kind: ItemKind | 'agent', field: string): readonly string[] {
  const [, name = field, scope] = /^(.*?)(?: \(([^()]*)\))?(?:, \w+)?$/.exec(field) ?? [];
  const scoped = scope === undefined ? [] : [scope];
  switch (kind) {
    case 'library variables':
    case 'project variables':
      return ['variables', name, ...scoped];
    case 'tenant variables':
      return ['values', ...name.split(' / '), ...scoped];
    case 'deployment process':
    case 'runbook process':
      return ['process', ...field.split(': ')];
    default:
      return [camelCase(field)];
  }
}

function camelCase(words: string): string {
  return words.toLowerCase().replaceAll(/[ -](\w)/g, (_, letter: string) => letter.toUpperCase());
}
