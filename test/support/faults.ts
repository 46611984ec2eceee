import { type FaultPlan, readFaults } from '@octotrain/octopus-emulator';

/** Faults as they would stand in a file. */
export function faults(text: string): FaultPlan {
  const read = readFaults({ text, file: 'faults.yaml' });
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
  return read.plan;
}
