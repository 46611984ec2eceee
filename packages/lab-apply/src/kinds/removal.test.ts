import { expect, it } from 'vitest';
import { applyLab } from '../apply/apply-lab.ts';
import { readServer } from '../read/read-server.ts';
import { finpay, startLabServer } from '../testing/lab-server.ts';
import type { Place } from './item.ts';
import { removalOf, removalWaves } from './removal.ts';

it('takes everything of FinPay off a server, in its order, without one refusal', async () => {
  const lab = finpay();
  const server = await startLabServer();
  const { client } = server;
  await applyLab({ client, lab });
  const { found } = await readServer({ client, lab });
  const me = await client.me();
  const own = found.filter(({ address, document, isBuiltIn }) => {
    if (isBuiltIn || document.Id === me.Id) return false;
    return address.kind !== 'space' || document.Id !== 'Spaces-1';
  });
  const spaceIds = new Map(
    found.filter(({ address }) => address.kind === 'space').map((one) => [one.address.name, one.document.Id ?? '']),
  );

  for (const kinds of removalWaves) {
    for (const { address, document } of own.filter((one) => kinds.includes(one.address.kind))) {
      const place: Place = {
        api: client.api,
        spaceId: address.space === undefined ? '' : (spaceIds.get(address.space) ?? ''),
        id: () => '',
        secret: () => '',
      };
      await removalOf(address.kind)?.(place, document);
    }
  }

  const left = (await readServer({ client, lab })).found.filter(({ isBuiltIn }) => !isBuiltIn);
  expect(left.map(({ address }) => address)).toEqual([
    { kind: 'space', name: 'Platform' },
    { kind: 'user', name: me.Username },
  ]);
});
