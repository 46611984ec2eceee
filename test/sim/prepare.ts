import { projectName } from './catalogue.ts';
import { placesOf } from './expected.ts';
import type { Scenario, SimCar } from './scenario.ts';
import type { SimServer } from './sim-server.ts';

/** Brings the server to where the scenario begins: what stood there before was deployed by an administrator. */
export async function prepare(server: SimServer, scenario: Scenario): Promise<void> {
  for (const car of scenario.cars) if (car.before) await deployBefore(server, scenario, car);
  for (let more = true; more; ) {
    await server.quiet();
    more = server.clock.runNext();
  }
}

async function deployBefore(server: SimServer, scenario: Scenario, car: SimCar): Promise<void> {
  const project = server
    .store()
    .all('Projects')
    .find(({ Name }) => Name === projectName(car.space, car.kind));
  if (!project || !car.before) return;
  const base = `/api/${project.SpaceId}`;
  const body = {
    SpaceId: project.SpaceId,
    SpaceIdOrName: project.SpaceId,
    ProjectName: project.Name,
    ReleaseVersion: car.before.version,
  };
  await must(server, 'POST', `${base}/releases/create/v1`, body);
  const release = server.store().all('Releases').at(-1);
  for (const place of placesOf(scenario)) {
    if (place.car !== car || place.at >= car.before.environments) continue;
    const EnvironmentId = environmentId(server, project.SpaceId, place.environment);
    const tenant = server
      .store()
      .all('Tenants')
      .find(({ Name, SpaceId }) => Name === place.tenant && SpaceId === project.SpaceId);
    const more = tenant ? { TenantId: tenant.Id } : {};
    await must(server, 'POST', `${base}/deployments`, { ReleaseId: release?.Id, EnvironmentId, ...more });
    await finish(server);
  }
}

/** Lets time pass until no task is under way. */
async function finish(server: SimServer): Promise<void> {
  for (;;) {
    await server.quiet();
    const busy = server
      .store()
      .all('ServerTasks')
      .some(({ State }) => State === 'Queued' || State === 'Executing');
    if (!busy || !server.clock.runNext()) return;
  }
}

function environmentId(server: SimServer, spaceId: string, name: string): string {
  const found = server
    .store()
    .all('Environments')
    .find((each) => each.SpaceId === spaceId && each.Name === name);
  return found?.Id ?? '';
}

async function must(server: SimServer, method: string, path: string, body: unknown): Promise<void> {
  const { ok, body: answer } = await server.ask('admin', method, path, body);
  if (!ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
}
