import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** Fires again and again between two times of some days. [client] */
export type ContinuousDailyTriggerFilter = Schemas['ContinuousDailyTriggerFilter'];
/** Fires by a cron expression. [client] */
export type CronTriggerFilter = Schemas['CronTriggerFilter'];
/** Fires once a month. [client] */
export type DaysPerMonthTriggerFilter = Schemas['DaysPerMonthTriggerFilter'];
/** Fires when packages have new versions. [client] */
export type FeedTriggerFilter = Schemas['FeedTriggerFilter'];
/** Fires when git repositories have new commits. [client] */
export type GitTriggerFilter = Schemas['GitTriggerFilter'];
/** Fires on what happens to deployment targets. [client] */
export type MachineTriggerFilter = Schemas['MachineTriggerFilter'];
/** A schedule as older servers kept it; it is read, not made any more. [client] */
export type OlderScheduleTriggerFilter = Schemas['OlderScheduleTriggerFilter'];
/** Fires once on each of some days of the week. [client] */
export type OnceDailyTriggerFilter = Schemas['OnceDailyTriggerFilter'];
/** When a trigger fires, told apart by FilterType. */
export type TriggerFilter = Schemas['TriggerFilter'];
/** A git dependency of an action. [client] */
export type TriggerGitSource = Schemas['TriggerGitSource'];
/** A package of an action. [client] */
export type TriggerPackage = Schemas['TriggerPackage'];
/** Fires when its address is called. [client] */
export type WebhookTriggerFilter = Schemas['WebhookTriggerFilter'];
