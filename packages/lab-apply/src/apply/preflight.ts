import { resolveSecret, type SecretReference, type SecretSource } from '@octotrain/lab-config';
import type { LabPlan, PlannedWrite } from '../diff/diff.ts';
import { type Address, keyOf } from '../kinds/item.ts';
import { type RefKind, symbolicId } from '../kinds/refs.ts';
import { secretsIn, secretToken } from '../kinds/secrets.ts';
import type { Registry } from '../read/registry.ts';

/** Why a plan cannot be carried out; found before anything is written. */
export interface ApplyProblem {
  readonly message: string;
  readonly hint: string;
}

/** Gives a secret that preflight has found. */
export type Secrets = (reference: SecretReference) => string | undefined;

/**
 * Looks whether everything that a plan refers to is there, or will be, and reads the secrets that it needs. All
 * problems at once.
 */
export function preflight(options: { plan: LabPlan; registry: Registry; source: SecretSource }): {
  problems: readonly ApplyProblem[];
  secretOf: Secrets;
} {
  const { plan, registry, source } = options;
  const planned = new Set(plan.writes.map(({ change }) => keyOf(change)));
  const problems = new Map<string, ApplyProblem>();
  const secrets = new Map<string, string | undefined>();

  for (const write of plan.writes) {
    const { space } = write.change;
    const id = (kind: RefKind, name: string, within?: string): string => {
      const known = registry.find({ kind, name, within, space });
      if (known !== undefined) return known;
      if (!willBe(planned, { kind, name, space })) {
        const where = space === undefined ? 'the server' : `space "${space}"`;
        const message = `${write.change.kind} "${write.change.name}" needs ${kind} "${name}", which ${where} does not have`;
        problems.set(message, { message, hint: `create the ${kind}, or name another one in the lab file` });
      }
      return symbolicId(kind, name, within);
    };
    for (const reference of secretsIn(bodyOf(write, id, plan.rewriteSecrets))) {
      const key = JSON.stringify(reference);
      if (secrets.has(key)) continue;
      const resolved = resolveSecret(reference, source);
      secrets.set(key, resolved.ok ? resolved.value : undefined);
      if (!resolved.ok) problems.set(resolved.message, { message: resolved.message, hint: resolved.hint });
    }
  }
  return { problems: [...problems.values()], secretOf: (reference) => secrets.get(JSON.stringify(reference)) };
}

function bodyOf({ item, stored }: PlannedWrite, id: (kind: RefKind, name: string) => string, rewriteSecrets: boolean) {
  const building = { id, secret: secretToken };
  if (stored === undefined) return (item.newBody ?? item.body)(building);
  return item.replaces(stored, item.body(building), rewriteSecrets);
}

/** Kinds that a space, project or process brings along; the lab file itself was checked for their names. */
const broughtAlong: ReadonlySet<RefKind> = new Set(['template', 'common template', 'action', 'channel', 'runbook']);
const bornWithSpace: ReadonlySet<RefKind> = new Set(['lifecycle', 'project group', 'team']);

function willBe(
  planned: ReadonlySet<string>,
  wanted: { kind: RefKind; name: string; space: string | undefined },
): boolean {
  const { kind, name, space } = wanted;
  if (broughtAlong.has(kind)) return true;
  // Of those, only kinds that are items of their own are left.
  const address = { kind, name } as Address;
  if (planned.has(keyOf(address))) return true;
  if (space === undefined) return false;
  const isNewSpace = planned.has(keyOf({ kind: 'space', name: space }));
  return planned.has(keyOf({ ...address, space })) || (isNewSpace && bornWithSpace.has(kind));
}
