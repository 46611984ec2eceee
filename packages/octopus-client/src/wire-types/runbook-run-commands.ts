import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** Runs a runbook of a project in git in environments, by names. */
export type CreateGitRunbookRunCommand = Schemas['CreateGitRunbookRunCommand'];
/** Runs a runbook in environments, by ids. */
export type RunRunbookCommand = Schemas['RunRunbookCommand'];
