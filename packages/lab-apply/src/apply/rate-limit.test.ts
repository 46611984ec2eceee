import { finpayLab, growLab, loadLab } from '@octotrain/lab-config';
import { type Clock, OctopusRateLimitError } from '@octotrain/octopus-client';
import { type VirtualClock, virtualClock } from '@octotrain/octopus-emulator';
import { expect, it } from 'vitest';
import { noSecrets, startLabServer } from '../testing/lab-server.ts';
import { applyLab } from './apply-lab.ts';

/** The server's time, in which whoever sleeps wakes when it is time: it goes on when there is nothing else to do. */
function sleepingOn(clock: VirtualClock): Clock {
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  function wakeFirst(): void {
    const first = sleepers.toSorted((left, right) => left.at - right.at)[0];
    if (first === undefined) return;
    sleepers.splice(sleepers.indexOf(first), 1);
    clock.advance(Math.max(0, first.at - clock.now()));
    first.wake();
  }
  return {
    now: () => clock.now(),
    sleep: (ms) =>
      new Promise((wake) => {
        sleepers.push({ at: clock.now() + ms, wake });
        setImmediate(wakeFirst);
      }),
  };
}

it('makes ten spaces of FinPay’s size under a real server’s limit, and never meets it', async () => {
  const grown = loadLab(growLab(finpayLab, { spaces: 10 }));
  if (!grown.ok) throw new Error(JSON.stringify(grown.problems));
  const clock = virtualClock(Date.parse('2026-11-27T09:00:00Z'));
  let tooMany = 0;
  const server = await startLabServer({
    clock,
    rateLimits: true,
    clientClock: sleepingOn(clock),
    requestsPerMinute: 180,
    async intercept(_request, answer) {
      const response = await answer();
      if (response.status === 429) tooMany += 1;
      return response;
    },
  });
  const start = clock.now();

  const { plan, result } = await applyLab({ client: server.client, lab: grown.lab, secrets: noSecrets });

  const minutes = (clock.now() - start) / 60_000;
  const left = await applyLab({ client: server.client, lab: grown.lab, secrets: noSecrets });
  expect(grown.lab.spaces).toHaveLength(10);
  expect(result).toMatchObject({ ok: true, written: plan.writes.length });
  expect(left.plan.writes).toEqual([]);
  expect(tooMany).toBe(0);
  // The limit is a real one: who does not keep to it is refused.
  const hasty = await startLabServer({ clock: virtualClock(start), rateLimits: true });
  const apply = applyLab({ client: hasty.client, lab: grown.lab, secrets: noSecrets });
  await expect(apply).rejects.toThrow(OctopusRateLimitError);
  console.log(`${plan.writes.length} writes in ${minutes.toFixed(1)} simulated minutes`);
});
