import { z } from 'zod';
import { duration } from './duration.ts';

const moment = z.enum(['before', 'after']);

/** What goes wrong. */
const deed = z.union([
  z.enum(['fail', 'stall', 'notReady', 'unavailable', 'unhealthy']),
  z.strictObject({ fail: z.string().min(1) }),
  z.strictObject({ latency: duration }),
  z.strictObject({
    status: z.int().min(400).max(599),
    write: moment.optional(),
    retryAfter: z.int().min(0).optional(),
  }),
  z.strictObject({ drop: moment }),
  z.strictObject({ writeLater: duration }),
]);

const fault = z.strictObject({
  match: z.strictObject({
    route: z.string().min(1).optional(),
    step: z.string().min(1).optional(),
    workload: z.string().min(1).optional(),
    machine: z.string().min(1).optional(),
    environment: z.string().min(1).optional(),
    tenant: z.string().min(1).optional(),
  }),
  do: deed,
  times: z.int().positive().optional(),
  chance: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
});

/** A file of faults: a list. */
export const faultsSchema = z.array(fault);

export type WrittenFault = z.output<typeof fault>;
