import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contextOfKubeconfig, secretsOfKubeconfig } from './kubeconfig.ts';

const text = `
current-context: kind-dev
clusters:
  - { name: dev, cluster: { server: https://127.0.0.1:1, certificate-authority: pki/ca.crt } }
  - { name: prod, cluster: { server: https://127.0.0.1:2 } }
users:
  - { name: admin, user: { token: hunter22, client-key: /keys/admin.key } }
contexts:
  - { name: kind-dev, context: { cluster: dev, user: admin, namespace: mine } }
  - { name: kind-prod, context: { cluster: prod, user: nobody } }
  - { name: lost, context: { cluster: gone, user: admin } }
`;
const file = '/clusters/dev/kubeconfig';
const of = (context?: string, source = text) =>
  contextOfKubeconfig(source, { file, context, namespace: 'payments-dev' });

function made(context?: string) {
  const one = of(context);
  if ('problem' in one) throw new Error(one.problem);
  return JSON.parse(one.text);
}

describe('the kubeconfig of a step', () => {
  it('has the current context alone, with the namespace of the step, and names files by their whole paths', () => {
    expect(made()).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'kind-dev',
          cluster: { server: 'https://127.0.0.1:1', 'certificate-authority': resolve('/clusters/dev/pki/ca.crt') },
        },
      ],
      users: [{ name: 'kind-dev', user: { token: 'hunter22', 'client-key': '/keys/admin.key' } }],
      contexts: [{ name: 'kind-dev', context: { cluster: 'kind-dev', user: 'kind-dev', namespace: 'payments-dev' } }],
      'current-context': 'kind-dev',
    });
  });

  it('has the context that is asked for, and nothing of the others', () => {
    expect(made('kind-prod').clusters).toEqual([{ name: 'kind-prod', cluster: { server: 'https://127.0.0.1:2' } }]);
    expect(JSON.stringify(made('kind-prod'))).not.toContain('hunter22');
  });

  it.each([
    ['staging', text, "has no context 'staging'; it has: kind-dev, kind-prod, lost."],
    [undefined, 'contexts: []', 'has no current context; it has: none.'],
    ['lost', text, "has no cluster 'gone'."],
    [undefined, 'contexts: 7', `${file} is no kubeconfig.`],
    [undefined, '{', `${file} is no kubeconfig.`],
  ])('cannot be made of context %s of %#', (context, source, problem) => {
    expect(of(context, source)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it('tells what of it is secret', () => {
    const one = of();
    expect('text' in one && secretsOfKubeconfig(one.text)).toEqual(['hunter22']);
  });
});
