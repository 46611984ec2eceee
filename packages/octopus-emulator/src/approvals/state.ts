import { z } from 'zod';
import { choice, flag, ids, listOf, nameField, text } from '../http/fields.ts';

export const approvalPolicySchema = z.object({
  Name: nameField(),
  Description: text(),
  ScopingStrategy: choice(['Tag', 'Id'], 'Id'),
  TagScopes: listOf(z.object({ Id: z.string().nullish(), ProjectTags: ids(), EnvironmentTags: ids() })),
  IdScopes: listOf(z.object({ Id: z.string().nullish(), ProjectId: z.string(), EnvironmentIds: ids() })),
  MinimumApproversRequired: z.number('how many must approve').int().min(1, 'at least one person must approve'),
  AllowSelfApproval: flag(false),
  IsDisabled: flag(false),
  ApprovingUserIds: ids(),
  ApprovingTeamIds: ids(),
});

type Written = z.output<typeof approvalPolicySchema>;
type Identified<S> = Omit<S, 'Id'> & { readonly Id: string };

/** Which deployments and runs people must approve, and who may. */
export interface ApprovalPolicyDocument extends Readonly<Omit<Written, 'TagScopes' | 'IdScopes'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly TagScopes: readonly Identified<Written['TagScopes'][number]>[];
  readonly IdScopes: readonly Identified<Written['IdScopes'][number]>[];
}

/** Who must approve, as the policies had it when the task was made. */
export type ApprovalRule = Pick<
  ApprovalPolicyDocument,
  'MinimumApproversRequired' | 'AllowSelfApproval' | 'ApprovingUserIds' | 'ApprovingTeamIds'
>;

/** A task that needs an approval. Tasks of one change share what people decide. [client] */
export interface ServerTaskApprovalDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ServerTaskId: string;
  readonly Name: string;
  readonly ChangeId: string;
  readonly Rule: ApprovalRule;
  /** Who made the deployment or run. */
  readonly MakerId: string;
}

export const approvalSchema = z.object({
  Status: z.enum(['Approved', 'Rejected'], 'a decision is Approved or Rejected'),
  Notes: text().transform((notes) => notes ?? ''),
});

/** A person's decision. */
export interface ApprovalDocument extends Readonly<z.output<typeof approvalSchema>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly ServerTaskApprovalId: string;
  readonly ChangeId: string;
  readonly UserId: string;
}
