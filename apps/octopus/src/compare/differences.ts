import type { Content, Json } from '../session/session.ts';
import { isList, nameOf, parentOf, type Seen, type Shape, shapeOf } from './shape.ts';

/** The kinds of difference; `--ignore` names them. */
export const differenceKinds = ['status', 'content', 'missing', 'extra', 'link', 'type', 'value', 'paging'] as const;

export type DifferenceKind = (typeof differenceKinds)[number];

/** Where two answers to the same request differ. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Field of the answer; '' for the answer as a whole. */
  readonly path: string;
  readonly server: string;
  readonly emulator: string;
}

/** An answer, as far as it is compared. */
export interface Answered {
  readonly status: number;
  readonly content: Content;
}

/** Fields whose texts are words of the API: the same request is answered with the same word. */
const wordFields: ReadonlySet<string> = new Set([
  'ActionType',
  'AuthenticationType',
  'CommunicationMode',
  'CommunicationStyle',
  'Condition',
  'ContentType',
  'DebugMode',
  'DefaultGuidedFailureMode',
  'DeploymentFreezeStatus',
  'EndType',
  'EndpointType',
  'FeedType',
  'FilterType',
  'GuidedFailureMode',
  'HealthCheckType',
  'MonthlyScheduleType',
  'MultiTenancyMode',
  'PackageRequirement',
  'ProcessType',
  'ScopeType',
  'ScopingStrategy',
  'ServiceAccountType',
  'SkipMachineBehavior',
  'StartTrigger',
  'Strategy',
  'TenantedDeploymentMode',
  'TenantedDeploymentParticipation',
  'Type',
  'Unit',
  'VariableType',
  'WorkerPoolType',
]);
/** Fields that are null or not as time passes, whoever answers. */
const passing =
  /(Time|TimeExpiry|Date|On|At|Ended|Started|Duration|Completed|Assembled|Created|Modified|Expires|EstimatedRemaining|By|Hint|Message|Notes|Result|ResponsibleUserId)$/;
const pagingFields = ['ItemsPerPage', 'TotalResults', 'NumberOfPages', 'LastPageNumber'] as const;

/** Everything in which the answers differ but for what must: ids, times and texts that people chose. */
export function differencesOf(server: Answered, emulator: Answered): Difference[] {
  if (server.status !== emulator.status) {
    return [{ kind: 'status', path: '', server: `${server.status}`, emulator: `${emulator.status}` }];
  }
  const told = [server, emulator].map(({ content }) => kindOf(content));
  const [ofServer = '', ofEmulator = ''] = told;
  if (ofServer !== ofEmulator) return [{ kind: 'content', path: '', server: ofServer, emulator: ofEmulator }];
  const [one, other] = [jsonOf(server.content), jsonOf(emulator.content)];
  if (one === undefined || other === undefined) return [];
  return [...pagingDifferences(one, other), ...shapeDifferences(shapeOf(one), shapeOf(other))];
}

function shapeDifferences(server: Shape, emulator: Shape): Difference[] {
  const found: Difference[] = [];
  for (const [path, seen] of server) {
    const beside = emulator.get(path);
    if (beside === undefined) {
      if (fieldIsAbsent(path, emulator)) found.push(absence(path, 'missing', seen));
    } else found.push(...valueDifferences(path, seen, beside));
  }
  for (const [path, seen] of emulator) {
    if (!server.has(path) && fieldIsAbsent(path, server)) found.push(absence(path, 'extra', seen));
  }
  return found;
}

/** An item of an empty list is not absent, nor a field of an object that is not there. */
function fieldIsAbsent(path: string, from: Shape): boolean {
  return !/(\[\]|\{\})$/.test(path) && (from.get(parentOf(path))?.objects ?? 0) > 0;
}

function absence(path: string, kind: 'missing' | 'extra', seen: Seen): Difference {
  const isLink = /(^|\.)Links(\{\})?\./.test(path);
  const [server, emulator] = kind === 'missing' ? [typesOf(seen), 'none'] : ['none', typesOf(seen)];
  return { kind: isLink ? 'link' : kind, path, server, emulator };
}

function valueDifferences(path: string, server: Seen, emulator: Seen): Difference[] {
  const name = nameOf(path);
  const [one, other] = [server, emulator].map(({ types }) => [...types].filter((type) => type !== 'null'));
  const differ = { path, server: typesOf(server), emulator: typesOf(emulator) };
  if (one === undefined || other === undefined) return [];
  if (one.length === 0 || other.length === 0) {
    return one.length === other.length || passing.test(name) || path.includes('[]')
      ? []
      : [{ kind: 'type', ...differ }];
  }
  if (!one.some((type) => other.includes(type))) return [{ kind: 'type', ...differ }];
  if (!wordFields.has(name) || server.words.size === 0 || emulator.words.size === 0) return [];
  const shared = [...server.words].some((word) => emulator.words.has(word));
  return shared ? [] : [{ kind: 'value', path, server: listed(server.words), emulator: listed(emulator.words) }];
}

function pagingDifferences(server: Json, emulator: Json): Difference[] {
  const [one, other] = [pageOf(server), pageOf(emulator)];
  if (one === undefined || other === undefined) return [];
  return pagingFields.flatMap((path): Difference[] => {
    const numbers = [one[path], other[path]];
    const comparable = numbers.every((number) => typeof number === 'number');
    return comparable && numbers[0] !== numbers[1]
      ? [{ kind: 'paging', path, server: `${numbers[0]}`, emulator: `${numbers[1]}` }]
      : [];
  });
}

function pageOf(value: Json): { readonly [name: string]: Json } | undefined {
  return value !== null && typeof value === 'object' && !isList(value) && 'ItemsPerPage' in value ? value : undefined;
}

function kindOf(content: Content): string {
  if (content === null) return 'nothing';
  return 'json' in content ? 'JSON' : (content.type.split(';')[0] ?? '').trim() || 'bytes';
}

function jsonOf(content: Content): Json | undefined {
  return content !== null && 'json' in content ? content.json : undefined;
}

function typesOf({ types }: Seen): string {
  return [...types].sort().join(' or ');
}

function listed(words: ReadonlySet<string>): string {
  return [...words].sort().join(', ');
}
