import { z } from 'zod';
import { flag, ids, nameField, requiredText, text, whole } from '../http/fields.ts';
import { sensitiveSchema } from '../http/sensitive.ts';
import type { FeedType } from './types.ts';

const secret = sensitiveSchema.nullish().transform((value) => value ?? null);

const oidcSchema = z
  .object({
    SessionDuration: text(),
    RoleArn: text(),
    ClientId: text(),
    TenantId: text(),
    Audience: text(),
    SubjectKeys: ids(),
  })
  .nullish()
  .transform((value) => value ?? null);

/** A feed of any type as it is sent: what its type does not have is ignored. */
export const feedSchema = z.object({
  Name: nameField(),
  FeedType: requiredText('a feed type'),
  PackageAcquisitionLocationOptions: ids(),
  Username: text(),
  Password: secret,
  FeedUri: text(),
  ApiVersion: text(),
  RegistryPath: text(),
  DownloadAttempts: whole(5),
  DownloadRetryBackoffSeconds: whole(10),
  EnhancedMode: flag(false),
  Region: text(),
  AccessKey: text(),
  SecretKey: secret,
  UseMachineCredentials: flag(false),
  OidcAuthentication: oidcSchema,
  Repository: text(),
  LayoutRegex: text(),
  Project: text(),
  UseServiceAccountKey: flag(false),
  ServiceAccountJsonKey: secret,
  DeleteUnreleasedPackagesAfterDays: z
    .number()
    .int()
    .nullish()
    .transform((value) => value ?? null),
  IsBuiltInRepoSyncEnabled: flag(false),
});

export type WrittenFeed = z.output<typeof feedSchema>;

/** Where packages come from. Holds the fields of every type; those of its own go out. */
export interface FeedDocument extends Readonly<Omit<WrittenFeed, 'FeedType'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly FeedType: FeedType;
}

/** Versions of a package of a feed outside the server, as callers have chosen them: the server sees no other. */
export interface KnownPackageDocument {
  /** Made of feed and package. */
  readonly Id: string;
  readonly SpaceId: string;
  readonly FeedId: string;
  readonly PackageId: string;
  readonly Versions: readonly string[];
}
