import type { Lab, SecretSource } from '@octotrain/lab-config';
import type { State } from '@octotrain/octopus-emulator';
import { describe, expect, it } from 'vitest';
import { type Boundary, recordBoundaries } from '../testing/boundaries.ts';
import { canonicalState } from '../testing/canonical-state.ts';
import { type LabServer, startLabServer } from '../testing/lab-server.ts';
import { shopLab, shopSecrets } from '../testing/small-lab.ts';
import { applyLab, planLab } from './apply-lab.ts';

const secrets = shopSecrets({ LAB_FINGERPRINT_KEY: 'a key that is long enough' });

/** Applies a lab to a new server, and keeps what was there at each request. */
async function recorded(lab: Lab): Promise<{ boundaries: readonly Boundary[]; end: State }> {
  let server: LabServer | undefined;
  const { intercept, boundaries } = recordBoundaries(() => {
    if (server === undefined) throw new Error('nothing is sent before there is a server');
    return server.emulator.snapshot();
  });
  server = await startLabServer({ intercept });
  await applyLab({ client: server.client, lab, secrets });
  return { boundaries, end: server.emulator.snapshot() };
}

/** What a server holds when an apply goes on from there. */
async function resumed(state: State, lab: Lab, source: SecretSource = secrets): Promise<State> {
  const { client, emulator } = await startLabServer({ state });
  const { result } = await applyLab({ client, lab, secrets: source });
  expect(result.ok).toBe(true);
  expect((await planLab({ client, lab, secrets: source })).writes).toEqual([]);
  return emulator.snapshot();
}

/** A runbook is published once more when its secrets are written once more: which snapshot that is does not matter. */
function withoutSnapshots({ documents, ...state }: State) {
  const { RunbookSnapshots: _1, VariableSnapshots: _2, ProcessSnapshots: _3, Runbooks = [], ...others } = documents;
  const runbooks = Runbooks.map((one) => ({ ...(one as object), PublishedRunbookSnapshotId: 'published' }));
  return canonicalState({ ...state, documents: { ...others, Runbooks: runbooks } });
}

describe('an apply that was killed and run again', () => {
  /** Every how many of the servers that cuts leave behind are tried here; all of FinPay's are in the slow suite. */
  const step = 5;

  it('ends as if never killed', async () => {
    const lab = shopLab();
    const { boundaries, end } = await recorded(lab);

    const tried = boundaries.filter((_, at) => at % step === 0);
    for (const { cuts, state } of tried) {
      expect(canonicalState(await resumed(state, lab)), cuts[0]).toEqual(canonicalState(end));
    }
    expect(tried.length).toBeGreaterThan(4);
  });

  it('ends so, too, when that was between secrets and their fingerprints', async () => {
    const lab = { ...shopLab(), fingerprints: { key: { env: 'LAB_FINGERPRINT_KEY', optional: false } } };
    const { boundaries, end } = await recorded(lab);

    for (const { cuts, state } of boundaries.slice(-5)) {
      expect(withoutSnapshots(await resumed(state, lab)), cuts[0]).toEqual(withoutSnapshots(end));
    }
  });
});

it('sees the difference that one value makes', async () => {
  const lab = shopLab();
  const { end } = await recorded(lab);
  const other = await startLabServer();
  await applyLab({ client: other.client, lab, secrets: shopSecrets({ ACME_KEY: 'another' }) });

  expect(canonicalState(other.emulator.snapshot())).not.toEqual(canonicalState(end));
});
