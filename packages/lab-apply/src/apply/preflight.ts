import { resolveSecret, type SecretReference, type SecretSource } from '@octotrain/lab-config';
import type { LabPlan } from '../diff/diff.ts';
import { type Address, type Item, keyOf } from '../kinds/item.ts';
import { type RefKind, symbolicId } from '../kinds/refs.ts';
import { secretsIn, secretToken } from '../kinds/secrets.ts';
import type { Registry } from '../read/registry.ts';
import type { ApplyProblem } from './apply-problem.ts';
import { bodyToSend, type Sends } from './body-to-send.ts';

/** Gives a secret that preflight has found. */
export type Secrets = (reference: SecretReference) => string | undefined;

/**
 * Looks whether everything that a plan refers to is there, or will be, and reads the secrets that it needs. All
 * problems at once.
 */
export function preflight(options: { plan: LabPlan; registry: Registry; source: SecretSource }): {
  problems: readonly ApplyProblem[];
  secretOf: Secrets;
  /** Which secrets of an item are sent although the server has some. */
  sendsOf: (item: Item) => Sends;
  /** What new spaces are born with and something refers to, by the names of the spaces in small letters. */
  born: ReadonlyMap<string, ReadonlySet<BornKind>>;
} {
  const { plan, registry, source } = options;
  const planned = new Set(plan.writes.map(({ change }) => keyOf(change)));
  const problems = new Map((plan.secrets?.problems ?? []).map((one) => [one.message, one]));
  const rewrites = new Map(plan.writes.map(({ item, rewrites: own = [] }) => [item, new Set(own.map(textOf))]));

  /** An absent secret that may be absent is never written over one that the server has. */
  const sendsOf = (item: Item): Sends => {
    return (reference) => {
      if (!plan.rewriteSecrets) return rewrites.get(item)?.has(textOf(reference)) ?? false;
      const resolved = resolveSecret(reference, source);
      return !resolved.ok || resolved.value !== undefined;
    };
  };
  const secrets = new Map<string, string | undefined>();
  const born = new Map<string, Set<BornKind>>();

  for (const write of plan.writes) {
    const { space } = write.change;
    const id = (kind: RefKind, name: string, within?: string): string => {
      const known = registry.find({ kind, name, within, space });
      if (known !== undefined) return known;
      if (willBe(planned, { kind, name, space })) return symbolicId(kind, name, within);
      if (space !== undefined && isBorn(kind) && planned.has(keyOf({ kind: 'space', name: space }))) {
        born.set(space.toLowerCase(), (born.get(space.toLowerCase()) ?? new Set()).add(kind));
      } else {
        const where = space === undefined ? 'the server' : `space "${space}"`;
        const message = `${write.change.kind} "${write.change.name}" needs ${kind} "${name}", which ${where} does not have`;
        problems.set(message, { message, hint: `create the ${kind}, or name another one in the lab file` });
      }
      return symbolicId(kind, name, within);
    };
    for (const reference of secretsIn(
      bodyToSend({ ...write, building: { id, secret: secretToken }, sends: sendsOf(write.item) }),
    )) {
      const key = textOf(reference);
      if (secrets.has(key)) continue;
      const resolved = resolveSecret(reference, source);
      secrets.set(key, resolved.ok ? resolved.value : undefined);
      if (!resolved.ok) problems.set(resolved.message, { message: resolved.message, hint: resolved.hint });
    }
  }
  return { problems: [...problems.values()], secretOf: (reference) => secrets.get(textOf(reference)), sendsOf, born };
}

function textOf(reference: SecretReference): string {
  return JSON.stringify(reference);
}

/** Kinds that a space, project or process brings along; the lab file itself was checked for their names. */
const broughtAlong: ReadonlySet<RefKind> = new Set(['template', 'common template', 'action', 'channel', 'runbook']);

/** Kinds of which a new space has something at once. [client] */
export type BornKind = 'lifecycle' | 'project group' | 'team' | 'feed';

function isBorn(kind: RefKind): kind is BornKind {
  return ['lifecycle', 'project group', 'team', 'feed'].includes(kind);
}

function willBe(
  planned: ReadonlySet<string>,
  wanted: { kind: RefKind; name: string; space: string | undefined },
): boolean {
  const { kind, name, space } = wanted;
  if (broughtAlong.has(kind)) return true;
  // Of those, only kinds that are items of their own are left.
  const address = { kind, name } as Address;
  if (planned.has(keyOf(address))) return true;
  return space !== undefined && planned.has(keyOf({ ...address, space }));
}
