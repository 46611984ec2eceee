import type { Address } from '@octotrain/lab-apply';
import { describe, expect, it } from 'vitest';
import { readSelectors } from './selectors.ts';

const known: readonly Address[] = [
  { kind: 'space', name: 'Payments' },
  { kind: 'space', name: 'Merchants' },
  { kind: 'team', name: 'Risk Team' },
  { kind: 'team role', name: 'Risk Team / Approver' },
  { kind: 'environment', space: 'Payments', name: 'Staging' },
  { kind: 'environment', space: 'Merchants', name: 'Staging' },
  { kind: 'project', space: 'Payments', name: 'payments-api' },
  { kind: 'deployment process', space: 'Payments', name: 'payments-api' },
  { kind: 'runbook', space: 'Payments', name: 'payments-api / Restart' },
  { kind: 'runbook process', space: 'Payments', name: 'payments-api / Restart' },
  { kind: 'project', space: 'Merchants', name: 'portal' },
  { kind: 'tenant', space: 'Merchants', name: 'Acme Corp' },
  { kind: 'tenant variables', space: 'Merchants', name: 'Acme Corp' },
];

function selected(...texts: readonly string[]): readonly string[] {
  const read = readSelectors(texts, known);
  if (!read.ok) return read.text.split('\n');
  return known.filter(read.value).map(({ kind, space, name }) => `${space ?? ''}: ${kind} ${name}`);
}

describe('a selector', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['everything when there is none', [], known.map((one) => `${one.space ?? ''}: ${one.kind} ${one.name}`)],
    ['a kind in all spaces', ['environment'], ['Payments: environment Staging', 'Merchants: environment Staging']],
    ['a kind of two words', ['deployment-process'], ['Payments: deployment process payments-api']],
    [
      'a thing with its parts',
      ['project/payments-api'],
      [
        'Payments: project payments-api',
        'Payments: deployment process payments-api',
        'Payments: runbook payments-api / Restart',
        'Payments: runbook process payments-api / Restart',
      ],
    ],
    [
      'a part by its own name',
      ['runbook/Restart'],
      ['Payments: runbook payments-api / Restart', 'Payments: runbook process payments-api / Restart'],
    ],
    [
      'a part by the whole of its name',
      ['runbook/payments-api/restart'],
      ['Payments: runbook payments-api / Restart', 'Payments: runbook process payments-api / Restart'],
    ],
    [
      'a space with all that lies in it, whatever the case',
      ['space/merchants'],
      [
        ': space Merchants',
        'Merchants: environment Staging',
        'Merchants: project portal',
        'Merchants: tenant Acme Corp',
        'Merchants: tenant variables Acme Corp',
      ],
    ],
    ['spaces alone', ['space'], [': space Payments', ': space Merchants']],
    ['a kind of one space', ['space/Payments/environment'], ['Payments: environment Staging']],
    [
      'names by a pattern',
      ['space/Merchants/tenant/Acme*'],
      ['Merchants: tenant Acme Corp', 'Merchants: tenant variables Acme Corp'],
    ],
    ['a team with its roles', ['team/Risk Team'], [': team Risk Team', ': team role Risk Team / Approver']],
    ['several', ['team', 'project/portal'], [': team Risk Team', 'Merchants: project portal']],
  ])('means %s', (_what, texts, expected) => {
    expect(selected(...texts)).toEqual(expected);
  });

  it('that is wrong is told together with all others, each with the nearest name', () => {
    const wrong = ['projct', 'project/payment-api', 'space/Paymnts', 'space/Payments/tenant', 'project//x', 'widget'];

    expect(selected(...wrong)).toEqual([
      '--only "projct": no kind "projct"; did you mean "project"?',
      '--only "project/payment-api": no project "payment-api"; did you mean "payments-api"?',
      '--only "space/Paymnts": no space "Paymnts"; did you mean "Payments"?',
      '--only "space/Payments/tenant": the file has no tenant in space "Payments"',
      expect.stringContaining('--only "project//x": write KIND'),
      expect.stringContaining('--only "widget": no kind "widget"; kinds: space, user-role'),
    ]);
  });
});
