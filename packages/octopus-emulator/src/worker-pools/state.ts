import { z } from 'zod';
import { choice, flag, nameField, text, whole } from '../http/fields.ts';

export const poolTypes = ['StaticWorkerPool', 'DynamicWorkerPool'] as const;

export const workerPoolSchema = z.object({
  Name: nameField(),
  Description: text(),
  IsDefault: flag(false),
  SortOrder: whole(-1).optional(),
  WorkerPoolType: choice(poolTypes, 'StaticWorkerPool'),
  WorkerType: text(),
});

/** Workers that steps ask for together; a dynamic pool makes them when they are needed. */
export interface WorkerPoolDocument extends Readonly<Omit<z.output<typeof workerPoolSchema>, 'SortOrder'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly SortOrder: number;
}
