import { findWritten } from '@octotrain/lab-config';
import { describe, expect, it } from 'vitest';
import type { Held, HeldValue } from './held.ts';
import { placesOf, tallyOf } from './tally.ts';

const text = `shared:
  environments:
    - name: Development
  variableSets:
    Common:
      variables:
        Kafka:
          value: one:9092
          description: Not one:9092 alone
        Same: one:9092
        Token: { value: { env: TOKEN }, sensitive: true }
spaces:
  Shop:
    agents: { targetTags: [shop] }
    projects:
      web:
        process:
          - script: echo one:9092
  Bank:
    agents: { targetTags: [bank] }
`;
const written = findWritten({ text, file: 'lab.yaml' });

function value(space: string, variable: string, text?: string): HeldValue {
  const owner = { ownerKind: 'library variable set', owner: 'Common' } as const;
  return { space, ...owner, variable, scope: '', ...(text === undefined ? {} : { text }) };
}

const held: Held = {
  spaces: ['Shop', 'Bank'],
  things: [
    { kind: 'environment', space: 'Shop', name: 'Development' },
    { kind: 'environment', space: 'Bank', name: 'development' },
    { kind: 'environment', space: 'Bank', name: 'Alone' },
    { kind: 'tag set', space: 'Shop', name: 'Development' },
    { kind: 'agent', space: 'Shop', name: 'shop-dev' },
    { kind: 'agent', space: 'Shop', name: 'shop-prod' },
    { kind: 'agent', space: 'Bank', name: 'bank-dev' },
  ],
  values: [
    value('Shop', 'Kafka', 'one:9092'),
    value('Bank', 'Kafka', 'one:9092'),
    value('Bank', 'Kafka', 'two:9092'),
    value('Shop', 'Other', 'two:9092'),
    value('Shop', 'Token'),
    value('Bank', 'Token'),
    value('Shop', 'Blank', ''),
    value('Bank', 'Blank', ''),
  ],
};

describe('a tally', () => {
  const { rows, ...sums } = tallyOf(held, written);

  it('has a row for what more than one space holds, whatever the case of its name', () => {
    expect(rows.map(({ kind, name, held: count, spaces }) => [kind, name, count, spaces])).toEqual([
      ['environment', 'Development', 2, { Shop: 1, Bank: 1 }],
      ['agent', '', 3, { Shop: 2, Bank: 1 }],
      ['value', 'Kafka', 2, { Shop: 1, Bank: 1 }],
    ]);
  });

  it('says where each is written, and how often in all', () => {
    expect(rows.map((row) => row.written.map(({ line }) => line))).toEqual([[3], [14, 20], [8]]);
    expect(sums).toEqual({ held: 7, written: 4 });
  });
});

describe('places', () => {
  const lines = (wanted: Parameters<typeof placesOf>[0]) =>
    placesOf(wanted, held, written).written.map(({ line }) => line);
  const values = (wanted: Parameters<typeof placesOf>[0]) =>
    placesOf(wanted, held, written).held.map(({ space, variable }) => `${space} ${variable}`);

  it('of a text are all that hold it, under any name, also in scripts', () => {
    expect(values({ value: 'two:' })).toEqual(['Bank Kafka', 'Shop Other']);
    expect(lines({ value: 'one:9092' })).toEqual([8, 9, 10, 18]);
  });

  it('of a variable are its values, secret ones included, and not what is told about it', () => {
    expect(values({ variable: 'token' })).toEqual(['Shop Token', 'Bank Token']);
    expect(lines({ variable: 'Kafka' })).toEqual([8]);
    expect(lines({ variable: 'Token' })).toEqual([11]);
  });

  it('of both are those that are both', () => {
    expect(values({ value: 'two', variable: 'Kafka' })).toEqual(['Bank Kafka']);
    expect(lines({ value: 'one', variable: 'Same' })).toEqual([10]);
  });
});
