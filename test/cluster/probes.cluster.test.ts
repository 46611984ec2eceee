import { beforeAll, expect, it } from 'vitest';
import { opened } from './support/opened-cluster.ts';
import { describeOnCluster } from './support/test-cluster.ts';

describeOnCluster('a workload on a real control plane', { name: 'probes' }, (on) => {
  const target = { namespace: 'default', service: 'web' };
  beforeAll(async () => {
    await on.kubectl(['create', 'deployment', 'web', '--image=web:1.0.0', '--port=80']);
    await on.kubectl(['expose', 'deployment', 'web', '--port=8080', '--target-port=80', '--name=web']);
    await on.kubectl(['create', 'deployment', 'sick', '--image=web:1-failing', '--port=80']);
    await on.kubectl(['expose', 'deployment', 'sick', '--port=80']);
    await on.kubectl(['create', 'deployment', 'gone', '--image=web:1-broken', '--port=80']);
    await on.kubectl(['expose', 'deployment', 'gone', '--port=80']);
    for (const name of ['web', 'sick']) await on.kubectl(['rollout', 'status', `deployment/${name}`, '--timeout=30s']);
  });

  it('answers by every way with one kind of answer', async () => {
    const cluster = await opened(on);
    const curl = ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', 'http://localhost:80/'] as const;

    const answers = await Promise.all([
      cluster.probe({ via: 'service', ...target, port: 8080, path: '/health' }),
      cluster.probe({ via: 'port-forward', ...target, path: '/health' }),
      cluster.probe({ via: 'exec', ...target, argv: curl }),
    ]);

    expect(answers).toMatchObject([
      { via: 'service', status: 200, body: expect.stringContaining('"image":"web:1.0.0"') },
      { via: 'port-forward', status: 200, body: expect.stringContaining('"path":"/health"') },
      { via: 'exec', status: 200, exitCode: 0, body: '200' },
    ]);
    for (const { reason, truncated } of answers) {
      expect(reason).toMatch(/^status 200 in \d+ ms$/);
      expect(truncated).toBe(false);
    }
  });

  it('that fails is an answer with its status', async () => {
    const cluster = await opened(on);

    expect(await cluster.probe({ via: 'service', namespace: 'default', service: 'sick' })).toMatchObject({
      status: 500,
    });
    expect(await cluster.probe({ via: 'port-forward', namespace: 'default', service: 'sick' })).toMatchObject({
      status: 500,
    });
    expect(
      await cluster.probe({ via: 'exec', namespace: 'default', service: 'sick', argv: ['curl', '-sf', 'localhost'] }),
    ).toMatchObject({ exitCode: 22, reason: expect.stringMatching(/^exit code 22 in/) });
  });

  it('that is not there is an answer with a problem', async () => {
    const cluster = await opened(on);
    const gone = { namespace: 'default', service: 'gone' };
    const nobody = { namespace: 'default', pod: 'nobody' };

    expect(await cluster.probe({ via: 'service', ...gone })).toMatchObject({ problem: { code: 'no-endpoints' } });
    expect(await cluster.probe({ via: 'port-forward', ...gone })).toMatchObject({
      problem: { code: 'no-endpoints' },
      reason: 'the service default/gone has no ready pod (of 1)',
    });
    expect(await cluster.probe({ via: 'port-forward', ...nobody, port: 80 })).toMatchObject({
      problem: { code: 'not-found' },
    });
    expect(await cluster.probe({ via: 'exec', ...nobody, argv: ['true'] })).toMatchObject({
      problem: { code: 'not-found' },
    });
  });
});
