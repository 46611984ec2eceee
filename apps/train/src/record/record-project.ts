import { type Lab, releaseTrainsLab } from '@octotrain/lab-config';
import type { Lifecycle, OctopusClient } from '@octotrain/octopus-client';
import { ask } from '../server/asking.ts';

export type RecordPlanning =
  | { readonly ok: true; readonly lab: Lab; readonly space: string; readonly teams: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** What it takes to keep the record of trains in a space that is there: the project, as a lab of nothing else. */
export async function planRecordProject(
  { api }: OctopusClient,
  name: string,
  teams: readonly string[],
): Promise<RecordPlanning> {
  const { data: spaces } = await ask(() => api.GET('/api/spaces/all'));
  const space = spaces.find((each) => each.Name.toLowerCase() === name.toLowerCase() || each.Id === name);
  if (!space) {
    const names = spaces.map(({ Name }) => Name).join(', ');
    return { ok: false, message: `no space \`${name}\` on the server`, hint: `this account sees: ${names}` };
  }
  const params = { path: { spaceId: space.Id } };
  const [lifecycles, groups] = await Promise.all([
    ask(() => api.GET('/api/{spaceId}/lifecycles/all', { params })),
    ask(() => api.GET('/api/{spaceId}/projectgroups/all', { params })),
  ]);
  const still = lifecycles.data.filter(deploysNothing);
  const lifecycle = still.find(({ Name }) => Name === 'Default Lifecycle') ?? still[0];
  const group = groups.data.find(({ Name }) => Name === 'Default Project Group') ?? groups.data[0];
  if (!lifecycle || !group) {
    return {
      ok: false,
      message: `every lifecycle of ${space.Name} deploys by itself, which would deploy the record of every run`,
      hint: `add a lifecycle without automatic phases to ${space.Name}`,
    };
  }
  const known = { name: space.Name, description: space.Description ?? '', isDefault: space.IsDefault };
  const lab = releaseTrainsLab({ space: known, group: group.Name, lifecycle: lifecycle.Name, teams });
  return { ok: true, lab, space: space.Name, teams };
}

function deploysNothing({ Phases }: Lifecycle): boolean {
  return Phases.every((phase) => phase.AutomaticDeploymentTargets.length === 0);
}
