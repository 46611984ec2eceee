import type { State } from '@octotrain/octopus-emulator';
import { expect } from 'vitest';
import { addNordic, deployedShops, nordicOn, plainState, withNordic } from './nordic.test-data.ts';
import { closeShop, type Shop, startShop } from './shop.test-data.ts';
import { shopLab } from './shop-lab.test-data.ts';

/** Which requests a run is killed at, of so many that it makes. */
type Choose = (requests: number) => readonly number[];

const add = `${addNordic} --deploy-current --yes`;
const remove = 'tenant remove Nordic_Goods --with-deployments --yes';

/** Kills `tenant add` at chosen requests, runs it again, and compares with a run that was left alone. */
export async function checkKilledAdd(choose: Choose): Promise<void> {
  const state = await deployedShops();
  const requests = await inShop(state, (shop) => countRequests(shop, add));
  const clean = await inShop(state, async (shop) => {
    await shop.run(add, { approves: true });
    return nordicOn(shop);
  });
  for (const nth of choose(requests)) {
    await inShop(state, async (shop) => {
      await shop.runKilled(add, nth);
      const again = await shop.run(add, { approves: true });
      expect(again.code, `${nth}: ${again.stderr}`).toBe(0);
      expect(await shop.read()).toBe(withNordic);
      expect(await nordicOn(shop), `killed at request ${nth}`).toEqual(clean);
    });
  }
}

/** Kills `tenant remove` at chosen requests and runs it again: the file and the server are as before the tenant. */
export async function checkKilledRemove(choose: Choose): Promise<void> {
  const before = await deployedShops();
  const state = await inShop(before, async (shop) => {
    await shop.run(add, { approves: true });
    await shop.settle();
    return shop.emulator.snapshot();
  });
  const requests = await inShop(state, async (shop) => {
    await shop.write(withNordic);
    return countRequests(shop, remove);
  });
  for (const nth of choose(requests)) {
    await inShop(state, async (shop) => {
      await shop.write(withNordic);
      await shop.runKilled(remove, nth);
      const again = await shop.run(remove);
      expect(again.code, `${nth}: ${again.stderr}`).toBe(0);
      expect(await shop.read()).toBe(shopLab);
      expect(plainState(shop.emulator.snapshot()), `killed at request ${nth}`).toEqual(plainState(before));
    });
  }
}

async function countRequests(shop: Shop, line: string): Promise<number> {
  let requests = 0;
  const ran = await shop.run(line, {
    approves: true,
    intercept: (_request, answer) => {
      requests += 1;
      return answer();
    },
  });
  expect(ran.code, ran.stderr).toBe(0);
  return requests;
}

async function inShop<T>(state: State, work: (shop: Shop) => Promise<T>): Promise<T> {
  const shop = await startShop(state);
  try {
    return await work(shop);
  } finally {
    await closeShop(shop);
  }
}
