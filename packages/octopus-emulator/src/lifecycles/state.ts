import { z } from 'zod';
import { choice, flag, ids, listOf, nameField, text, whole } from '../http/fields.ts';

const retentionSchema = z.object({
  Strategy: choice(['Default', 'Forever', 'Count'], 'Default'),
  QuantityToKeep: whole(0),
  Unit: choice(['Days', 'Items'], 'Items'),
  ShouldKeepForever: flag(true),
});

/** What the space keeps unless a lifecycle says otherwise. [client] */
export const defaultRetention: z.output<typeof retentionSchema> = {
  Strategy: 'Default',
  QuantityToKeep: 0,
  Unit: 'Items',
  ShouldKeepForever: true,
};

const phaseSchema = z.object({
  Id: z.string().nullish(),
  Name: nameField(),
  AutomaticDeploymentTargets: ids(),
  OptionalDeploymentTargets: ids(),
  MinimumEnvironmentsBeforePromotion: whole(0),
  IsOptionalPhase: flag(false),
  IsPriorityPhase: flag(false),
  ReleaseRetentionPolicy: retentionSchema.nullish().transform((value) => value ?? null),
  TentacleRetentionPolicy: retentionSchema.nullish().transform((value) => value ?? null),
});

export const lifecycleSchema = z.object({
  Name: nameField(),
  Description: text(),
  Phases: listOf(phaseSchema),
  ReleaseRetentionPolicy: retentionSchema.nullish().transform((value) => value ?? defaultRetention),
  TentacleRetentionPolicy: retentionSchema.nullish().transform((value) => value ?? defaultRetention),
});

/** One stage of a lifecycle. */
interface PhaseDocument extends Readonly<Omit<z.output<typeof phaseSchema>, 'Id'>> {
  readonly Id: string;
}

/** The order in which releases reach environments. No phases: every environment, one after the other. [docs] */
export interface LifecycleDocument extends Readonly<Omit<z.output<typeof lifecycleSchema>, 'Phases'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly Phases: readonly PhaseDocument[];
}
