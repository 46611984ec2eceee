import { withoutSecrets } from '../http/sensitive.ts';

interface Identified {
  readonly Id: string;
}

/** Collections that are nothing but secrets, or worth nothing without one; a server makes new ones when it needs them. */
const secretCollections: ReadonlySet<string> = new Set([
  'ApiKeys',
  'AuditSalts',
  'ClusterAccess',
  'MintedKeys',
  'SigningKeys',
]);

/** A document in which no secret is left; undefined for one that is a secret as a whole. */
export function documentWithoutSecrets(collection: string, document: Identified): Identified | undefined {
  if (secretCollections.has(collection)) return undefined;
  const plain = withoutSecrets(document);
  if ('Variables' in plain && Array.isArray(plain.Variables)) {
    return { ...plain, ...{ Variables: plain.Variables.map(withoutSensitiveValue) } };
  }
  // What was answered to prompts, and what steps put out, may be secret: nothing says that it is not.
  if ('PromptedValues' in plain) return { ...plain, ...{ PromptedValues: {} } };
  if (collection === 'TaskWalks') return { ...plain, ...{ Outputs: {} } };
  return plain;
}

function withoutSensitiveValue(variable: unknown): unknown {
  if (typeof variable !== 'object' || variable === null) return variable;
  const isSecret =
    ('IsSensitive' in variable && variable.IsSensitive === true) ||
    ('Type' in variable && variable.Type === 'Sensitive');
  return isSecret ? { ...variable, Value: null } : variable;
}
