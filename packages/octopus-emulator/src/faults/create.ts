import { checkYaml, type Problem } from '@octotrain/checked-yaml';
import { arm, type ReadFaultPlan } from './armed.ts';
import { planOf } from './ask.ts';
import { classify, type Fault } from './classify.ts';
import { faultsSchema } from './schema.ts';

/** The plan that a faults file asks for, or everything that is wrong with it. */
export function readFaults(options: {
  text: string;
  file: string;
}): { ok: true; plan: ReadFaultPlan } | { ok: false; problems: readonly Problem[] } {
  const faults: Fault[] = [];
  const checked = checkYaml({
    ...options,
    schema: faultsSchema,
    check(written, report) {
      for (const [index, one] of written.entries()) {
        const fault = classify(one);
        if ('problem' in fault) report([index, ...fault.path], { code: 'fault-mismatch', message: fault.problem });
        else faults.push(fault);
      }
    },
  });
  if (!checked.ok) return checked;
  const armed = faults.map(arm);
  return { ok: true, plan: { ...planOf(() => armed), armed } };
}
