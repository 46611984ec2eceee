import type {
  Channel,
  DeploymentProcess,
  Environment,
  Feed,
  GitCredential,
  LibraryVariableSet,
  Lifecycle,
  Project,
  ProjectGroup,
  Runbook,
  RunbookProcess,
  ScopedUserRole,
  Space,
  TagSet,
  Team,
  Tenant,
  TenantVariables,
  User,
  UserRole,
  VariableSet,
} from '@octotrain/octopus-client';
import type { Address } from '../kinds/item.ts';
import { keyOf } from '../kinds/item.ts';
import type { Names } from '../kinds/refs.ts';
import type { Observed } from '../read/observed.ts';
import { createRegistry } from '../read/registry.ts';

/** What the server answers for each kind of thing. */
interface Documents {
  space: Space;
  'user role': UserRole;
  user: User;
  team: Team;
  'team role': ScopedUserRole;
  environment: Environment;
  lifecycle: Lifecycle;
  'git credential': GitCredential;
  feed: Feed;
  'tag set': TagSet;
  'project group': ProjectGroup;
  'library variable set': LibraryVariableSet;
  'library variables': VariableSet;
  project: Project;
  channel: Channel;
  runbook: Runbook;
  tenant: Tenant;
  'deployment process': DeploymentProcess;
  'runbook process': RunbookProcess;
  'project variables': VariableSet;
  'tenant variables': TenantVariables;
}

/** Kinds that a lab is made from; a published runbook is made from others. */
type SourceKind = keyof Documents;

/** One document with its name. */
interface Sourced<Doc> {
  readonly name: string;
  readonly document: Doc;
  /** Every server has it. */
  readonly isBuiltIn: boolean;
}

/** Why something of a server is not in a file, or not all of it. */
export interface LeftOut {
  readonly kind: string;
  readonly space?: string;
  readonly name: string;
  readonly reason: string;
}

/** What a server holds, by kind and place, and the names of its ids. */
export interface Source {
  all<Kind extends SourceKind>(kind: Kind, space?: string): readonly Sourced<Documents[Kind]>[];
  one<Kind extends SourceKind>(kind: Kind, name: string, space?: string): Documents[Kind] | undefined;
  readonly nameOf: Names;
  leaveOut(note: LeftOut): void;
  readonly leftOut: readonly LeftOut[];
}

/** Makes what was read easy to ask. */
export function createSource(observed: Observed): Source {
  const places = new Map<string, Sourced<unknown>[]>();
  const single = new Map<string, unknown>();
  const placeOf = (kind: string, space = '') => `${kind}|${space}`.toLowerCase();
  for (const { address, document, isBuiltIn } of observed.found) {
    const place = placeOf(address.kind, address.space);
    const list = places.get(place) ?? [];
    places.set(place, list);
    list.push({ name: address.name, document, isBuiltIn });
    single.set(keyOf(address), document);
  }
  const leftOut: LeftOut[] = [];
  return {
    // What was found under a kind was read as that kind.
    all: <Kind extends SourceKind>(kind: Kind, space?: string) =>
      (places.get(placeOf(kind, space)) ?? []) as Sourced<Documents[Kind]>[],
    one: <Kind extends SourceKind>(kind: Kind, name: string, space?: string) => {
      const address: Address = { kind, name, ...(space === undefined ? {} : { space }) };
      return single.get(keyOf(address)) as Documents[Kind] | undefined;
    },
    nameOf: createRegistry(observed.ids).nameOf,
    leaveOut: (note) => leftOut.push(note),
    leftOut,
  };
}
