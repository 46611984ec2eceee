import { describe, expect, it } from 'vitest';
import { recordingRunner } from '../testing/recording-runner.ts';
import { createKind, type Kind } from './kind.ts';

const env = { PATH: '/bin' };

describe('what kind is asked', () => {
  it.each<[string, (kind: Kind) => Promise<unknown>, string, string?]>([
    ['version', (kind) => kind.version(), 'version'],
    ['for clusters', (kind) => kind.clusters(), 'get clusters'],
    ['for a cluster', (kind) => kind.create({ name: 'dev' }), 'create cluster --name=dev'],
    [
      'for a cluster of one kind',
      (kind) =>
        kind.create({
          name: 'dev',
          config: { kind: 'Cluster' },
          kubeconfig: '/kc',
          image: 'kindest/node:v1.37.0',
          waitMs: 120_000,
        }),
      'create cluster --name=dev --config=- --kubeconfig=/kc --image=kindest/node:v1.37.0 --wait=120s',
      '{"kind":"Cluster"}',
    ],
    [
      'for the end of one',
      (kind) => kind.delete({ name: 'dev', kubeconfig: '/kc' }),
      'delete cluster --name=dev --kubeconfig=/kc',
    ],
    ['for a kubeconfig', (kind) => kind.kubeconfig('dev'), 'get kubeconfig --name=dev'],
  ])('%s', async (_name, ask, line, input) => {
    const { run, calls } = recordingRunner({ stdout: 'kind v0.33.0 go1.26.8 linux/amd64\n' });
    await ask(createKind({ run, env }));
    expect(calls.map(({ args }) => args.join(' '))).toEqual([line]);
    expect(calls[0]).toMatchObject({ program: 'kind', env });
    expect(calls[0]?.input).toBe(input);
  });

  it('uses podman when it is told to', async () => {
    const { run, calls } = recordingRunner();
    await createKind({ run, env, engine: 'podman' }).clusters();
    expect(calls[0]?.env).toEqual({ PATH: '/bin', KIND_EXPERIMENTAL_PROVIDER: 'podman' });
  });
});

describe('what kind answers', () => {
  it('is the names of clusters', async () => {
    const { run } = recordingRunner({ stdout: 'finpay-dev\nfinpay-prod\n' });
    expect(await createKind({ run, env }).clusters()).toEqual({ ok: true, value: ['finpay-dev', 'finpay-prod'] });
  });

  it('is none when there are none', async () => {
    const { run } = recordingRunner({ stderr: 'No kind clusters found.\n' });
    expect(await createKind({ run, env }).clusters()).toEqual({ ok: true, value: [] });
  });

  it('is its version', async () => {
    const { run } = recordingRunner({ stdout: 'kind v0.33.0 go1.26.8 linux/amd64\n' });
    expect(await createKind({ run, env }).version()).toMatchObject({ value: { minor: 33, text: 'v0.33.0' } });
  });

  it('names the engine that does not run', async () => {
    const stderr = `ERROR: failed to list clusters: command "docker ps -a" failed with error: exit status 1

Command Output: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
`;
    const { run } = recordingRunner({ code: 1, stderr });
    expect(await createKind({ run, env }).clusters()).toMatchObject({
      ok: false,
      problem: {
        code: 'unreachable',
        message: expect.stringContaining('Cannot connect to the Docker daemon'),
        hint: expect.stringContaining('start Docker'),
      },
    });
  });
});
