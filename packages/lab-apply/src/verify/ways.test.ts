import { finpayLab, loadLab, locateIn } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { desired } from '../desired/desired.ts';
import { everyKind, everyKindFile } from '../testing/every-kind.ts';
import { placeOf } from './ways.ts';

const lab = everyKind();
const locate = locateIn({ text: everyKindFile, file: 'lab.yaml' });
const line = (number: number | undefined) => everyKindFile.split('\n')[(number ?? 0) - 1]?.trim();

it.each([
  [{ kind: 'environment', space: 'Shop', name: 'Production' }, undefined, /^- \{ name: Production/],
  [{ kind: 'project variables', space: 'Shop', name: 'web' }, 'Replicas (Production)', /^variables: \{ Replicas/],
  [{ kind: 'deployment process', space: 'Shop', name: 'web' }, 'Approve: disabled', /^- \{ name: Approve/],
  [{ kind: 'runbook', space: 'Shop', name: 'web / Restart' }, 'description', /^description: Again/],
  [{ kind: 'user', name: 'ann' }, 'display name', /^ann:/],
  [{ kind: 'team', name: 'Risk Team' }, 'members', /^members:/],
  [{ kind: 'team role', space: 'Shop', name: 'Risk Team / Approver' }, 'only environments', /^- \{ role: Approver/],
  [{ kind: 'tenant variables', space: 'Shop', name: 'Acme' }, 'web / Colour (Production)', /^Acme:/],
  [{ kind: 'agent', space: 'Shop', name: 'shop-dev' }, undefined, /^agents:/],
] as const)('finds where %o writes %s', (where, field, expected) => {
  const place = placeOf({ where, ...(field === undefined ? {} : { field }), lab, locate });

  expect(line(place?.line)).toMatch(expected);
});

it('finds a place for everything of FinPay', () => {
  const loaded = loadLab(finpayLab);
  if (!loaded.ok) throw new Error('FinPay is wrong');
  const find = locateIn(finpayLab);

  const lost = desired(loaded.lab).filter(
    ({ address }) => placeOf({ where: address, lab: loaded.lab, locate: find }) === undefined,
  );

  expect(lost.map(({ address }) => address)).toEqual([]);
});
