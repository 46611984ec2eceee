import type { Address } from './item.ts';
import type { ItemKind } from './waves.ts';

/** What a thing is a part of, or lies in; undefined for what stands by itself on the server. */
function ownerOf({ kind, space, name }: Address): Address | undefined {
  const within = space === undefined ? {} : { space };
  const [first = '', ...rest] = name.split(' / ');
  const of = (owner: ItemKind, called: string): Address => ({ kind: owner, ...within, name: called });
  switch (kind) {
    case 'library variables':
      return of('library variable set', name);
    case 'project variables':
    case 'deployment process':
      return of('project', name);
    case 'channel':
    case 'runbook':
      return of('project', first);
    case 'runbook process':
    case 'published runbook':
      return rest.length === 0 ? undefined : of('runbook', name);
    case 'tenant variables':
      return of('tenant', name);
    case 'space':
      return undefined;
    default:
      return space === undefined ? undefined : { kind: 'space', name: space };
  }
}

/** A thing's owner, that one's owner, and so on up to the space. The team of a team's role is one, too. */
export function ownersOf(address: Address): readonly Address[] {
  const team = address.name.split(' / ')[0] ?? '';
  const teams: Address[] = address.kind === 'team role' ? [{ kind: 'team', name: team }] : [];
  const owner = ownerOf(address);
  return owner === undefined ? teams : [...teams, owner, ...ownersOf(owner)];
}
