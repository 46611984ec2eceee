import { z } from 'zod';
import { choice, flag, ids, listOf, mapOf, nameField, requiredText, text, whole } from '../http/fields.ts';
import { propertySchema } from '../http/sensitive.ts';

/** A package that an action uses. */
export const packageReferenceSchema = z.object({
  Id: z.string().nullish(),
  Name: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  PackageId: requiredText('a package id'),
  FeedId: requiredText('a feed'),
  AcquisitionLocation: choice(['Server', 'ExecutionTarget', 'NotAcquired'], 'Server'),
  Version: text(),
  Properties: mapOf(z.string()),
});

/** A git repository that an action reads. */
export const gitDependencySchema = z.object({
  Name: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  RepositoryUri: requiredText('a repository address'),
  DefaultBranch: requiredText('a default branch'),
  GitCredentialType: choice(['Anonymous', 'Library', 'GitHub'], 'Anonymous'),
  GitCredentialId: text(),
  FilePathFilters: ids(),
});

const containerSchema = z.object({ FeedId: text(), Image: text(), GitUrl: text(), Dockerfile: text() });
const noContainer: z.output<typeof containerSchema> = { FeedId: null, Image: null, GitUrl: null, Dockerfile: null };

const actionSchema = z.object({
  Id: z.string().nullish(),
  Slug: z.string().nullish(),
  Name: nameField(),
  ActionType: requiredText('an action type'),
  Notes: text(),
  IsDisabled: flag(false),
  IsRequired: flag(false),
  CanBeUsedForProjectVersioning: flag(false),
  Condition: choice(['Success', 'Variable'], 'Success'),
  Environments: ids(),
  ExcludedEnvironments: ids(),
  Channels: ids(),
  TenantTags: ids(),
  WorkerPoolId: text(),
  WorkerPoolVariable: text(),
  Container: containerSchema.nullish().transform((value) => value ?? noContainer),
  Packages: listOf(packageReferenceSchema),
  GitDependencies: listOf(gitDependencySchema),
  Properties: mapOf(propertySchema),
});

const stepSchema = z.object({
  Id: z.string().nullish(),
  Slug: z.string().nullish(),
  Name: nameField(),
  Actions: z.array(actionSchema, 'a step needs actions').min(1, 'a step needs at least one action'),
  Condition: choice(['Success', 'Failure', 'Always', 'Variable'], 'Success'),
  StartTrigger: choice(['StartAfterPrevious', 'StartWithPrevious'], 'StartAfterPrevious'),
  PackageRequirement: choice(
    ['LetOctopusDecide', 'BeforePackageAcquisition', 'AfterPackageAcquisition'],
    'LetOctopusDecide',
  ),
  Properties: mapOf(propertySchema),
});

export const processSchema = z.object({ Version: whole(0).optional(), Steps: listOf(stepSchema) });

/** A process as it was sent. */
export type WrittenProcess = z.output<typeof processSchema>;
export type WrittenStep = z.output<typeof stepSchema>;
export type WrittenAction = z.output<typeof actionSchema>;

export interface ActionDocument extends Readonly<Omit<WrittenAction, 'Id' | 'Slug' | 'Packages'>> {
  readonly Id: string;
  readonly Slug: string;
  readonly Packages: readonly (Readonly<Omit<z.output<typeof packageReferenceSchema>, 'Id'>> & {
    readonly Id: string;
  })[];
}

export interface StepDocument extends Readonly<Omit<WrittenStep, 'Id' | 'Slug' | 'Actions'>> {
  readonly Id: string;
  readonly Slug: string;
  readonly Actions: readonly ActionDocument[];
}

/** The steps of a project's deployments, or, with a runbook, of that runbook's runs. */
export interface ProcessDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ProjectId: string;
  readonly RunbookId: string | null;
  readonly Version: number;
  readonly LastSnapshotId: string | null;
  readonly Steps: readonly StepDocument[];
}
