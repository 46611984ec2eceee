import { z } from 'zod';
import { choice, text, whole } from '../http/fields.ts';

/** What a policy of a space is about. [client] */
export const retentionTypes = ['LifecycleRelease', 'LifecycleTentacle', 'RunbookRetention'] as const;
export type RetentionType = (typeof retentionTypes)[number];

export const retentionPolicySchema = z.object({
  Name: text(),
  Strategy: choice(['Forever', 'Count'], 'Forever'),
  QuantityToKeep: whole(0),
  Unit: choice(['Days', 'Items'], 'Items'),
});

/** How long a space keeps things for which nobody says otherwise. */
export interface RetentionPolicyDocument extends Readonly<Omit<z.output<typeof retentionPolicySchema>, 'Name'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Name: string;
  readonly RetentionType: RetentionType;
}
