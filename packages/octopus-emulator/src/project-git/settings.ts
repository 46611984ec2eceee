import { z } from 'zod';
import { choice, flag, ids, text } from '../http/fields.ts';
import { keepSecret, sensitiveSchema } from '../http/sensitive.ts';

const credentialsSchema = z.object({
  Type: choice(['Anonymous', 'UsernamePassword', 'Reference', 'GitHub', 'SshKey'], 'Anonymous'),
  Id: z.string().optional(),
  Username: text().optional(),
  Password: sensitiveSchema.optional(),
});

/** Where a project keeps its process, as it is sent. */
export const persistenceSchema = z.object({
  Type: choice(['Database', 'VersionControlled'], 'Database'),
  Url: text(),
  BasePath: text(),
  DefaultBranch: text(),
  ProtectedBranchNamePatterns: ids(),
  ProtectedDefaultBranch: flag(false),
  Credentials: credentialsSchema.nullish().transform((value) => value ?? { Type: 'Anonymous' as const }),
});

export type WrittenPersistence = z.output<typeof persistenceSchema>;

/** The settings of a project in git. */
export interface GitSettings {
  readonly Type: 'VersionControlled';
  readonly Url: string;
  readonly BasePath: string;
  readonly DefaultBranch: string;
  readonly ProtectedBranchNamePatterns: readonly string[];
  readonly ProtectedDefaultBranch: boolean;
  readonly Credentials: WrittenPersistence['Credentials'];
  readonly ConversionState: { readonly VariablesAreInGit: boolean; readonly RunbooksAreInGit: boolean };
}

/** Where a project keeps its process. */
export type Persistence = { readonly Type: 'Database' } | GitSettings;

const defaultBasePath = '.octopus';

/** What is wrong with the settings of a repository. */
export function gitSettingsProblems({ Url, DefaultBranch }: WrittenPersistence): string[] {
  return [
    ...(Url === null || !/^(https?:\/\/|ssh:\/\/|git@)\S+$/i.test(Url)
      ? [`'${Url ?? ''}' is no address of a repository.`]
      : []),
    ...(DefaultBranch === null || DefaultBranch === '' ? ['A project in git needs a DefaultBranch.'] : []),
  ];
}

/** Settings as they are kept; variables and runbooks go into git with the process. [guess for runbooks] */
export function gitSettings(written: WrittenPersistence, stored?: Persistence): GitSettings {
  const old = stored?.Type === 'VersionControlled' ? stored : undefined;
  const { Password } = written.Credentials;
  return {
    Type: 'VersionControlled',
    Url: written.Url ?? old?.Url ?? '',
    BasePath: written.BasePath || old?.BasePath || defaultBasePath,
    DefaultBranch: written.DefaultBranch || old?.DefaultBranch || 'main',
    ProtectedBranchNamePatterns: written.ProtectedBranchNamePatterns,
    ProtectedDefaultBranch: written.ProtectedDefaultBranch,
    Credentials: {
      ...written.Credentials,
      ...(Password === undefined ? {} : { Password: keepSecret(Password, old?.Credentials.Password) }),
    },
    ConversionState: { VariablesAreInGit: true, RunbooksAreInGit: true },
  };
}

/** What a change of a project makes of them: a project moves into git by conversion only, and never back. [docs] */
export function nextPersistence(written: WrittenPersistence, stored: Persistence | undefined): Persistence {
  if (stored?.Type !== 'VersionControlled') return { Type: 'Database' };
  return written.Type === 'VersionControlled' ? gitSettings(written, stored) : stored;
}
