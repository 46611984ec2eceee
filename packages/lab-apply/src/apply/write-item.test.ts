import type { State } from '@octotrain/octopus-emulator';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalState } from '../testing/canonical-state.ts';
import { hastyClock } from '../testing/faults.ts';
import { type Intercept, startLabServer } from '../testing/lab-server.ts';
import { shopLab, shopSecrets } from '../testing/small-lab.ts';
import { applyLab, planLab } from './apply-lab.ts';

const [lab, secrets] = [shopLab(), shopSecrets()];
let matching: State;

beforeAll(async () => {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab, secrets });
  matching = server.emulator.snapshot();
});

/** The shop with another level of logging. */
function withLevel(value: string) {
  return {
    ...lab,
    spaces: lab.spaces.map((space) => ({
      ...space,
      projects: space.projects.map((project) => ({
        ...project,
        variables: project.variables.map((one) => (one.name === 'Level' ? { ...one, value } : one)),
      })),
    })),
  };
}

/** A server on which somebody else adds a variable right before each of the first `times` replacements. */
async function contestedServer(times: number) {
  let left = times;
  const intercept: Intercept = async (request, answer) => {
    if (request.method === 'PUT' && request.url.includes('/variables/variableset-Projects') && left > 0) {
      left -= 1;
      await add(`Other.${left}`);
    }
    return answer();
  };
  const server = await startLabServer({ state: matching, intercept });

  async function variables() {
    const space = await server.elsewhere.space('Shop');
    const { VariableSetId: id } = await space.projects.get('web');
    const params = { path: { spaceId: space.id, id } };
    return { params, ...(await server.elsewhere.api.GET('/api/{spaceId}/variables/{id}', { params })) };
  }
  async function add(Name: string): Promise<void> {
    const { params, data } = await variables();
    const body = { ...data, Variables: [...data.Variables, { Name, Value: 'x' }] };
    await server.elsewhere.api.PUT('/api/{spaceId}/variables/{id}', { params, body });
  }
  async function names(): Promise<readonly string[]> {
    return (await variables()).data.Variables.map(({ Name, Value }) => `${Name}=${Value}`);
  }
  return { ...server, names };
}

describe('when somebody else writes between reading and writing', () => {
  it.each([1, 2])('merges with what is there now, %i times over', async (times) => {
    const server = await contestedServer(times);

    const { result } = await applyLab({ client: server.client, lab: withLevel('debug'), secrets });

    expect(result).toMatchObject({ ok: true, conflicts: 1 });
    const names = await server.names();
    expect(names).toEqual(expect.arrayContaining(['Level=debug', 'Other.0=x']));
    expect(names.filter((name) => name.startsWith('Other.'))).toHaveLength(times);
  });

  it('gives up after three times, says who is in the way of what, and leaves the rest to the next run', async () => {
    const server = await contestedServer(Number.POSITIVE_INFINITY);

    const { result } = await applyLab({ client: server.client, lab: withLevel('debug'), secrets });

    expect(result).toEqual({
      ok: false,
      written: 0,
      problems: [
        {
          message:
            'project variables "web" in space "Shop" was changed by somebody else each of the 3 times that it was read and written',
          hint: expect.stringContaining('then apply again'),
        },
      ],
    });
    const writes = server.writes().filter(({ path }) => path.includes('/variables/'));
    expect(writes).toHaveLength(3);
  });

  it('takes over what somebody else made meanwhile, and makes it as the file says', async () => {
    let isDone = false;
    const server = await startLabServer({
      async intercept(request, answer) {
        if (request.method === 'POST' && request.url.endsWith('/environments') && !isDone) {
          isDone = true;
          const spaceId = new URL(request.url).pathname.split('/')[2] ?? '';
          const body = { Name: 'Development', Description: 'made by hand' };
          await server.elsewhere.api.POST('/api/{spaceId}/environments', { params: { path: { spaceId } }, body });
        }
        return answer();
      },
    });

    const { result } = await applyLab({ client: server.client, lab, secrets });

    expect(result).toMatchObject({ ok: true, conflicts: 1 });
    expect((await planLab({ client: server.client, lab })).writes).toEqual([]);
    expect(canonicalState(server.emulator.snapshot())).toEqual(canonicalState(matching));
  });
});

describe('when a creation gets no answer and lands later', () => {
  it.each([
    ['/environments', true],
    ['/projects', true],
    ['/runbookSnapshots?publish=true', true],
    ['/scopeduserroles', false],
  ])('%s: nothing is made twice; done in one run: %s', async (path, inOneRun) => {
    let late: (() => Promise<unknown>) | undefined;
    let [hasHappened, passed] = [false, 0];
    const intercept: Intercept = async (request, answer) => {
      if (late !== undefined) passed += 1;
      // It lands behind the look-up, and behind what comes of that.
      if (late !== undefined && passed === 3) {
        const landing = late;
        late = undefined;
        await landing();
      }
      if (hasHappened || request.method !== 'POST' || !request.url.endsWith(path)) return answer();
      hasHappened = true;
      const copy = request.clone();
      late = () => server.emulator.fetch(copy);
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
    };
    const server = await startLabServer({ retries: 4, clientClock: hastyClock(), intercept });

    const first = await applyLab({ client: server.client, lab, secrets }).catch(() => undefined);
    await late?.();
    const second = await applyLab({ client: server.client, lab, secrets });

    expect(hasHappened).toBe(true);
    expect(first?.result.ok ?? false).toBe(inOneRun);
    expect(second.result.ok).toBe(true);
    expect(canonicalState(server.emulator.snapshot())).toEqual(canonicalState(matching));
  });
});
