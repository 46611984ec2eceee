import { type Address, keyOf } from '../kinds/item.ts';
import { kindsInLog } from './kinds-in-log.ts';

/** The missing thing that a missing thing belongs to, the outermost first; `missing` holds keys of addresses. */
export function missingOwner(address: Address, missing: ReadonlyMap<string, Address>): Address | undefined {
  for (const owner of ownersOf(address)) {
    const found = missing.get(keyOf(owner));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a thing belongs to by its name: its space, its project, its runbook, its tenant, … outermost first. */
function ownersOf({ kind, space, name }: Address): readonly Address[] {
  const inSpace = space === undefined ? {} : { space };
  const whole: readonly Address[] = space === undefined ? [] : [{ kind: 'space', name: space }];
  const { owner } = kindsInLog[kind];
  if (owner === undefined) return whole;
  // A team role's space is where it holds, not where its team is.
  if (kind === 'team role') return [...whole, { kind: owner, name: name.split(' / ')[0] ?? name }];
  if (owner === 'runbook') {
    const project = name.split(' / ')[0] ?? name;
    return [...whole, { kind: 'project', ...inSpace, name: project }, { kind: 'runbook', ...inSpace, name }];
  }
  return [...whole, { kind: owner, ...inSpace, name: owner === 'project' ? (name.split(' / ')[0] ?? name) : name }];
}
