import { createEmulator, type Emulator, type State, virtualClock } from '@octotrain/octopus-emulator';
import { diceOf } from './dice.ts';

export const spaceNames = ['Payments', 'Merchants', 'Platform'] as const;
export const environmentNames = ['Development', 'Staging', 'Production'] as const;
export const tenantNames = ['Acme', 'Bolt', 'Coda'] as const;
/** Who may answer for a team; `alex` asks for the trains, too. */
export const teams: Readonly<Record<string, readonly string[]>> = {
  'Risk Team': ['rita', 'ravi', 'alex'],
  'Change Board': ['cora', 'alex'],
};
export const account = 'train-bot';
export const requester = 'alex';
export const stranger = 'olga';

type Tenancy = 'Untenanted' | 'TenantedOrUntenanted' | 'Tenanted';

/** A kind of project: each space has one of each. */
export interface ProjectKind {
  /** Its lifecycle deploys Development by itself. */
  readonly automatic: boolean;
  readonly tenancy: Tenancy;
  /** Its process asks the Risk Team in Production. */
  readonly asks: boolean;
}

export const projectKinds: readonly ProjectKind[] = [true, false].flatMap((automatic) =>
  (['Untenanted', 'TenantedOrUntenanted', 'Tenanted'] as const).flatMap((tenancy) =>
    [true, false].map((asks) => ({ automatic, tenancy, asks })),
  ),
);

/** A project's name says all about it; unique on the server. */
export function projectName(space: string, kind: ProjectKind): string {
  const tenancy = { Untenanted: 'plain', TenantedOrUntenanted: 'mixed', Tenanted: 'tenanted' }[kind.tenancy];
  return [space.toLowerCase(), kind.automatic ? 'auto' : 'manual', tenancy, ...(kind.asks ? ['asking'] : [])].join('-');
}

/** The server that every simulation starts from: three spaces with a project of each kind, people, and the approval runbook. */
export interface Catalogue {
  readonly state: State;
  readonly startMs: number;
  keyOf(username: string): string;
}

const startMs = Date.parse('2026-03-02T09:00:00Z');
let made: Promise<Catalogue> | undefined;

export function catalogue(): Promise<Catalogue> {
  made ??= makeCatalogue();
  return made;
}

interface Thing {
  readonly Id: string;
  readonly Name: string;
  readonly Version: number;
  readonly DeploymentProcessId: string;
  readonly VariableSetId: string;
  readonly RunbookProcessId: string;
}

type Send = (method: string, path: string, body?: unknown) => Promise<Thing>;

async function makeCatalogue(): Promise<Catalogue> {
  const dice = diceOf('catalogue');
  const random = {
    integer: dice.integer,
    uuid: () => `00000000-0000-4000-8000-${String(dice.integer(1e9)).padStart(12, '0')}`,
  };
  const emulator = await createEmulator({ clock: virtualClock(startMs), random });
  const send = sender(emulator);
  const spaces = new Map<string, string>();
  for (const name of spaceNames) {
    const space = await send('POST', '/api/spaces', { Name: name, SpaceManagersTeams: ['teams-administrators'] });
    spaces.set(name, space.Id);
  }
  const teamIds = await makePeople(send, [...spaces.values()]);
  for (const [name, id] of spaces) await fillSpace(send, { name, id, riskTeam: teamIds.get('Risk Team') ?? '' });
  await makeApprovals(send, spaces.get('Platform') ?? '', teamIds);
  const keys = new Map(emulator.world.store.all('MintedKeys').map((each) => [each.Username, each.Key]));
  return { state: emulator.snapshot(), startMs, keyOf: (username) => keys.get(username) ?? '' };
}

function sender(emulator: Emulator): Send {
  return async (method, path, body) => {
    const headers = { 'X-Octopus-ApiKey': emulator.administratorKey };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await emulator.fetch(new Request(`http://octopus${path}`, init));
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    // A field that an answer lacks shows as a refusal of the next request.
    return JSON.parse(text) as Thing;
  };
}

async function makePeople(send: Send, spaceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const name of [account, requester, stranger, 'rita', 'ravi', 'cora']) {
    const user = await send('POST', '/api/users', { Username: name, DisplayName: name, Password: 'Password01!' });
    ids.set(name, user.Id);
  }
  const see = ['InterruptionView', 'TaskView', 'DeploymentView', 'ProjectView', 'EnvironmentView', 'ReleaseView'];
  const role = await send('POST', '/api/userroles', {
    Name: 'Answering',
    GrantedSpacePermissions: [...see, 'InterruptionViewSubmitResponsible', 'RunbookRunView', 'RunbookView'],
  });
  const team = async (name: string, members: readonly string[]) => {
    const made = await send('POST', '/api/teams', { Name: name, MemberUserIds: members.map((each) => ids.get(each)) });
    for (const SpaceId of spaceIds)
      await send('POST', '/api/scopeduserroles', { TeamId: made.Id, UserRoleId: role.Id, SpaceId });
    return made.Id;
  };
  await team('Onlookers', [stranger]);
  const admins = await send('GET', '/api/teams/teams-administrators');
  const members = [...((admins as unknown as { MemberUserIds: string[] }).MemberUserIds ?? []), ids.get(account)];
  await send('PUT', '/api/teams/teams-administrators', { ...admins, MemberUserIds: members });
  const teamIds = new Map<string, string>();
  for (const [name, people] of Object.entries(teams)) teamIds.set(name, await team(name, people));
  return teamIds;
}

