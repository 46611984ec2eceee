import type { Train } from '../file/train.ts';
import { manualStepsIn } from './gates.ts';
import type { Observed } from './observed.ts';
import type { Plan } from './plan.ts';

/** What a careful person would want to know before saying yes. */
export function planWarnings(plan: Omit<Plan, 'warnings'>, train: Train, observed: Observed): readonly string[] {
  const warnings: string[] = [];
  if (observed.record === null) {
    warnings.push(
      'this server keeps no record of trains: the run is known to its journal alone, no other machine is kept from running the train, and none can go on with it; `pnpm train init --space SPACE` sets it up',
    );
  }
  if (plan.gates.some((gate) => gate.notRequester) && plan.requester.id === plan.account.id) {
    warnings.push(
      `nobody is named as the requester, so it is the train's own account, ${plan.account.displayName}: say --requested-by USER to keep whoever asked from approving`,
    );
  }
  for (const gate of plan.gates.filter((each) => each.through === 'process')) {
    warnings.push(
      `${gate.car} → ${gate.environment.name}: an answer to \`${gate.step ?? ''}\` deploys at once; who answered is checked afterwards, and anyone with ProcessEdit could remove the step`,
    );
  }
  for (const stop of plan.stops.filter((each) => each.action === 'deploy')) {
    const there = observed.cars[stop.car];
    if (!there) continue;
    for (const step of manualStepsIn(there, stop.environment)) {
      const covered = plan.gates.some((gate) => stop.gates.includes(gate.id) && gate.step === step.name);
      if (!covered) warnings.push(`${stop.id} will wait at \`${step.name}\`, which no gate of ${train.name} covers`);
    }
    const current = there.current.find(
      (each) => each.environmentId === stop.environment.id && each.tenantId === (stop.tenant?.id ?? null),
    );
    if (current?.disturbed)
      warnings.push(`${stop.id}: a newer deployment there did not succeed; ${current.version} is the last that did`);
  }
  return [...new Set(warnings)];
}
