import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** One line of a test. */
export type ConnectivityTestMessage = Schemas['ConnectivityTestMessage'];
/** What came of a test. It failed when a message is an error. */
export type ConnectivityTestResult = Schemas['ConnectivityTestResult'];
/** What of a project is in git besides its process. */
export type ConversionState = Schemas['ConversionState'];
/** Moves the configuration of a project into git.[client] */
export type ConvertProjectToGitCommand = Schemas['ConvertProjectToGitCommand'];
/** What there is to say about the move; newer servers say nothing. */
export type ConvertProjectToGitResponse = Schemas['ConvertProjectToGitResponse'];
/** A branch of the repository of a project. */
export type GitBranch = Schemas['GitBranch'];
/** What the server logs in to the repository of a project with.[client] */
export type RepositoryCredentials = Schemas['RepositoryCredentials'];
/** A repository to try. */
export type TestGitSettingsCommand = Schemas['TestGitSettingsCommand'];
