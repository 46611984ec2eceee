import { listField, textField } from '../json.ts';

/** Who asks. */
export type AccessSubject =
  | { readonly serviceAccount: string; readonly namespace: string }
  | { readonly user: string; readonly groups?: readonly string[] };

/** The user name and groups by which the API server knows a subject. */
export function identityOf(subject: AccessSubject): { user: string; groups: readonly string[] } {
  if ('user' in subject) return { user: subject.user, groups: [...(subject.groups ?? []), 'system:authenticated'] };
  const { serviceAccount, namespace } = subject;
  return {
    user: `system:serviceaccount:${namespace}:${serviceAccount}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

/** Whether a binding is for somebody. */
export function bindsIdentity(binding: unknown, identity: ReturnType<typeof identityOf>): boolean {
  return listField(binding, 'subjects').some((subject) => {
    const name = textField(subject, 'name');
    switch (textField(subject, 'kind')) {
      case 'User':
        return name === identity.user;
      case 'Group':
        return identity.groups.includes(name);
      case 'ServiceAccount': {
        const namespace = textField(subject, 'namespace') || textField(binding, 'metadata', 'namespace');
        return namespace !== '' && identity.user === `system:serviceaccount:${namespace}:${name}`;
      }
      default:
        return false;
    }
  });
}
