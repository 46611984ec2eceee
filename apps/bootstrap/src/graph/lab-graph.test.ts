import { finpayLab, loadLab } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { mermaidText } from './flowchart.ts';
import { labGraph } from './lab-graph.ts';
import { type LabPart, labParts } from './parts.ts';
import { readMermaid } from './read-mermaid.test-data.ts';

const loaded = loadLab(finpayLab);
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const { lab } = loaded;

function drawn(part: LabPart, only: readonly string[] = []): string {
  return mermaidText(labGraph(lab, { part, only }));
}

/** First lines of the boxes inside a frame, at any depth. */
function inside(text: string, title: string): readonly string[] {
  const { texts, parents } = readMermaid(text);
  const isIn = (id: string | undefined): boolean =>
    id !== undefined && (texts.get(id) === title || isIn(parents.get(id)));
  return [...texts].filter(([id]) => isIn(parents.get(id))).map(([, label]) => label.split('\n')[0] ?? '');
}

it.each(labParts)('draws FinPay: %s', async (part) => {
  const text = drawn(part);

  readMermaid(text);
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/finpay-${part}.mmd`);
});

it('shows every space, project, team and cluster, and an arrow for every agent', () => {
  const text = drawn('all');

  const labels = [...readMermaid(text).texts.values()].map((label) => label.split('\n')[0]);
  const projects = lab.spaces.flatMap((space) => space.projects.map(({ name }) => name));
  const agents = lab.spaces.flatMap((space) => space.agents);
  const names = [...lab.spaces, ...lab.teams].map(({ name }) => name);
  expect(labels).toEqual(expect.arrayContaining([...names, ...projects, ...agents.map(({ cluster }) => cluster)]));
  expect(readMermaid(text).edges.map(({ label }) => label)).toEqual(
    expect.arrayContaining(agents.map(({ name }) => name)),
  );
});

it('draws what all spaces share once, and a role in all of them as one arrow', () => {
  const { texts, edges } = readMermaid(drawn('all'));

  expect([...texts.values()].filter((label) => label === 'Standard')).toHaveLength(1);
  const risk = [...texts].find(([, label]) => label.startsWith('Risk Team'))?.[0];
  const arrows = edges.filter(({ from }) => from === risk).map(({ to, label }) => [texts.get(to), label]);
  expect(arrows).toEqual([['FinPay', 'Release Approver']]);
});

it('draws one space alone, with the teams that have something to say there', () => {
  const text = drawn('all', ['merchants']);

  expect(inside(text, 'FinPay')).toEqual(expect.arrayContaining(['Merchants', 'kyc-service', 'merchant-portal']));
  expect(inside(text, 'FinPay')).not.toContain('Payments');
  expect(inside(text, 'Teams')).not.toContain('Payments Developers');
  expect(inside(text, 'Teams')).toContain('Risk Team');
});

it('takes names as they are, also those that Mermaid would trip over', () => {
  const [space] = lab.spaces;
  if (space === undefined) throw new Error('FinPay has spaces');
  const odd = 'end "of" <everything> #1; & `more`';
  const text = mermaidText(
    labGraph({ ...lab, name: odd, spaces: [{ ...space, name: odd }] }, { part: 'all', only: [] }),
  );

  expect([...readMermaid(text).texts.values()]).toEqual(expect.arrayContaining([odd, odd]));
});
