import type { Lab, SecretSource } from '@octotrain/lab-config';
import { desired } from '../desired/desired.ts';
import { diff, type LabPlan } from '../diff/diff.ts';
import { judgeSecrets } from '../fingerprints/judge-secrets.ts';
import { withRecords } from '../fingerprints/with-records.ts';
import { readServer } from '../read/read-server.ts';
import type { Reader } from '../read/reader.ts';
import { type ApplyProgress, type ApplyResult, applyPlan } from './apply-plan.ts';

interface Request {
  readonly client: Reader;
  readonly lab: Lab;
  /** Write secrets again although they cannot be compared. */
  readonly rewriteSecrets?: boolean;
  /** Where secrets come from; without one there are none, which suits secrets that the file calls optional. */
  readonly secrets?: SecretSource;
  readonly signal?: AbortSignal;
}

const noSecrets: SecretSource = { env: () => undefined, file: () => undefined };

/** Reads a server and says what it takes to make it match a lab. Writes nothing. */
export async function planLab(request: Request): Promise<LabPlan> {
  const { lab, rewriteSecrets = false, secrets: source = noSecrets } = request;
  const [items, observed] = [desired(lab), await readServer(request)];
  const secrets = judgeSecrets({ lab, items, observed, source });
  return withRecords(diff(observed, items, { rewriteSecrets, secrets }));
}

/** Makes a server match a lab: plans and applies. What matches already is not written. */
export async function applyLab(
  request: Request & {
    readonly onProgress?: (progress: ApplyProgress) => void;
  },
): Promise<{ readonly plan: LabPlan; readonly result: ApplyResult }> {
  const plan = await planLab(request);
  const { client, secrets = noSecrets, onProgress, signal } = request;
  const result = await applyPlan({
    client,
    plan,
    secrets,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  });
  return { plan, result };
}

/** Reads the server again: a plan without writes says that it matches. */
export async function verifyLab(request: Omit<Request, 'rewriteSecrets'>): Promise<LabPlan> {
  return planLab(request);
}
