import { exitCodes, renderTable } from '@octotrain/command-line';
import { readCurrent } from '@octotrain/lab-apply';
import type { Space } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import type { BootstrapContext } from '../context.ts';
import { atDesk } from './desk.ts';

/** What `tenant list` is told. */
export interface TenantListFlags {
  readonly file?: string;
  readonly json: boolean;
}

/** A tenant of the lab, and what runs for it. */
interface Listed {
  readonly tenant: string;
  readonly space: string;
  readonly tags: readonly string[];
  readonly isOnServer: boolean;
  readonly runs: readonly {
    readonly project: string;
    readonly environment: string;
    /** Null where nothing was deployed. */
    readonly release: string | null;
  }[];
}

/** Lists the tenants of the lab. */
export async function tenantList(this: BootstrapContext, flags: TenantListFlags): Promise<void> {
  await atDesk(this, flags.file, async ({ client, lab }) => {
    const spaces = lab.spaces.filter(({ tenants }) => tenants.length > 0);
    const listed = (await Promise.all(spaces.map((space) => listSpace(client, space, this.signal)))).flat();
    if (flags.json) this.stdout.write(`${JSON.stringify({ schema: 1, tenants: listed }, null, 2)}\n`);
    else
      this.stdout.write(
        listed.length === 0 ? 'The lab has no tenants.\n' : `${table(listed, this.stdout.columns ?? 80)}\n`,
      );
    return exitCodes.done;
  });
}

async function listSpace(client: OctopusClient, space: Space, signal: AbortSignal): Promise<readonly Listed[]> {
  const onServer = await client.space(space.name);
  const [projects, environments, tenants, running] = await Promise.all([
    onServer.projects.all(),
    onServer.environments.all(),
    onServer.tenants.all(),
    readCurrent({ client, spaceId: onServer.id, signal }),
  ]);
  const idOf = (documents: readonly { readonly Id: string; readonly Name: string }[], name: string) =>
    documents.find(({ Name }) => Name.toLowerCase() === name.toLowerCase())?.Id;
  return space.tenants.map((tenant) => {
    const tenantId = idOf(tenants, tenant.name);
    const runs = tenant.connections.flatMap(({ project, environments: connected }) =>
      connected.map((environment) => {
        const at = [idOf(projects, project), idOf(environments, environment), tenantId].join('|');
        const there = running.find((one) => [one.projectId, one.environmentId, one.tenantId].join('|') === at);
        return { project, environment, release: there?.version ?? null };
      }),
    );
    return { tenant: tenant.name, space: space.name, tags: tenant.tags, isOnServer: tenantId !== undefined, runs };
  });
}

function table(listed: readonly Listed[], width: number): string {
  const environments = [...new Set(listed.flatMap(({ runs }) => runs.map(({ environment }) => environment)))];
  const rows = listed.flatMap(({ tenant, tags, isOnServer, runs }) => {
    const projects = [...new Set(runs.map(({ project }) => project))];
    const first = isOnServer ? tenant : `${tenant} (not on the server)`;
    return (projects.length === 0 ? [''] : projects).map((project, at) => [
      at === 0 ? first : '',
      at === 0 ? tags.join(', ') : '',
      project,
      ...environments.map((environment) => {
        const run = runs.find((one) => one.project === project && one.environment === environment);
        return run === undefined ? '' : (run.release ?? '-');
      }),
    ]);
  });
  const columns = [
    { heading: 'Tenant', narrowTo: 12 },
    { heading: 'Tags', narrowTo: 10 },
    { heading: 'Project', narrowTo: 12 },
    ...environments.map((heading) => ({ heading })),
  ];
  return renderTable({ columns, rows, width });
}
