import { expect, it } from 'vitest';
import { readMermaid } from '../graph/read-mermaid.test-data.ts';
import { noServer, runBootstrap } from '../testing/run-bootstrap.ts';

function graph(...words: readonly string[]) {
  return runBootstrap(['graph', ...words], { fetch: noServer, env: { OCTOPUS_URL: undefined } });
}

it('prints Mermaid and nothing else, without a server', async () => {
  const { code, stdout, stderr } = await graph();

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect([...readMermaid(stdout.trimEnd()).texts.values()]).toContain('FinPay');
});

it('makes a page with a picture for each side', async () => {
  const { code, stdout } = await graph('--markdown');

  const pictures = [...stdout.matchAll(/^```mermaid\n(.*?)\n```$/gms)].map(([, text = '']) => readMermaid(text));
  expect(code).toBe(0);
  expect(pictures).toHaveLength(4);
  expect(stdout.match(/^#.*$/gm)).toEqual([
    '# FinPay',
    '## Spaces',
    '## Lifecycles',
    '## Clusters and agents',
    '## Teams and their roles',
  ]);
});

it('draws the spaces that are asked for', async () => {
  const { stdout } = await graph('--only', 'Payments', '--only', 'platform', '--part', 'spaces');

  const texts = [...readMermaid(stdout.trimEnd()).texts.values()];
  expect(texts).toEqual(expect.arrayContaining(['Payments', 'Platform']));
  expect(texts).not.toContain('Merchants');
});

it('refuses spaces that the lab does not have, all at once, with the nearest name', async () => {
  const { code, stdout, stderr } = await graph('--only', 'Paymnts', '--only', 'Zoo');

  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).toBe(
    'bootstrap: the lab has no space "Paymnts": did you mean "Payments"?\nthe lab has no space "Zoo": it has Platform, Payments, Merchants\n',
  );
});
