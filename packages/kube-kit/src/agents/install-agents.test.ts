import { describe, expect, it } from 'vitest';
import type { ReleaseRevision, ReleaseState } from '../helm/release.ts';
import type { KubeResult } from '../result.ts';
import { agentValues } from './agent-values.ts';
import type { AgentWish } from './agent-wish.ts';
import type { AgentWork } from './agent-work.ts';
import { installAgents } from './install-agents.ts';
import type { AgentTarget } from './judge-agent.ts';
import { judgeAgent } from './judge-agent.ts';

const address = { url: 'http://octopus' };
const agents = ['one', 'two', 'three'].map(
  (name): AgentWish => ({
    ...{ name, space: 'Shop', environments: ['Dev'], targetTags: ['k8s'] },
    ...{ participation: 'Untenanted', tenants: [], tenantTags: [] },
  }),
);

function revision(state: ReleaseState, number = 1): ReleaseRevision {
  const about = { release: 'one', namespace: 'octopus-agent-one', updated: '', appVersion: '', description: '' };
  return { ...about, revision: number, state, chart: 'kubernetes-agent-3.0.0' };
}

function done<T>(value: T): Promise<KubeResult<T>> {
  return Promise.resolve({ ok: true, value });
}

/** A cluster and a server in memory; `sick` never becomes healthy, `refused` has a release that helm cannot make. */
function world(said: { sick?: string; refused?: string; pending?: string } = {}) {
  const story: string[] = [];
  const releases = new Map<string, { history: ReleaseRevision[]; values: unknown }>();
  const targets = new Map<string, AgentTarget>();
  let time = 0;
  if (said.pending !== undefined) releases.set(said.pending, { history: [revision('pending-install')], values: {} });
  const work: AgentWork = {
    ...{ agents, address, waitMs: 5000, signal: new AbortController().signal, hear: () => {} },
    charts: { agent: { chart: '/charts/agent' }, driver: { chart: '/charts/driver' } },
    now: () => time,
    pause: async (ms) => {
      time += ms;
    },
    kubectl: { get: () => done(undefined) } as unknown as AgentWork['kubectl'], // only what is asked here
    helm: {
      history: ({ release }: { release: string }) => done(releases.get(release)?.history ?? []),
      values: ({ release }: { release: string }) => done(releases.get(release)?.values),
      async upgrade({ release, values }: { release: string; values: readonly [{ inline: unknown }] }) {
        story.push(`helm ${release}`);
        if (release === said.refused) {
          return { ok: false, problem: { code: 'program-failed', message: `${release} cannot be made` } };
        }
        releases.set(release, { history: [revision('deployed')], values: values[0].inline });
        return done(revision('deployed'));
      },
      async uninstall({ release }: { release: string }) {
        story.push(`uninstall ${release}`);
        releases.delete(release);
        return done(undefined);
      },
    } as unknown as AgentWork['helm'], // only what is asked here
    server: {
      async mintCredential({ name }) {
        story.push(`mint ${name}`);
        return { apiKey: `API-${name}`, revoke: async () => void story.push(`revoke ${name}`) };
      },
      async target({ name }) {
        return targets.get(name);
      },
      async register({ name }) {
        story.push(`register ${name}`);
        targets.set(name, { health: name === said.sick ? 'Unavailable' : 'Healthy', isThis: true });
      },
      removeTarget: async () => true,
    },
  };
  return { work, story, targets, releases, waitedMs: () => time };
}

const whole = (name: string) => [`mint ${name}`, `helm ${name}`, `register ${name}`, `revoke ${name}`];

