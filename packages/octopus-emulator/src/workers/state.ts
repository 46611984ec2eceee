import { z } from 'zod';
import { flag, ids, nameField, text } from '../http/fields.ts';
import { endpointSchema } from '../machines/endpoint.ts';
import type { ReachedDocument } from '../machines/state.ts';

export const workerSchema = z.object({
  Name: nameField(),
  WorkerPoolIds: ids(),
  MachinePolicyId: text(),
  Endpoint: endpointSchema,
  IsDisabled: flag(false),
});

/** A machine that steps run on in place of the server. */
export interface WorkerDocument
  extends ReachedDocument,
    Readonly<Omit<z.output<typeof workerSchema>, 'MachinePolicyId' | 'Endpoint'>> {}
