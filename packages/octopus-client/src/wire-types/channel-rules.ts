import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A version, and a rule to test it against. */
export type ChannelRuleTest = Schemas['ChannelRuleTest'];
/** Whether a version keeps a rule. */
export type ChannelRuleTestResult = Schemas['ChannelRuleTestResult'];
/** A field that every release of a channel must fill in. */
export type CustomFieldDefinition = Schemas['CustomFieldDefinition'];
