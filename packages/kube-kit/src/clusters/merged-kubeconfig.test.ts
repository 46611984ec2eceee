import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { kubeconfigText } from '../kwok/kubeconfig-text.ts';
import { withContext, withoutContext } from './merged-kubeconfig.ts';

const own = (context: string) =>
  kubeconfigText({ context, server: 'https://127.0.0.1:20001', authority: 'PEM', token: 'secret' });
const dev = { from: own('kind-dev'), owner: '/lab/dev' };
const prod = { from: own('kind-prod'), owner: '/lab/prod' };

const mine = `# written by hand
apiVersion: v1
kind: Config
clusters:
  - name: work # the big one
    cluster: { server: "https://work.example" }
users:
  - name: ann
    user: { token: t }
contexts:
  - name: work
    context: { cluster: work, user: ann }
current-context: work
`;

function entered(text: string, context = dev): string {
  const after = withContext(text, context);
  if (!after.ok) throw new Error(after.problem.message);
  return after.value;
}

it('enters a context beside what is there, comments and all', () => {
  const after = entered(mine);

  expect(after).toContain('# written by hand');
  expect(after).toContain('name: work # the big one');
  const config = parse(after);
  expect(config['current-context']).toBe('work');
  expect(config.contexts.map(({ name }: { name: string }) => name)).toEqual(['work', 'kind-dev']);
  expect(config.clusters[1].cluster.server).toBe('https://127.0.0.1:20001');
  expect(config.users[1].user.token).toBe('secret');
});

it.each([
  ['an empty file', ''],
  ['a file of kubectl with nothing in it', 'apiVersion: v1\nclusters: null\ncontexts: []\nkind: Config\nusers: null\n'],
])('makes %s a kubeconfig whose current context it is', (_name, text) => {
  expect(parse(entered(text))).toMatchObject({
    kind: 'Config',
    'current-context': 'kind-dev',
    contexts: [{ name: 'kind-dev' }],
  });
});

it('enters the same again without another entry', () => {
  const once = entered(mine);
  expect(entered(once)).toBe(once);
});

it('replaces what it entered for an earlier start', () => {
  const later = { ...dev, from: dev.from.replace('20001', '20002') };
  expect(entered(entered(mine), later)).toBe(entered(mine, later));
});

it('takes out what it has entered, and nothing else', () => {
  const both = entered(entered(mine), prod);

  expect(withoutContext(both, dev.owner)).toEqual({ ok: true, value: entered(mine, prod) });
  const none = withoutContext(entered(mine), dev.owner);
  expect(none.ok && parse(none.value)).toEqual(parse(mine));
});

it('leaves no current context that is gone', () => {
  const after = withoutContext(entered(''), dev.owner);
  expect(after.ok && parse(after.value)).toMatchObject({ 'current-context': '', contexts: [] });
});

it('does not touch a text that it has entered nothing into', () => {
  expect(withoutContext(mine, dev.owner)).toEqual({ ok: true, value: mine });
});

it('refuses to replace an entry of somebody else', () => {
  const theirs = mine.replaceAll('work', 'kind-dev');

  expect(withContext(theirs, dev)).toMatchObject({
    ok: false,
    problem: { message: "has a cluster kind-dev already, which is not this cluster's" },
  });
  expect(withContext(entered(mine, { ...dev, owner: '/elsewhere/dev' }), dev)).toMatchObject({ ok: false });
});

it.each([['clusters: ['], ['- a list'], ['just words']])('refuses what is no kubeconfig: %s', (text) => {
  expect(withContext(text, dev)).toMatchObject({ ok: false, problem: { code: 'kubeconfig-invalid' } });
  expect(withoutContext(text, dev.owner)).toMatchObject({ ok: false, problem: { code: 'kubeconfig-invalid' } });
});
