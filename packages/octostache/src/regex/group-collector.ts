import { RegexFault } from './pattern-cursor.ts';
import type { Group, GroupNumbers } from './tree.ts';

/** Counts the groups of a pattern as they are met; or, at the second reading, knows them all. */
export class GroupCollector {
  private nameless = 0;
  private readonly explicit = new Set<number>();
  private readonly names = new Set<string>();
  private readonly all: GroupNumbers | undefined;

  constructor(all?: GroupNumbers) {
    this.all = all;
  }

  /** The number of the next group without a name. */
  nextNumber(): number {
    this.nameless += 1;
    return this.nameless;
  }

  /** A group that names itself, by a word or a number. */
  add(name: string): Group {
    if (!/^\d+$/.test(name)) {
      this.names.add(name);
      return name;
    }
    const number = Number(name);
    if (number === 0 || number > 1_000_000) throw new RegexFault('a group cannot have this number');
    this.explicit.add(number);
    return number;
  }

  /** Whether there is such a group; yes, as long as not all of them are known. */
  has(group: Group): boolean {
    if (!this.all) return true;
    return typeof group === 'number' ? this.all.places.has(group) : this.all.byName.has(group);
  }

  /** A group that is referred to by a word or a number, and must be there. */
  known(name: string): Group {
    const group = /^\d+$/.test(name) ? Number(name) : name;
    if (!this.has(group)) throw new RegexFault('there is no such group');
    return group;
  }

  numbered(): GroupNumbers {
    const numbers = new Set([0, ...this.explicit]);
    for (let number = 1; number <= this.nameless; number += 1) numbers.add(number);
    const byName = new Map<string, number>();
    let next = this.nameless + 1;
    for (const name of this.names) {
      while (numbers.has(next)) next += 1;
      numbers.add(next);
      byName.set(name, next);
    }
    const sorted = [...numbers].sort((a, b) => a - b);
    return { places: new Map(sorted.map((number, place) => [number, place])), byName };
  }
}
