import { allowedEnvironments } from './lifecycle-judge.ts';
import { environmentCount } from './plan.ts';
import type { Observer, Step, Walk } from './walk.ts';

/** Whatever is deployed, by people or by the server itself, goes where the lifecycle lets it; and what it lets is granted. */
export function lifecycleIsKept(): Observer {
  const judged = new Set<string>();

  function judgeNew(walk: Walk): void {
    for (const deployment of walk.server.emulator.world.store.all('Deployments')) {
      if (judged.has(deployment.Id)) continue;
      judged.add(deployment.Id);
      const { ReleaseId, EnvironmentId, TenantId, Created } = deployment;
      const allowed = allowedFor(walk, { releaseId: ReleaseId, tenantId: TenantId, atMs: Date.parse(Created) });
      const environment = walk.server.environments.indexOf(EnvironmentId);
      if (!allowed.has(environment)) {
        throw new Error(`${deployment.Id} of ${ReleaseId} went to environment ${environment}, not to ${[...allowed]}`);
      }
    }
  }

  return {
    moved: judgeNew,
    after(walk, step) {
      judgeNew(walk);
      const { command, answer } = step;
      if (command.do !== 'deploy' || answer === undefined) return;
      const release = walk.releases[command.release % walk.releases.length];
      const tenantId = walk.server.tenants[command.tenant] ?? null;
      const allowed = allowedFor(walk, { releaseId: release?.id ?? '', tenantId, atMs: step.nowMs });
      const granted = answer.status === 201;
      if (granted === allowed.has(command.environment)) return;
      throw new Error(`${release?.id} to ${command.environment}: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
  };
}

function allowedFor(
  walk: Walk,
  asked: { releaseId: string; tenantId: string | null; atMs: number },
): ReadonlySet<number> {
  const { server, plan, releases } = walk;
  const { store } = server.emulator.world;
  const release = releases.find(({ id }) => id === asked.releaseId);
  const succeeded = store
    .all('Deployments')
    .filter(({ ReleaseId, TenantId }) => ReleaseId === asked.releaseId && TenantId === asked.tenantId)
    .filter(({ TaskId }) => {
      const task = store.get('ServerTasks', TaskId);
      return task?.State === 'Success' && Date.parse(task.CompletedTime ?? '') <= asked.atMs;
    })
    .map(({ EnvironmentId }) => server.environments.indexOf(EnvironmentId));
  return allowedEnvironments({
    phases: plan.lifecycles[release?.lifecycle ?? 0] ?? [],
    environmentCount,
    succeeded: new Set(succeeded),
    isBlocked: release?.isBlocked ?? false,
  });
}

const cap = 5;
/** More than any walk needs: a server that never comes to rest moves on for ever. */
const mostMoves = 5_000;

/** At most five tasks at a time, never two of one project, environment and tenant; each ends, or waits for somebody. */
export function queueIsKept(): Observer {
  let moves = 0;

  function check({ server }: Walk): void {
    const running = server.emulator.world.store
      .all('ServerTasks')
      .filter(({ State }) => State === 'Executing' || State === 'Cancelling');
    if (running.length > cap) throw new Error(`${running.length} tasks run at once`);
    const places = running.map((task) => `${task.ProjectId} in ${task.EnvironmentId} for ${task.TenantId}`);
    const twice = places.find((place, index) => places.indexOf(place) < index);
    if (twice !== undefined) throw new Error(`two tasks run at once of ${twice}`);
  }

  return {
    moved(walk) {
      moves += 1;
      if (moves > mostMoves) throw new Error('the server never comes to rest');
      check(walk);
    },
    after: check,
    end({ server }) {
      const left = server.emulator.world.store
        .all('ServerTasks')
        .filter(({ State }) => State === 'Queued' || State === 'Executing' || State === 'Cancelling')
        .filter(({ HasPendingInterruptions }) => !HasPendingInterruptions);
      if (left.length > 0) throw new Error(`${left.map(({ Id, State }) => `${Id} is ${State}`)} after a day`);
    },
  };
}

/** Every change that is granted has one event, which names what was changed first; a refusal has none. */
export function everyChangeIsTold(): Observer {
  let told = new Set<string>();
  const idsOf = ({ server }: Walk) => new Set(server.emulator.world.store.all('Events').map(({ Id }) => Id));

  return {
    before(walk) {
      told = idsOf(walk);
    },
    after(walk, step) {
      const changed = changedBy(walk, step);
      if (changed === undefined) return;
      const { emulator } = walk.server;
      const fresh = emulator.world.store.all('Events').filter(({ Id }) => !told.has(Id));
      const about = fresh.filter(({ RelatedDocumentIds }) => RelatedDocumentIds[0] === changed.id);
      if (changed.isGranted ? about.length === 1 : fresh.length === 0) return;
      const lines = fresh.map(({ Category, Message }) => `${Category} ${Message}`);
      throw new Error(`${JSON.stringify(step.command)} of ${changed.id}, ${changed.isGranted}: ${lines.join('; ')}`);
    },
  };
}

/** What a command changed or would have changed; nothing where it is no change of one document, or was not sent. */
function changedBy(walk: Walk, { command, answer }: Step): { id: string; isGranted: boolean } | undefined {
  if (answer === undefined) return undefined;
  const isGranted = answer.status < 300;
  const own = String(Object(answer.body).Id);
  switch (command.do) {
    case 'release':
    case 'deploy':
    case 'group':
    case 'rename':
      return { id: own, isGranted };
    case 'defect':
    case 'resolve':
      return { id: walk.releases[command.release % walk.releases.length]?.id ?? '', isGranted };
    default:
      return undefined;
  }
}
