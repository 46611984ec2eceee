import { type Ask, type Item, items, must, payments } from './contract-world.ts';
import { type Operation, operations, resolved, type Schema } from './document.ts';

/** Who plays in the requests: an existing document of each kind, found by listing, so chosen that they belong together. */
export interface Cast {
  readonly ask: Ask;
  /** E.g. `/api/Spaces-2`. */
  readonly space: string;
  /** Id of the document of a kind. Throws when the world has none. */
  idOf(kind: string): string;
  /** A document of a kind whose collection can be listed. */
  oneOf(kind: string): Item;
  /** All of them. */
  allOf(kind: string): readonly Item[];
}

export async function castOf(ask: Ask): Promise<Cast> {
  const space = await payments(ask);
  const spaceId = space.slice('/api/'.length);
  const lists = new Map<string, readonly Item[]>();
  for (const [kind, path] of collections) {
    const listed = await ask('GET', path.replace('{spaceId}', spaceId));
    if (listed.status === 200) lists.set(kind, Array.isArray(listed.body) ? listed.body : Object(listed.body).Items);
  }
  const allOf = (kind: string) => lists.get(kind) ?? [];
  const byId = (kind: string, id: unknown) => allOf(kind).find(({ Id }) => Id === id);
  const runbook = allOf('Runbooks').find(({ Name }) => Name === 'Restart Service');
  const project = byId('Projects', runbook?.ProjectId);
  const ofProject = (kind: string) => allOf(kind).filter(({ ProjectId }) => ProjectId === project?.Id);
  const done = ofProject('Deployments').at(-1);
  const leads = new Map<string, Item | undefined>([
    ['Spaces', byId('Spaces', spaceId)],
    ['Projects', project],
    ['Runbooks', runbook],
    ['Deployments', done],
    ['Releases', byId('Releases', done?.ReleaseId)],
    ['ServerTasks', byId('ServerTasks', done?.TaskId)],
    ['Channels', ofProject('Channels')[0]],
    ['Environments', byId('Environments', done?.EnvironmentId)],
    ['Interruptions', allOf('Interruptions').find(({ IsPending }) => IsPending)],
    ['RunbookSnapshots', byId('RunbookSnapshots', runbook?.PublishedRunbookSnapshotId)],
  ]);
  const derived = new Map<string, unknown>([
    ['DeploymentProcesses', project?.DeploymentProcessId],
    ['VariableSets', project?.VariableSetId],
    ['RunbookProcesses', runbook?.RunbookProcessId],
  ]);
  function oneOf(kind: string): Item {
    const found = leads.get(kind) ?? allOf(kind)[0];
    if (found === undefined) throw new Error(`nobody plays ${kind}`);
    return found;
  }
  const users = await items(ask, '/api/users');
  const key = await must(ask, 'POST', `/api/users/${users[0]?.Id}/apikeys`, { Purpose: 'contract' });
  leads.set('Users', users[0]);
  leads.set('ApiKeys', key);
  return { ask, space, allOf, oneOf, idOf: (kind) => String(derived.get(kind) ?? oneOf(kind).Id) };
}

/** By kind: the path that lists its documents. */
const collections = new Map<string, string>(
  operations
    .filter(listsPlainly)
    .flatMap((operation) => {
      const kind = kindOf(itemsOf(operation));
      return kind === undefined ? [] : [[kind, operation.path] as const];
    })
    .reverse(),
);

function listsPlainly({ method, path }: Operation): boolean {
  return method === 'GET' && !path.replace('{spaceId}', '').includes('{') && !path.endsWith('/all');
}

function itemsOf({ responses }: Operation): Schema | undefined {
  const schema = responses['200']?.content?.['application/json']?.schema;
  if (schema === undefined) return undefined;
  const page = resolved(schema)
    .allOf?.map((part) => resolved(part).properties?.Items)
    .find((part) => part);
  return (page ?? resolved(schema)).items;
}

function kindOf(item: Schema | undefined): string | undefined {
  const id = item && resolved(item).properties?.Id;
  return id && resolved(id)['x-id-of'];
}
