import { writeComment } from '@octotrain/train-engine';
import { requester } from './catalogue.ts';
import { deploymentsOf, isAt } from './history.ts';
import { type SimFault, version } from './scenario.ts';
import type { JudgedWorld } from './world.ts';

type Forged = Extract<SimFault, { kind: 'forged' }>;

/** Somebody who copies a token: posts a deployment with it where the train has not come yet, as soon as the server lets them. */
export function makeForgers(world: JudgedWorld): { look(): void } {
  const left = new Set(world.scenario.faults.filter((each): each is Forged => each.kind === 'forged'));
  return {
    look() {
      for (const each of left) {
        if (world.server.clock.now() < world.startedMs + each.atMs || !isReached(world, each)) continue;
        left.delete(each);
        void forge(world, each);
      }
    },
  };
}

/** Whether the lifecycle lets a release of the car go there now, and nothing of it stands there. */
function isReached(world: JudgedWorld, fault: Forged): boolean {
  const place = placeOf(world, fault);
  if (!place) return false;
  const all = deploymentsOf(world).filter((each) => each.version === version);
  if (all.some((each) => isAt(each, place))) return false;
  const before = { ...place, environment: world.scenario.environments[place.at - 1] ?? '' };
  return place.at === 0 || all.some((each) => isAt(each, before) && each.state === 'Success');
}

function placeOf(world: JudgedWorld, fault: Forged) {
  return world.places.find(
    (each) => each.car.id === fault.car && each.environment === fault.environment && each.deploys,
  );
}

async function forge(world: JudgedWorld, fault: Forged): Promise<void> {
  const place = placeOf(world, fault);
  const stop = world.plan.stops.find(
    (each) =>
      each.car === fault.car &&
      each.environment.name === fault.environment &&
      (each.tenant?.name ?? null) === place?.tenant,
  );
  const store = world.server.store();
  const release = store
    .all('Releases')
    .find((each) => each.Version === version && store.get('Projects', each.ProjectId)?.Name === place?.project);
  if (!stop || !release) return;
  const run = [...world.runs.keys()][0];
  if (run === undefined) return;
  const { planHash } = world;
  const token = { run, car: fault.car, try: 1, plan: planHash, by: requester, head: 'copied' };
  const { ok } = await world.server.ask('admin', 'POST', `/api/${release.SpaceId}/deployments`, {
    ReleaseId: release.Id,
    EnvironmentId: stop.environment.id,
    ...(stop.tenant ? { TenantId: stop.tenant.id } : {}),
    Comments: writeComment('Copied.', token),
  });
  world.say(`somebody copies the token of ${stop.id}${ok ? '' : ', and is refused'}`);
}
