import { z } from 'zod';
import { flag, ids, listOf, mapOf, requiredText, text } from '../http/fields.ts';

/** A package version of a step. */
export const packageSchema = z.object({
  ActionName: z.string(),
  PackageReferenceName: z
    .string()
    .nullish()
    .transform((name) => name ?? ''),
  StepName: z
    .string()
    .nullish()
    .transform((name) => name ?? null),
  Version: z.string(),
});

/** A git reference of a step. */
export const gitResourceSchema = z.object({
  ActionName: z.string(),
  GitReferenceResource: z.object({ GitRef: z.string().nullish(), GitCommit: z.string().nullish() }),
  GitResourceReferenceName: z
    .string()
    .nullish()
    .transform((name) => name ?? ''),
});

/** A release in its resource form. */
export const releaseSchema = z.object({
  Version: requiredText('a version'),
  ProjectId: requiredText('a project'),
  ChannelId: text(),
  ReleaseNotes: text(),
  IgnoreChannelRules: flag(false),
  SelectedPackages: listOf(packageSchema),
  SelectedGitResources: listOf(gitResourceSchema),
  CustomFields: mapOf(z.string()),
  VersionControlReference: z
    .object({ GitRef: text(), GitCommit: text() })
    .nullish()
    .transform((value) => value ?? { GitRef: null, GitCommit: null }),
});

/** The command that creates a release by names. */
export const createReleaseSchema = z.object({
  ProjectName: requiredText('a project'),
  ReleaseVersion: text(),
  ChannelName: text(),
  PackageVersion: text(),
  PackagePrerelease: text(),
  Packages: ids(),
  GitRef: text(),
  GitCommit: text(),
  GitResources: ids(),
  ReleaseNotes: text(),
  CustomFields: mapOf(z.string()),
  IgnoreIfAlreadyExists: flag(false),
  IgnoreChannelRules: flag(false),
});

export type CreateReleaseCommand = z.output<typeof createReleaseSchema>;