describe('installing', () => {
  it.each(['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:80'])(
    'refuses agents that could not reach their server at %s, and changes nothing',
    async (url) => {
      const { work, story } = world();
      const { register: _, ...server } = work.server;

      const { problem, agents: results } = await installAgents({ ...work, server, address: { url } });

      expect(problem?.message).toContain(`cannot reach ${url}`);
      expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['not reached']));
      expect(story).toEqual([]);
    },
  );

  it('is done one after the other, each with a credential of its own that is taken back', async () => {
    const { work, story, releases } = world();

    const { driver, agents: results } = await installAgents(work);

    expect(driver).toBe('installed');
    expect(results.map(({ outcome }) => outcome)).toEqual(['installed', 'installed', 'installed']);
    expect(story).toEqual(['helm csi-driver-nfs', ...whole('one'), ...whole('two'), ...whole('three')]);
    expect(releases.get('two')?.values).toMatchObject({ agent: { serverApiKey: 'API-two', name: 'two' } });
  });

  it('stops at the first that does not become healthy, its credential taken back', async () => {
    const { work, story, waitedMs } = world({ sick: 'two' });

    const { agents: results } = await installAgents(work);

    expect(results.map(({ outcome }) => outcome)).toEqual(['installed', 'failed', 'not reached']);
    expect(results[1]?.problem).toMatchObject({
      ...{ code: 'timeout', message: 'the agent two of Shop is Unavailable after 5 s' },
      hint: expect.stringContaining('octopus-agent-two'),
    });
    expect(story.at(-1)).toBe('revoke two');
    expect(waitedMs()).toBe(5000);
  });

  it('stops at the first whose release cannot be made, which is not registered', async () => {
    const { work, story } = world({ refused: 'one' });

    const { agents: results } = await installAgents(work);

    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'not reached', 'not reached']);
    expect(story).toEqual(['helm csi-driver-nfs', 'mint one', 'helm one', 'revoke one']);
  });

  it('mends what was cut off, after it was given time to end by itself', async () => {
    const { work, story, waitedMs } = world({ pending: 'one' });

    const { agents: results } = await installAgents(work);

    expect(results[0]?.outcome).toBe('mended');
    expect(story.slice(1)).toEqual(['uninstall one', ...whole('one'), ...whole('two'), ...whole('three')]);
    expect(waitedMs()).toBe(10_000);
  });

  it('that is interrupted takes the credential back and begins no other', async () => {
    const { work, story } = world({ sick: 'one' });
    const interrupted = new AbortController();
    const pause = async () => interrupted.abort();

    const { agents: results } = await installAgents({ ...work, pause, signal: interrupted.signal });

    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'not reached', 'not reached']);
    expect(results[0]?.problem?.code).toBe('aborted');
    expect(story.slice(1)).toEqual(whole('one'));
  });

  it('changes nothing of what is right, and registers what the server has lost', async () => {
    const { work, story, targets } = world();
    await installAgents(work);
    targets.delete('two');
    story.length = 0;

    const { agents: results } = await installAgents(work);

    expect(results.map(({ outcome }) => outcome)).toEqual(['unchanged', 'registered', 'unchanged']);
    expect(story.filter((line) => !line.includes('csi'))).toEqual(['register two']);
  });

  it('begins with the driver, and with nothing else when that fails', async () => {
    const { work, story } = world({ refused: 'csi-driver-nfs' });

    const result = await installAgents(work);

    expect(result).toMatchObject({ driver: undefined, problem: { message: 'csi-driver-nfs cannot be made' } });
    expect(result.agents.map(({ outcome }) => outcome)).toEqual(['not reached', 'not reached', 'not reached']);
    expect(story).toEqual(['helm csi-driver-nfs']);
  });
});

describe('what an agent needs', () => {
  const well: AgentTarget = { health: 'Healthy', isThis: true };

  it.each<[string, readonly ReleaseState[], boolean, AgentTarget | undefined, object]>([
    ['nothing is there', [], false, undefined, { kind: 'install' }],
    ['all is right', ['deployed'], true, well, { kind: 'nothing' }],
    ['it is right with warnings', ['deployed'], true, { ...well, health: 'HasWarnings' }, { kind: 'nothing' }],
    ['its values differ', ['deployed'], false, well, { kind: 'upgrade' }],
    ['the server does not know it', ['deployed'], true, undefined, { kind: 'register' }],
    ['it is unavailable', ['deployed'], true, { ...well, health: 'Unavailable' }, { kind: 'register' }],
    ['its target leads elsewhere', ['deployed'], true, { ...well, isThis: false }, { kind: 'register' }],
    [
      'its first install was cut off',
      ['pending-install'],
      false,
      undefined,
      { kind: 'mend', recovery: { kind: 'uninstall' } },
    ],
    [
      'an upgrade was cut off',
      ['superseded', 'pending-upgrade'],
      false,
      well,
      { kind: 'mend', recovery: { kind: 'rollback', revision: 1 } },
    ],
    ['it failed', ['failed'], false, undefined, { kind: 'mend', recovery: { kind: 'uninstall' } }],
    ['its removal was cut off', ['uninstalling'], false, well, { kind: 'mend', recovery: { kind: 'uninstall' } }],
  ])('when %s', (_name, states, asWished, target, deed) => {
    const history = states.map((state, at) => revision(state, at + 1));

    expect(judgeAgent({ history, asWished, target })).toEqual(deed);
  });
});

it('a release has the values that were wished for, but for its credential', async () => {
  const { work, releases } = world();
  await installAgents(work);
  const [one] = agents;
  if (one === undefined) throw new Error('three agents');

  const values = releases.get('one')?.values;

  expect(values).toEqual({
    ...agentValues(one, address),
    agent: { ...Object(agentValues(one, address).agent), serverApiKey: 'API-one' },
  });
});
