import { z } from 'zod';
import { flag, ids, requiredText, text } from '../http/fields.ts';

const id = { Id: text() };
const tenants = { TenantIds: ids(), TenantTags: ids() };

/** What a trigger does, told apart by ActionType. */
export const actionSchema = z.discriminatedUnion(
  'ActionType',
  [
    z.object({
      ...id,
      ActionType: z.literal('AutoDeploy'),
      ShouldRedeployWhenMachineHasBeenDeployedTo: flag(false),
    }),
    z.object({
      ...id,
      ActionType: z.literal('DeployLatestRelease'),
      SourceEnvironmentIds: ids(),
      DestinationEnvironmentId: requiredText('an environment to deploy to'),
      ShouldRedeployWhenReleaseIsCurrent: flag(false),
      ChannelId: text(),
      ...tenants,
      Variables: text(),
    }),
    z.object({
      ...id,
      ActionType: z.literal('DeployNewRelease'),
      EnvironmentId: requiredText('an environment to deploy to'),
      ChannelId: text(),
      ...tenants,
      Variables: text(),
    }),
    z.object({
      ...id,
      ActionType: z.literal('RunRunbook'),
      RunbookId: requiredText('a runbook'),
      EnvironmentIds: ids(),
      ...tenants,
    }),
    z.object({ ...id, ActionType: z.literal('CreateRelease'), ChannelId: text() }),
  ],
  'a trigger needs an Action with an ActionType that there is',
);

export type TriggerAction = Readonly<z.output<typeof actionSchema>>;
export type ActionOf<T extends TriggerAction['ActionType']> = Extract<TriggerAction, { readonly ActionType: T }>;
