/** What one kind of feed asks for, and where its packages can be fetched to. */
export interface FeedKind {
  /** Fields that such a feed has of its own. [client] */
  readonly fields: readonly string[];
  /** Fields that it cannot do without. [client] */
  readonly required: readonly string[];
  /** Where its packages can be fetched to unless the caller says so. [guess] */
  readonly locations: readonly string[];
  /** The notation of its versions. */
  readonly versions: 'NuGet' | 'Maven';
}

const download = ['DownloadAttempts', 'DownloadRetryBackoffSeconds'] as const;
const registry = ['FeedUri', 'ApiVersion', 'RegistryPath', ...download] as const;
const files = ['Server', 'ExecutionTarget'] as const;
const images = ['ExecutionTarget', 'NotAcquired'] as const;

function kind(
  fields: readonly string[],
  required: readonly string[],
  locations: readonly string[],
  versions: FeedKind['versions'] = 'NuGet',
): FeedKind {
  return { fields, required, locations, versions };
}

/** Every type of feed. [client] */
export const feedKinds = {
  BuiltIn: kind(['DeleteUnreleasedPackagesAfterDays', 'IsBuiltInRepoSyncEnabled'], [], files),
  OctopusProject: kind([], [], ['NotAcquired']),
  NuGet: kind(['FeedUri', 'EnhancedMode', ...download], ['FeedUri'], files),
  Docker: kind(registry, ['FeedUri'], images),
  AzureContainerRegistry: kind([...registry, 'OidcAuthentication'], ['FeedUri'], images),
  GoogleContainerRegistry: kind([...registry, 'OidcAuthentication'], ['FeedUri'], images),
  AwsElasticContainerRegistry: kind(
    ['Region', 'AccessKey', 'SecretKey', 'UseMachineCredentials', 'OidcAuthentication'],
    ['Region'],
    images,
  ),
  Helm: kind(['FeedUri'], ['FeedUri'], images),
  OciRegistry: kind(['FeedUri'], ['FeedUri'], images),
  Npm: kind(['FeedUri', ...download], ['FeedUri'], files),
  PyPi: kind(['FeedUri', ...download], ['FeedUri'], files),
  Maven: kind(['FeedUri', ...download], ['FeedUri'], files, 'Maven'),
  GitHub: kind(['FeedUri', ...download], ['FeedUri'], files),
  ArtifactoryGeneric: kind(['FeedUri', 'Repository', 'LayoutRegex'], ['FeedUri', 'Repository'], files),
  S3: kind(['AccessKey', 'SecretKey', 'UseMachineCredentials'], [], files),
  GcsStorage: kind(
    ['Project', 'UseServiceAccountKey', 'ServiceAccountJsonKey', 'OidcAuthentication', ...download],
    [],
    files,
  ),
} satisfies Record<string, FeedKind>;

export type FeedType = keyof typeof feedKinds;

/** Types of feeds that every space has one of, which nobody else makes. [guess] */
export const builtInTypes: readonly FeedType[] = ['BuiltIn', 'OctopusProject'];

/** The type that a text names, in any case. */
export function feedTypeOf(text: string): FeedType | undefined {
  // Own keys of the table are its types.
  return (Object.keys(feedKinds) as FeedType[]).find((type) => type.toLowerCase() === text.toLowerCase());
}
