import { expect, it } from 'vitest';
import { finpayLab } from '../finpay/finpay-lab.ts';
import { findWritten } from './find-written.ts';

const small = `shared:
  environments:
    - name: Development
    - { name: Production }
  lifecycles:
    Standard: { phases: [] }
  variableSets:
    Common:
      variables:
        Kafka: &kafka
          Development: dev:9092
          Production: "one:9092,two:9092" # beside it
        Same: *kafka
spaces:
  Shop:
    agents: { targetTags: [shop] }
    tagSets: { Hosting: { tags: { Shared: {} } } }
    projects:
      web: { variables: { lifecycles: x } }
`;

it('finds shared things and those of a space where they are named', () => {
  const { things } = findWritten({ text: small, file: 'lab.yaml' });

  expect(things.map(({ kind, name, line, column }) => `${line}:${column} ${kind} ${name}`)).toEqual([
    '3:7 environment Development',
    '4:7 environment Production',
    '6:5 lifecycle Standard',
    '8:5 library variable set Common',
    '16:5 agent Shop',
    '17:16 tag set Hosting',
  ]);
});

it('finds each value once, where it is written, with the keys that lead to it', () => {
  const { texts } = findWritten({ text: small, file: 'lab.yaml' });

  const kafka = texts.filter(({ text }) => text.includes(':9092'));
  expect(kafka).toEqual([
    {
      file: 'lab.yaml',
      line: 11,
      column: 24,
      path: ['shared', 'variableSets', 'Common', 'variables', 'Kafka', 'Development'],
      text: 'dev:9092',
    },
    {
      file: 'lab.yaml',
      line: 12,
      column: 23,
      path: ['shared', 'variableSets', 'Common', 'variables', 'Kafka', 'Production'],
      text: 'one:9092,two:9092',
    },
  ]);
});

it('finds in FinPay what the line says', () => {
  const { things, texts } = findWritten(finpayLab);

  const lines = finpayLab.text.split('\n');
  expect(things.length).toBeGreaterThan(5);
  for (const { kind, name, line } of things) {
    expect(lines[line - 1], `${kind} ${name}`).toContain(kind === 'agent' ? 'agents:' : name);
  }
  for (const { text, line, column } of texts.filter(({ text }) => /^[\w.:-]+$/.test(text))) {
    expect(lines[line - 1]?.slice(column - 1)).toContain(text);
  }
});
