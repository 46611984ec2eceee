import { z } from 'zod';
import { choice, listOf, requiredText, text } from '../http/fields.ts';

const commitSchema = z.object({ Id: text(), Comment: text() });

const buildSchema = z.object({
  BuildEnvironment: text(),
  BuildNumber: text(),
  BuildUrl: text(),
  Branch: text(),
  VcsType: text(),
  VcsRoot: text(),
  VcsCommitNumber: text(),
  Commits: listOf(commitSchema),
});

/** What a build tells of a package. [client] */
export const buildInformationSchema = z.object({
  PackageId: requiredText('a package id'),
  Version: requiredText('a version'),
  OverwriteMode: choice(['FailIfExists', 'OverwriteExisting', 'IgnoreIfExists'], 'FailIfExists'),
  OctopusBuildInformation: buildSchema,
});

/** How a version of a package was built. */
export interface BuildInformationDocument extends Readonly<z.output<typeof buildSchema>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly PackageId: string;
  readonly Version: string;
  readonly Created: string;
}
