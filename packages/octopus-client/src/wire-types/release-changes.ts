import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** The release that new targets of an environment get. */
export type AutoDeployReleaseOverride = Schemas['AutoDeployReleaseOverride'];
/** A commit that went into a build. */
export type CommitDetails = Schemas['CommitDetails'];
/** What an extension of the server keeps about a document. */
export type ExtensionSettings = Schemas['ExtensionSettings'];
/** What a release brings that the one deployed before did not have. */
export type ReleaseChanges = Schemas['ReleaseChanges'];
/** Which package makes a release by its arrival in the built-in feed. */
export type ReleaseCreationStrategy = Schemas['ReleaseCreationStrategy'];
/** How a package of a release was built. */
export type ReleasePackageVersionBuildInformation = Schemas['ReleasePackageVersionBuildInformation'];
/** A ticket that a commit names. */
export type WorkItemLink = Schemas['WorkItemLink'];
