import { describe, expect, it } from 'vitest';
import { virtualClock } from '../clock/virtual-clock.ts';
import { readFaults } from './create.ts';
import type { FaultPlan } from './plan.ts';
import { answerUnder, DroppedConnection } from './strike.ts';

function planOf(text: string): FaultPlan {
  const read = readFaults({ text, file: 'faults.yaml' });
  if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join('\n'));
  return read.plan;
}

describe('a faults file', () => {
  it('makes a named step fail in one environment, as often as asked', () => {
    const plan = planOf('- match: { step: Smoke Test, environment: Production }\n  do: fail\n  times: 2\n');
    const place = { step: 'smoke test', project: 'payments-api', environment: 'Production' };

    expect(plan.forStep({ ...place, environment: 'Staging' })).toBeUndefined();
    expect(plan.forStep(place)?.kind).toBe('fail');
    expect(plan.forStep(place)?.kind).toBe('fail');
    expect(plan.forStep(place)).toBeUndefined();
  });

  it('matches a tenant only where there is one', () => {
    const plan = planOf('- match: { workload: merchant-*, tenant: Acme Corp }\n  do: { status: 500 }\n');
    const place = { cluster: 'dev', namespace: 'ns', workload: 'merchant-portal-acme-corp' };

    expect(plan.forWorkload(place)).toBeUndefined();
    expect(plan.forWorkload({ ...place, tenant: 'Acme Corp' })).toEqual({ kind: 'status', status: 500 });
  });

  it.each([
    ['POST /api/*/deployments', 'POST', '/api/Spaces-2/deployments', true],
    ['POST /api/*/deployments', 'GET', '/api/Spaces-2/deployments', false],
    ['POST /api/*/deployments', 'POST', '/api/Spaces-2/deployments/x', false],
    ['/api/**', 'PUT', '/api/Spaces-2/interruptions/Interruptions-1/responsible', true],
    ['/api/tasks', 'GET', '/api/Tasks/', true],
  ])('matches the route %s with %s %s: %s', (route, method, path, matches) => {
    const plan = planOf(`- match: { route: "${route}" }\n  do: { drop: after }\n`);

    expect(plan.forRoute(method, path)).toEqual(matches ? [{ kind: 'drop', when: 'after' }] : []);
  });

  it('occurs by chance, the same for the same seed', () => {
    const text = (seed: number) => `- { match: { step: Deploy }, do: stall, chance: 0.5, seed: ${seed} }`;
    const draws = (seed: number) => {
      const plan = planOf(text(seed));
      return Array.from(
        { length: 200 },
        () => plan.forStep({ step: 'Deploy', project: 'p', environment: 'e' }) !== undefined,
      );
    };

    expect(draws(7)).toEqual(draws(7));
    expect(draws(7)).not.toEqual(draws(8));
    const hits = draws(7).filter(Boolean).length;
    expect(hits).toBeGreaterThan(70);
    expect(hits).toBeLessThan(130);
  });

  it('reports everything that is wrong at once, with its place', () => {
    const read = readFaults({
      file: 'faults.yaml',
      text: [
        '- match: { route: /api/**, environment: Production }',
        '  do: { drop: after }',
        '- match: { step: Deploy, workload: api }',
        '  do: fail',
        '- match: { workload: api }',
        '  do: stall',
        '- match: { rute: x }',
        '  do: stall',
      ].join('\n'),
    });

    expect(read.ok ? [] : read.problems.map(({ line, message }) => [line, message])).toEqual([
      [1, expect.stringContaining('not narrowed by `environment`')],
      [3, expect.stringContaining('exactly one of')],
      [6, expect.stringContaining('a workload can do')],
      [7, expect.stringContaining('rute')],
      [8, expect.stringContaining('a route can do')],
    ]);
  });
});

describe('a request under faults', () => {
  function carriedOut() {
    const bodies: string[] = [];
    const carryOut = async (request: Request) => {
      bodies.push(await request.text());
      return new Response('done');
    };
    const request = new Request('http://octopus/api/x', { method: 'POST', body: 'wanted' });
    return { bodies, carryOut, request, clock: virtualClock(0) };
  }

  it('is not carried out when the connection drops before', async () => {
    const parts = carriedOut();

    await expect(answerUnder([{ kind: 'drop', when: 'before' }], parts)).rejects.toThrow(TypeError);
    expect(parts.bodies).toEqual([]);
  });

  it('is carried out when the connection drops after', async () => {
    const parts = carriedOut();

    await expect(answerUnder([{ kind: 'drop', when: 'after' }], parts)).rejects.toThrow(DroppedConnection);
    expect(parts.bodies).toEqual(['wanted']);
  });

  it('is carried out later when the write is late', async () => {
    const parts = carriedOut();

    await expect(answerUnder([{ kind: 'late', delayMs: 5_000 }], parts)).rejects.toThrow(DroppedConnection);
    parts.clock.advance(4_999);
    expect(parts.bodies).toEqual([]);
    parts.clock.advance(1);
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(parts.bodies).toEqual(['wanted']);
  });

  it('is told when to come back', async () => {
    const parts = carriedOut();

    const response = await answerUnder([{ kind: 'status', status: 429, when: 'before', retryAfterS: 3 }], parts);

    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(parts.bodies).toEqual([]);
  });

  it('waits out a delay first', async () => {
    const parts = carriedOut();
    const answer = answerUnder([{ kind: 'latency', delayMs: 100 }], parts);

    parts.clock.advance(100);

    expect(await (await answer).text()).toBe('done');
  });
});

it.each([
  ['{ machine: web-* }', 'unavailable', 'unavailable'],
  ['{ machine: other }', 'unhealthy', undefined],
])('a machine that is %s is found %s', (match, deed, expected) => {
  const read = readFaults({ text: `- match: ${match}\n  do: ${deed}\n`, file: 'faults.yaml' });

  expect(read.ok && read.plan.forMachine('WEB-1')).toBe(expected);
});

it('a machine does nothing but be ill, and is not narrowed', () => {
  const text = '- match: { machine: a }\n  do: stall\n- match: { machine: a, tenant: b }\n  do: unhealthy\n';
  const read = readFaults({ text, file: 'faults.yaml' });

  expect(read.ok ? [] : read.problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('a machine can do `unavailable` or `unhealthy`'),
    expect.stringContaining('a machine is not narrowed by `tenant`: name the machine'),
  ]);
});
