import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { findTenant, removeTenantFromServer, type TenantOnServer } from '@octotrain/lab-apply';
import { type Lab, loadLab, removeTenant } from '@octotrain/lab-config';
import { type OctopusClient, OctopusUnknownNameError } from '@octotrain/octopus-client';
import type { BootstrapContext } from '../context.ts';
import { type LabText, readLabText, writeLabText } from '../tenant/lab-text.ts';
import { problemLines } from '../tenant/problem-text.ts';
import { refuse, withClient } from './desk.ts';

/** What `tenant remove` is told. */
export interface TenantRemoveFlags {
  readonly space?: string;
  readonly file?: string;
  readonly withDeployments: boolean;
  readonly apply: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** A tenant that is to go, wherever it is. */
interface Removal {
  readonly name: string;
  readonly lab: LabText;
  /** The text without it; undefined when the file does not have it. */
  readonly text: string | undefined;
  readonly line: number;
  readonly onServer: TenantOnServer | undefined;
}

/** Takes a tenant away. */
export async function tenantRemove(this: BootstrapContext, flags: TenantRemoveFlags, name: string): Promise<void> {
  this.setExitCode(await remove(this, flags, name));
}

async function remove(context: BootstrapContext, flags: TenantRemoveFlags, name: string): Promise<ExitCode> {
  const usage = (text: string) => refuse(context, { text, exit: exitCodes.usage });
  if (!flags.yes && (flags.json || !context.stderr.isTTY))
    return usage('tenant remove asks before it removes, and there is nobody to ask here; say --yes');
  const read = await readLabText({ file: flags.file, cwd: context.cwd });
  if (!read.ok) return refuse(context, read);
  const lab = read.value;
  const loaded = loadLab(lab.source);
  if (!loaded.ok)
    return usage(`${lab.source.file} is wrong, and nothing was removed:\n${problemLines(loaded.problems)}`);
  const spaces = spacesWith(loaded.lab, name, flags.space);
  const [space, ...others] = spaces;
  if (others.length > 0) return usage(`${name} is a tenant of ${spaces.join(' and ')}; say --space`);
  const edited = space === undefined ? undefined : removeTenant({ ...lab.source, space, name });
  if (edited?.ok === false)
    return usage(`without ${name} the file would be wrong; nothing was removed:\n${problemLines(edited.problems)}`);
  const removal = { name, lab, text: edited?.text, line: edited?.line ?? 1, onServer: undefined };
  if (!flags.apply) return carryOut(context, flags, removal);
  return withClient(context, async (client, { live }) => {
    const candidates =
      space !== undefined
        ? [space]
        : flags.space !== undefined
          ? [flags.space]
          : loaded.lab.spaces.map((one) => one.name);
    live.hint('reading the server');
    const found = await findIn(client, candidates, name);
    live.clear();
    if (found.length > 1) return usage(`${name} is a tenant of several spaces of the server; say --space`);
    return carryOut(context, flags, { ...removal, onServer: found[0] }, client);
  });
}

async function carryOut(
  context: BootstrapContext,
  flags: TenantRemoveFlags,
  removal: Removal,
  client?: OctopusClient,
): Promise<ExitCode> {
  const { name, lab, text, line, onServer } = removal;
  const executions = (onServer?.deployments.length ?? 0) + (onServer?.runbookRuns.length ?? 0);
  if (onServer !== undefined && onServer.activeTasks.length > 0) {
    const tasks = onServer.activeTasks.join(', ');
    const reason = `nothing was removed: ${tasks} still run for ${name}; cancel them in Octopus or wait`;
    return refuse(context, { text: reason, exit: exitCodes.failed });
  }
  if (executions > 0 && !flags.withDeployments) {
    const reason = `nothing was removed: ${name} has ${counted(executions, 'deployment or run', 'deployments and runs')}; say --with-deployments to remove their records too`;
    return refuse(context, { text: reason, exit: exitCodes.failed });
  }
  if (!flags.json) context.stdout.write(`${removalText(removal)}\n`);
  if (text !== undefined || onServer !== undefined) {
    if (!flags.yes && !/^(y|yes)$/i.test((await context.ask('Remove this? [y/N] ')).trim()))
      return refuse(context, { text: 'not agreed: nothing was removed', exit: exitCodes.failed });
    // The server first: as long as the file has the tenant, a run that was killed is found to be unfinished.
    if (onServer !== undefined && client !== undefined) await removeTenantFromServer(client, onServer);
    const saved = text === undefined ? undefined : await writeLabText(lab, text);
    if (saved?.ok === false) return refuse(context, saved);
    if (!flags.json) context.stdout.write('Removed.\n');
  }
  if (flags.json) {
    const { deployments = [], runbookRuns = [] } = onServer ?? {};
    const document = {
      schema: 1,
      tenant: name,
      file: lab.source.file,
      fileChanged: text !== undefined,
      line,
      removedFromServer: onServer !== undefined,
      deployments: deployments.length,
      runbookRuns: runbookRuns.length,
    };
    context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  return exitCodes.done;
}

function removalText({ name, lab, text, line, onServer }: Removal): string {
  const file =
    text === undefined ? `${lab.source.file} has no tenant ${name}` : `- ${name} out of ${lab.source.file}:${line}`;
  if (onServer === undefined) return `${file}\n  nothing on the server`;
  const { projects, deployments, runbookRuns, machines } = onServer;
  const lines = [
    file,
    `- tenant ${onServer.name} off the server`,
    ...(projects.length > 0 ? [`    connected to ${projects.join(', ')}`] : []),
    ...(deployments.length > 0
      ? [`    ${counted(deployments.length, 'deployment', 'deployments')}: what runs in clusters goes on`]
      : []),
    ...(runbookRuns.length > 0 ? [`    ${counted(runbookRuns.length, 'run of a runbook', 'runs of runbooks')}`] : []),
    ...(machines.length > 0 ? [`    served by name: ${machines.map((one) => one.name).join(', ')}`] : []),
  ];
  return lines.join('\n');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function spacesWith({ spaces }: Lab, name: string, only: string | undefined): readonly string[] {
  const has = spaces.filter((space) => space.tenants.some((tenant) => tenant.name === name));
  return has
    .map((space) => space.name)
    .filter((space) => only === undefined || space.toLowerCase() === only.toLowerCase());
}

async function findIn(
  client: OctopusClient,
  spaces: readonly string[],
  name: string,
): Promise<readonly TenantOnServer[]> {
  const found = await Promise.all(
    spaces.map(async (space) => {
      try {
        return await findTenant({ client, space, name });
      } catch (error) {
        // A space that is not there has no tenant.
        if (error instanceof OctopusUnknownNameError) return undefined;
        throw error;
      }
    }),
  );
  return found.filter((one) => one !== undefined);
}
