import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { applyPlan, planLab } from '@octotrain/lab-apply';
import type { OctopusClient } from '@octotrain/octopus-client';
import type { Connection } from '../connect/connection.ts';
import type { TrainContext } from '../connect/edges.ts';
import { approvalTeams } from '../record/approval-teams.ts';
import { findTrainRecord, recordProjectName } from '../record/find-record.ts';
import { planRecordProject } from '../record/record-project.ts';
import { agree } from './agree.ts';
import { type Desk, desk } from './desk.ts';
import type { Or } from './prepare.ts';
import { withServer } from './with-server.ts';

export interface InitFlags {
  readonly space: string;
  readonly team?: readonly string[];
  readonly yes: boolean;
  readonly state?: string;
}

/** `init --space SPACE`: makes the project that keeps runs, locks and approvals of trains. What is there already stays. */
export async function init(this: TrainContext, flags: InitFlags): Promise<void> {
  const at = desk(this, flags);
  this.setExitCode(await withServer(at, { fresh: false }, (connection) => setUp(at, connection, flags)));
}

async function setUp(at: Desk, connection: Connection, flags: InitFlags): Promise<ExitCode> {
  const { client } = connection;
  const record = await findTrainRecord(client.api);
  if (connection.rehearsal && record) {
    at.say(`the rehearsed server has the project ${recordProjectName} in ${record.space.name} already`);
    return exitCodes.done;
  }
  if (record && record.space.name.toLowerCase() !== flags.space.toLowerCase() && record.space.id !== flags.space) {
    at.say(`the project ${recordProjectName} is in space ${record.space.name} already: trains use that one`);
    at.say(`complete it there:  pnpm train init --space "${record.space.name}"`);
    return exitCodes.usage;
  }
  const known = record ? await approvalTeams(client, record) : [];
  const teams = await namedTeams(at, client, flags.team ?? []);
  if (!teams.ok) return teams.exit;
  const planning = await planRecordProject(client, flags.space, [...new Set([...known, ...teams.value])]);
  if (!planning.ok) {
    at.say(`${planning.message}\n${planning.hint}`);
    return exitCodes.failed;
  }
  const { lab } = planning;
  const plan = await planLab({ client, lab });
  if (plan.writes.length === 0) {
    at.print(`${recordProjectName} stands in ${planning.space} as trains need it`);
    tellNeeds(at, planning.space, planning.teams);
    return exitCodes.done;
  }
  for (const { change } of plan.writes)
    at.print(`${change.action === 'create' ? '+' : '~'} ${change.kind} ${change.name}`);
  if (!flags.yes) {
    const agreed = await agree(at, `Make this in ${planning.space}?`);
    if (!agreed.ok) return agreed.exit;
  }
  const result = await applyPlan({ client, plan, secrets: { env: () => undefined, file: () => undefined } });
  if (!result.ok) {
    at.say(`not all of it could be made:\n  ${result.problems.map(({ message }) => message).join('\n  ')}`);
    at.say('mend it and give the same command again: it goes on where it stands');
    return exitCodes.failed;
  }
  at.print(`${recordProjectName} stands in ${planning.space}: runs and locks of trains are kept there`);
  tellNeeds(at, planning.space, planning.teams);
  return exitCodes.done;
}

/** Teams by the names that the server has for them. */
async function namedTeams(at: Desk, client: OctopusClient, wanted: readonly string[]): Promise<Or<readonly string[]>> {
  const { data } = await client.api.GET('/api/teams/all');
  const names = wanted.map((name) => data.find((team) => team.Name.toLowerCase() === name.toLowerCase())?.Name ?? null);
  const unknown = wanted.filter((_, index) => names[index] === null);
  if (unknown.length === 0) return { ok: true, value: names.flatMap((name) => name ?? []) };
  at.say(
    `no team ${unknown.map((name) => `\`${name}\``).join(', ')} on the server; there are: ${data.map(({ Name }) => Name).join(', ')}`,
  );
  return { ok: false, exit: exitCodes.usage };
}

function tellNeeds(at: Desk, space: string, teams: readonly string[]): void {
  at.say(
    `the account that trains run under needs there: ReleaseCreate, RunbookRunCreate, VariableView, VariableViewUnscoped, VariableEdit, VariableEditUnscoped and TaskCancel for ${space}/${recordProjectName}`,
  );
  at.say(
    teams.length > 0
      ? `it can ask for approval: ${teams.join(', ')}`
      : `it can ask nobody for approval yet:  pnpm train init --space "${space}" --team "TEAM"`,
  );
}