async function fillSpace(send: Send, space: { name: string; id: string; riskTeam: string }): Promise<void> {
  const base = `/api/${space.id}`;
  const environments: string[] = [];
  for (const Name of environmentNames) environments.push((await send('POST', `${base}/environments`, { Name })).Id);
  const lifecycle = async (name: string, automatic: boolean) => {
    const phase = (Name: string, at: number) => ({
      Name,
      AutomaticDeploymentTargets: automatic && at === 0 ? [environments[at]] : [],
      OptionalDeploymentTargets: automatic && at === 0 ? [] : [environments[at]],
    });
    return (await send('POST', `${base}/lifecycles`, { Name: name, Phases: environmentNames.map(phase) })).Id;
  };
  const lifecycles = { manual: await lifecycle('By hand', false), automatic: await lifecycle('By itself', true) };
  const groups = (await send('GET', `${base}/projectgroups/all`)) as unknown as Thing[];
  const tenanted: string[] = [];
  for (const kind of projectKinds) {
    const project = await send('POST', `${base}/projects`, {
      Name: projectName(space.name, kind),
      ProjectGroupId: groups[0]?.Id,
      LifecycleId: kind.automatic ? lifecycles.automatic : lifecycles.manual,
      TenantedDeploymentMode: kind.tenancy,
    });
    if (kind.tenancy !== 'Untenanted') tenanted.push(project.Id);
    await setVariables(send, base, project.VariableSetId, [{ Name: 'Namespace', Value: project.Name }]);
    const asking = { Environments: [environments[2]] };
    await setSteps(send, `${base}/deploymentprocesses/${project.DeploymentProcessId}`, [
      ...(kind.asks ? [manualStep('Risk Approval', space.riskTeam, asking)] : []),
      scriptStep('Deploy'),
      scriptStep('Smoke Test'),
    ]);
  }
  const ProjectEnvironments = Object.fromEntries(tenanted.map((id) => [id, environments]));
  for (const Name of tenantNames) await send('POST', `${base}/tenants`, { Name, ProjectEnvironments });
}

async function makeApprovals(send: Send, spaceId: string, teamIds: ReadonlyMap<string, string>): Promise<void> {
  const base = `/api/${spaceId}`;
  const groups = (await send('GET', `${base}/projectgroups/all`)) as unknown as Thing[];
  const lifecycles = (await send('GET', `${base}/lifecycles/all`)) as unknown as Thing[];
  const project = await send('POST', `${base}/projects`, {
    Name: 'Release Trains',
    ProjectGroupId: groups[0]?.Id,
    LifecycleId: lifecycles[0]?.Id,
  });
  await setSteps(send, `${base}/deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Record Run')]);
  const asked = ['Team', 'Run', 'Car', 'Environment', 'Release', 'Requester', 'Plan'].map((name) => ({
    Name: `Train.${name}`,
    Value: '',
    Prompt: { Label: name, Required: false },
  }));
  await setVariables(send, base, project.VariableSetId, asked);
  const runbook = await send('POST', `${base}/runbooks`, { Name: 'Train Approval', ProjectId: project.Id });
  const steps = [...teamIds].map(([name, id]) => {
    const holds = `#{if Train.Team == "${name}"}true#{/if}`;
    return {
      ...manualStep(`Ask ${name}`, id),
      Condition: 'Variable',
      Properties: { 'Octopus.Step.ConditionVariableExpression': holds },
    };
  });
  await setSteps(send, `${base}/runbookProcesses/${runbook.RunbookProcessId}`, steps);
  const snapshot = await send('POST', `${base}/runbookSnapshots`, { RunbookId: runbook.Id, Name: 'first' });
  const found = await send('GET', `${base}/runbooks/${runbook.Id}`);
  await send('PUT', `${base}/runbooks/${runbook.Id}`, { ...found, PublishedRunbookSnapshotId: snapshot.Id });
}

async function setVariables(send: Send, base: string, id: string, Variables: readonly object[]): Promise<void> {
  const { Version } = await send('GET', `${base}/variables/${id}`);
  await send('PUT', `${base}/variables/${id}`, { Version, Variables });
}

async function setSteps(send: Send, path: string, Steps: readonly object[]): Promise<void> {
  const { Version } = await send('GET', path);
  await send('PUT', path, { Version, Steps });
}

function manualStep(Name: string, team: string, action: object = {}): object {
  const Properties = {
    'Octopus.Action.Manual.Instructions': 'May it go?',
    'Octopus.Action.Manual.ResponsibleTeamIds': team,
  };
  return { Name, Actions: [{ Name, ActionType: 'Octopus.Manual', Properties, ...action }] };
}

function scriptStep(Name: string): object {
  const Properties = {
    'Octopus.Action.RunOnServer': 'true',
    'Octopus.Action.Script.ScriptSource': 'Inline',
    'Octopus.Action.Script.Syntax': 'Bash',
    'Octopus.Action.Script.ScriptBody': 'echo done',
  };
  return { Name, Actions: [{ Name, ActionType: 'Octopus.Script', Properties }] };
}
