import { finpayDeployAddress } from '@octotrain/lab-config';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  programGit,
  type State,
  virtualClock,
} from '@octotrain/octopus-emulator';
import { fridayMorning } from '../support/friday-world.ts';

const startMs = Date.parse('2026-11-27T15:00:00Z');

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** Parsed where it is JSON; nothing where it is empty. */
  readonly body: unknown;
}

/** Sends one request; a key of null is none. The administrator's key is meant when none is said. */
export type Ask = (method: string, path: string, body?: unknown, key?: null) => Promise<Answer>;

/** FinPay with one of everything: beside Friday morning also a tenant, a run of a runbook, a defect and an open question. */
export interface ContractWorld {
  /** A server of its own in that world; what is changed there is seen by nobody else. Time stands still in it. */
  open(): Promise<Ask>;
  /** The server itself, for who wants more of it than answers. */
  start(options?: Partial<EmulatorOptions>): Promise<Emulator>;
}

export async function createContractWorld(): Promise<ContractWorld> {
  const { state, repository } = await fridayMorning();
  const git = programGit({ [finpayDeployAddress]: repository });
  async function start(from: State): Promise<{ ask: Ask; settle(): Promise<void>; snapshot(): State }> {
    const clock = virtualClock(startMs);
    const emulator = await createEmulator({ state: from, clock, git });
    return {
      ask: askerOf(emulator.fetch, emulator.administratorKey),
      async settle() {
        for (let turns = 0; turns < 20; turns++) {
          clock.advance(30_000);
          await emulator.world.background.settled();
        }
      },
      snapshot: emulator.snapshot,
    };
  }
  const { ask, settle, snapshot } = await start(state);
  await furnish(ask);
  await settle();
  const furnished = withOldEvents(snapshot());
  return {
    open: async () => (await start(furnished)).ask,
    start: (options) => createEmulator({ state: furnished, clock: virtualClock(startMs), git, ...options }),
  };
}

/** No time passes in this world, so its log has a file of old events from the start. */
function withOldEvents(state: State): State {
  const archive = { Id: 'eventarchive-2026-01-01.jsonl', CreatedDate: '2026-04-01T00:00:00.000+00:00', Lines: ['{}'] };
  return { ...state, documents: { ...state.documents, EventArchives: [archive] } };
}

/** Asks a server with the administrator's key. */
export function askerOf(fetch: (request: Request) => Promise<Response>, administratorKey: string): Ask {
  return async (method, path, body, key) => {
    const headers = new Headers({ 'content-type': 'application/json' });
    if (key !== null) headers.set('x-octopus-apikey', administratorKey);
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(new Request(`http://octopus.invalid${path}`, init));
    const contentType = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const isJson = contentType.startsWith('application/json');
    return { status: response.status, contentType, body: text === '' ? undefined : isJson ? JSON.parse(text) : text };
  };
}

async function furnish(ask: Ask): Promise<void> {
  const space = await payments(ask);
  const [development, staging, production] = await items(ask, `${space}/environments`);
  const releases = await items(ask, `${space}/releases`);
  const runbooks = await items(ask, `${space}/runbooks`);
  const runbook = runbooks.find(({ Name }) => Name === 'Restart Service');
  const run = { RunbookId: runbook?.Id, RunbookSnapshotId: runbook?.PublishedRunbookSnapshotId };
  // Of the two projects, the one without this runbook asks people before it goes to production.
  const release = releases.find(({ ProjectId }) => ProjectId !== runbook?.ProjectId);
  await must(ask, 'POST', `${space}/tenants`, { Name: 'Acme' });
  await must(ask, 'POST', `${space}/tagsets`, { Name: 'Region' });
  const [pool] = await items(ask, `${space}/workerpools`);
  const tentacle = { CommunicationStyle: 'TentaclePassive', Uri: 'https://worker:10933/', Thumbprint: 'AB' };
  await must(ask, 'POST', `${space}/workers`, { Name: 'worker', WorkerPoolIds: [pool?.Id], Endpoint: tentacle });
  await must(ask, 'POST', `${space}/projecttriggers`, {
    Name: 'Nightly',
    ProjectId: runbook?.ProjectId,
    IsDisabled: true,
    Filter: { FilterType: 'OnceDailySchedule', StartTime: '2026-11-27T02:00:00.000Z', DaysOfWeek: [] },
    Action: { ActionType: 'DeployLatestRelease', DestinationEnvironmentId: production?.Id },
  });
  await must(ask, 'POST', `${space}/approvalpolicies`, {
    Name: 'Two of us',
    ScopingStrategy: 'Id',
    IdScopes: [{ ProjectId: release?.ProjectId, EnvironmentIds: [staging?.Id] }],
    MinimumApproversRequired: 2,
    AllowSelfApproval: true,
  });
  await must(ask, 'POST', `${space}/deployments`, { ReleaseId: release?.Id, EnvironmentId: staging?.Id });
  const [task] = await items(ask, `${space}/tasks`);
  await must(ask, 'POST', `${space}/artifacts`, { Filename: 'notes.txt', ServerTaskId: task?.Id });
  await must(ask, 'POST', `${space}/runbookRuns`, { ...run, EnvironmentId: development?.Id });
  await must(ask, 'POST', `${space}/deployments`, { ReleaseId: release?.Id, EnvironmentId: production?.Id });
}

/** Path of the space that has runbooks. */
export async function payments(ask: Ask): Promise<string> {
  const spaces = await items(ask, '/api/spaces');
  return `/api/${spaces.find(({ Name }) => Name === 'Payments')?.Id}`;
}

export type Item = Readonly<Record<string, unknown>>;

/** The documents of a collection, paged or whole. */
export async function items(ask: Ask, path: string): Promise<readonly Item[]> {
  const { status, body } = await ask('GET', path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
  return Array.isArray(body) ? body : Object(body).Items;
}

/** Sends what has to succeed, and gives what was answered. */
export async function must(ask: Ask, method: string, path: string, body?: unknown): Promise<Item> {
  const answer = await ask(method, path, body);
  if (answer.status >= 300)
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return Object(answer.body);
}
