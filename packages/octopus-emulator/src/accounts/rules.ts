import { isSensitive } from '../http/sensitive.ts';
import { fieldsOfType } from './account-fields.ts';
import type { AccountDocument } from './state.ts';

const subjectKeys = {
  DeploymentSubjectKeys: ['space', 'environment', 'project', 'tenant', 'runbook', 'account', 'type'],
  HealthCheckSubjectKeys: ['space', 'account', 'target', 'type'],
  AccountTestSubjectKeys: ['space', 'account', 'type'],
} as const;

/** Broken rules of an account, judged as it would be kept. [client] */
export function accountProblems(account: Omit<AccountDocument, 'Id' | 'SpaceId' | 'Slug'>): readonly string[] {
  const missing = fieldsOfType[account.AccountType].needs.filter((field) => isEmpty(account[field]));
  return [
    ...missing.map((field) => `An account of type ${account.AccountType} needs ${field}.`),
    ...Object.entries(subjectKeys).flatMap(([field, known]) =>
      // The names of the table are fields that are lists of texts.
      (account[field as keyof typeof subjectKeys] ?? [])
        .filter((key) => !known.some((candidate) => candidate === key))
        .map((key) => `${field} knows ${known.join(', ')}, not '${key}'.`),
    ),
    ...placementProblems('An account', account),
  ];
}

/** An account or certificate that takes no part in tenanted deployments belongs to no tenants. */
export function placementProblems(
  kind: string,
  placed: Pick<AccountDocument, 'TenantIds' | 'TenantTags' | 'TenantedDeploymentParticipation'>,
): readonly string[] {
  const associated = placed.TenantIds.length + placed.TenantTags.length > 0;
  return associated && placed.TenantedDeploymentParticipation === 'Untenanted'
    ? [`${kind} that takes no part in tenanted deployments cannot be associated with tenants.`]
    : [];
}

function isEmpty(value: unknown): boolean {
  if (isSensitive(value)) return !value.HasValue;
  return value === null || value === undefined || value === '';
}
