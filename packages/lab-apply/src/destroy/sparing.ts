import type { Address } from '../kinds/item.ts';
import type { Found } from '../read/observed.ts';

/** Something that the lab names and that stays, and why. */
export interface Spared {
  readonly address: Address;
  readonly reason: string;
}

/**
 * Says of a team, a person or a role of the lab why it stays: because every server has it, because it was asked for,
 * because it is the account that asks, or because a team that the lab does not know counts on it.
 */
export function sparingOf(options: {
  found: readonly Found[];
  isKnown: (address: Address) => boolean;
  isDeleted: (address: Address) => boolean;
  me: string;
  keepPeople: boolean;
}): (one: Found) => Spared | undefined {
  const { found, isKnown, isDeleted, me, keepPeople } = options;
  const staying = found.filter((one) => {
    return one.address.kind === 'team' && !isDeleted(one.address) && (one.isBuiltIn || !isKnown(one.address));
  });
  const names = new Map(staying.map(({ address, document }) => [document.Id ?? '', address.name]));

  function reasonFor({ address, document, isBuiltIn }: Found): string | undefined {
    switch (address.kind) {
      case 'team':
        return isBuiltIn ? 'every server has it' : undefined;
      case 'user': {
        if (keepPeople) return 'people are to be kept';
        if (document.Id === me) return 'it is the account that asks';
        const team = staying.find(
          (one) => !isKnown(one.address) && everyone !== one.document.Id && hasMember(one, document.Id),
        );
        return team === undefined ? undefined : `it is also in the team ${team.address.name}`;
      }
      case 'user role': {
        if (isBuiltIn) return 'every server has it';
        const team = holderOf(document.Id);
        return team === undefined ? undefined : `the team ${team} has it`;
      }
      default:
        return undefined;
    }
  }

  /** A team that stays and has the role, in a way that the lab did not make. */
  function holderOf(role: string | null | undefined): string | undefined {
    const holding = found.find(({ address, document }) => {
      if (address.kind !== 'team role' || isKnown(address) || isDeleted(address)) return false;
      return fieldOf(document, 'UserRoleId') === role && names.has(String(fieldOf(document, 'TeamId')));
    });
    return holding === undefined ? undefined : names.get(String(fieldOf(holding.document, 'TeamId')));
  }

  return (one) => {
    const reason = reasonFor(one);
    return reason === undefined ? undefined : { address: one.address, reason };
  };
}

/** Everybody is in it, so that it says nothing about anybody. [docs] */
const everyone = 'teams-everyone';

function hasMember({ document }: Found, id: string | null | undefined): boolean {
  const members = fieldOf(document, 'MemberUserIds');
  return Array.isArray(members) && members.includes(id);
}

function fieldOf(document: object, field: string): unknown {
  return field in document ? Reflect.get(document, field) : undefined;
}
