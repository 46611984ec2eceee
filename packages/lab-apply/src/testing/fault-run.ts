import type { Lab, SecretSource } from '@octotrain/lab-config';
import { OctopusError } from '@octotrain/octopus-client';
import { applyLab } from '../apply/apply-lab.ts';
import { canonicalState } from './canonical-state.ts';
import { hastyClock } from './faults.ts';
import { type Intercept, startLabServer } from './lab-server.ts';

/** What became of an apply that met faults. */
export interface FaultRun {
  /** How many applies it took until one ended well; faults are only met by the first. */
  readonly lives: number;
  readonly state: ReturnType<typeof canonicalState>;
}

/** Applies a lab to a new server under faults, then without them until it is done. */
export async function runWithFaults(options: {
  lab: Lab;
  secrets: SecretSource;
  intercept: Intercept;
}): Promise<FaultRun> {
  const { lab, secrets, intercept } = options;
  let hasFaults = true;
  const server = await startLabServer({
    retries: 4,
    clientClock: hastyClock(),
    intercept: (request, answer) => (hasFaults ? intercept(request, answer) : answer()),
  });
  for (let lives = 1; lives <= 3; lives += 1) {
    const outcome = await applyLab({ client: server.client, lab, secrets }).catch((error: unknown) => {
      if (error instanceof OctopusError) return undefined;
      throw error;
    });
    hasFaults = false;
    if (outcome?.result.ok) return { lives, state: canonicalState(server.emulator.snapshot()) };
  }
  throw new Error('three applies did not do');
}
