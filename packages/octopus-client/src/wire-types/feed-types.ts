import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** Charts of Helm or of a registry, or packages of Npm or PyPi. [client] */
export type AddressFeed = Schemas['AddressFeed'];
/** A generic repository of Artifactory. [client] */
export type ArtifactoryFeed = Schemas['ArtifactoryFeed'];
/** A container registry of AWS. [client] */
export type AwsRegistryFeed = Schemas['AwsRegistryFeed'];
/** A container registry of Azure. [client] */
export type AzureRegistryFeed = Schemas['AzureRegistryFeed'];
/** The server's own feed; its id is feeds-builtin. [client] */
export type BuiltInFeed = Schemas['BuiltInFeed'];
/** A container registry. [client] */
export type DockerFeed = Schemas['DockerFeed'];
/** A Maven repository, or releases of GitHub. [client] */
export type DownloadFeed = Schemas['DownloadFeed'];
/** How a feed is logged in to with a token of the server. [guess for the fields] */
export type FeedOidcAuthentication = Schemas['FeedOidcAuthentication'];
/** What each kind of feed has of its own, told apart by FeedType. */
export type FeedSettings = Schemas['FeedSettings'];
/** A container registry of Google. [client] */
export type GoogleRegistryFeed = Schemas['GoogleRegistryFeed'];
/** Buckets of Google Cloud Storage. [client] */
export type GoogleStorageFeed = Schemas['GoogleStorageFeed'];
/** A NuGet feed. [client] */
export type NuGetFeed = Schemas['NuGetFeed'];
/** Releases of projects as packages, for steps that deploy a release. [client] */
export type ProjectFeed = Schemas['ProjectFeed'];
/** Buckets of AWS S3. [client] */
export type S3Feed = Schemas['S3Feed'];
