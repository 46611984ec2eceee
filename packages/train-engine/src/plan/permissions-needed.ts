import type { Plan, Ref } from './plan.ts';

/** Something that the train's account must be allowed to do for a plan to come to its end. */
export interface PermissionNeeded {
  /** As the server calls it. [docs] */
  readonly permission: string;
  readonly space: Ref;
  readonly project: Ref;
  readonly environment: Ref | null;
  readonly tenant: Ref | null;
}

/** What a plan needs to be allowed, so that it is known before the first car moves; each once. */
export function permissionsNeeded(plan: Plan): readonly PermissionNeeded[] {
  const needed = plan.cars.flatMap((car): PermissionNeeded[] => {
    const { space, project } = car;
    const stops = plan.stops.filter((stop) => stop.car === car.id && stop.action === 'deploy');
    if (stops.length === 0) return [];
    const everywhere = { space, project, environment: null, tenant: null };
    return [
      ...(car.releaseId === null ? [{ permission: 'ReleaseCreate', ...everywhere }] : []),
      ...(car.smoke.length > 0 ? [{ permission: 'DefectReport', ...everywhere }] : []),
      ...stops.map(({ environment, tenant }) => ({
        permission: 'DeploymentCreate',
        space,
        project,
        environment,
        tenant,
      })),
    ];
  });
  const { approvals } = plan;
  const asked = approvals ? plan.gates.filter((gate) => gate.through === 'runbook') : [];
  const asking = asked.flatMap(({ environment }): PermissionNeeded[] => {
    const id = approvals?.environments[environment.name];
    if (!approvals || id === undefined) return [];
    const { space, project } = approvals;
    return [
      { permission: 'RunbookRunCreate', space, project, environment: { id, name: environment.name }, tenant: null },
    ];
  });
  const key = (each: PermissionNeeded) =>
    [each.permission, each.space.id, each.project.id, each.environment?.id, each.tenant?.id].join(' ');
  return [...new Map([...needed, ...asking, ...keeping(plan)].map((each) => [key(each), each])).values()];
}

/** A run that deploys something is kept on the server, and holds a lock there. */
function keeping({ record, stops }: Plan): readonly PermissionNeeded[] {
  if (!record || stops.every((stop) => stop.action === 'unchanged')) return [];
  const { space, project } = record;
  return ['ReleaseCreate', 'VariableViewUnscoped', 'VariableEdit', 'VariableEditUnscoped'].map((permission) => ({
    permission,
    space,
    project,
    environment: null,
    tenant: null,
  }));
}
