import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { type ContractWorld, createContractWorld } from '../../contract/contract-world.ts';
import { type Operation, operations } from '../../contract/document.ts';
import notEmulated from '../../contract/not-emulated.json' with { type: 'json' };
import { faultsOfRefusal, type Sent, secretsOf, tell } from './asker.ts';
import { bodies } from './bodies.ts';
import { callersAndPlaces } from './callers.ts';
import { type Scene, sceneOf } from './scene.ts';
import { stateDifference } from './state-difference.ts';
import type { Way } from './way.ts';

const away = new Set(Object.keys(notEmulated));
const asked = operations
  .map((operation): [string, Operation] => [`${operation.method} ${operation.path}`, operation])
  .filter(([title]) => !away.has(title));
const ways: [string, Way][] = Object.entries({ ...callersAndPlaces, ...bodies });
const timesEach = 2;
const seed = 20_261_127;

let world: ContractWorld;
let sentSoFar = 0;

beforeAll(async () => {
  world = await createContractWorld();
}, 60_000);

it.each(asked)('%s is refused whole, and tells nothing, when it is asked wrongly', async (_, operation) => {
  const scene = await sceneOf(world, operation);
  const before = scene.emulator.snapshot();
  const secrets = secretsOf(before.documents);
  const faults: string[] = [];
  for (const [name, way] of ways.filter(([, way]) => way.fits(scene))) {
    const found = await fc.check(refused({ scene, way, secrets }), { numRuns: timesEach, seed });
    if (found.failed) faults.push(`${name}: ${found.errorInstance}\n${JSON.stringify(found.counterexample)}`);
  }

  expect(faults.map((fault) => fault.slice(0, 2_000))).toEqual([]);
  expect(stateDifference(before, scene.emulator.snapshot())).toEqual([]);
});

it('that was asked more than a thousand times', () => {
  expect(sentSoFar).toBeGreaterThan(1_000);
});

function refused(options: { scene: Scene; way: Way; secrets: readonly string[] }): fc.IAsyncProperty<[Sent]> {
  const { scene, way, secrets } = options;
  return fc.asyncProperty(way.requests(scene), async (sent) => {
    const told = await tell(scene.emulator, sent);
    sentSoFar += 1;
    const faults = [...faultsOfRefusal(told, secrets)];
    if (!way.statuses.includes(told.status)) faults.push(`the status is ${told.status}`);
    if (faults.length > 0) throw new Error(`${faults.join('; ')}: ${told.text.slice(0, 300)}`);
  });
}
