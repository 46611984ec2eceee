import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasGo } from '../../tools/src/peers/go-programs.ts';
import { openTerraform, type TerraformWorkspace } from '../../tools/src/peers/terraform-workspace.ts';
import { type PeerServer, routes, startPeerServer } from './peer-server.ts';
import { expectResults, type Verdict } from './results.ts';

const fewestResources = 43;
const changed = ['-var', 'changed=true'];

interface Named {
  readonly Id: string;
  readonly Name: string;
  readonly Description: string | null;
}

// One life of a configuration: every check goes on from the one before.
describe.skipIf(!hasGo()).each(routes)('terraform, %s', (route) => {
  const verdicts = new Map<string, Verdict>();
  let server: PeerServer;
  let terraform: TerraformWorkspace;

  beforeAll(async () => {
    server = await startPeerServer(route, { speed: 200 });
    terraform = openTerraform({
      server,
      configuration: readFileSync(new URL('terraform/main.tf', import.meta.url), 'utf8'),
    });
  });

  afterAll(async () => {
    terraform.close();
    await server.close();
  });

  function check(words: string, body: () => Promise<void>): void {
    it(words, async () => {
      verdicts.set(words, 'failed');
      await body();
      verdicts.set(words, 'passed');
    });
  }

  async function ran(...argv: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await terraform.run(...argv);
    expect(code, stdout + stderr).toBe(0);
    return stdout;
  }

  /** 0: there is nothing to do; 2: there is. */
  async function planned(...argv: readonly string[]): Promise<{ code: number | null; text: string }> {
    const { code, stdout, stderr } = await terraform.run('plan', '-input=false', '-detailed-exitcode', ...argv);
    return { code, text: stdout + stderr };
  }

  async function expectNothingToDo(...argv: readonly string[]): Promise<void> {
    const { code, text } = await planned(...argv);
    expect(code, text).toBe(0);
  }

  /** What the server has, asked without terraform. */
  async function found<T = Named>(path: string): Promise<readonly T[]> {
    // Every `/all` is a list of documents; the test says what it looks at.
    return (await server.ask('GET', `/api${path}/all`)) as readonly T[];
  }

  check('takes the provider from a folder', async () => {
    expect(await ran('init', '-input=false')).toContain('successfully initialized');
  });

  check('finds the configuration valid', async () => {
    expect(await ran('validate')).toContain('valid');
  });

  check('makes everything at once', async () => {
    const text = await ran('apply', '-input=false', '-auto-approve');
    expect(Number(/(\d+) added/.exec(text)?.[1])).toBeGreaterThanOrEqual(fewestResources);
  });

  check('has it in its state', async () => {
    const lines = (await ran('state', 'list')).split('\n').filter((line) => line.startsWith('octopusdeploy_'));
    expect(lines.length).toBeGreaterThanOrEqual(fewestResources);
  });

  check('reads lists of environments and projects', async () => {
    const outputs = JSON.parse((await terraform.run('output', '-json')).stdout);
    expect(outputs).toMatchObject({ environments: { value: 3 }, projects: { value: ['Payments API'] } });
  });

  check('has nothing to do afterwards', () => expectNothingToDo());

  check('made what the server shows: environments in order', async () => {
    expect((await found('/environments')).map(({ Name }) => Name)).toEqual(['Development', 'Staging', 'Production']);
  });

  check('made what the server shows: phases and steps in order', async () => {
    const lifecycle = (await found<Named & { Phases: Named[] }>('/lifecycles')).find(({ Name }) => Name === 'Standard');
    const steps = await server.ask('GET', '/api/deploymentprocesses/deploymentprocess-Projects-1');
    expect(lifecycle?.Phases.map(({ Name }) => Name)).toEqual(['Development', 'Staging', 'Production']);
    expect(steps).toMatchObject({ Steps: [{ Name: 'Approve' }, { Name: 'Deploy' }] });
  });

  check('made what the server shows: a tenant with tags, connections and values', async () => {
    const [tenant] = await found<Named & { TenantTags: string[]; ProjectEnvironments: object }>('/tenants');
    expect(tenant).toMatchObject({ Name: 'Acme', TenantTags: ['Region/EU'] });
    expect(Object.keys(tenant?.ProjectEnvironments ?? {})).toEqual(['Projects-1']);
    expect(JSON.stringify(await server.ask('GET', '/api/tenants/acme/variables'))).toContain('acme@example.org');
  });

  check('tells nobody a secret', async () => {
    for (const path of ['/variables/variableset-Projects-1', '/git-credentials', '/accounts', '/feeds', '/proxies']) {
      expect(JSON.stringify(await server.ask('GET', `/api${path}`))).not.toContain('a-secret');
    }
  });

  check('plans a change as changes alone', async () => {
    const { code, text } = await planned(...changed);
    expect(text).toMatch(/Plan: 0 to add, \d+ to change, 0 to destroy/);
    expect(code).toBe(2);
  });

  check('makes the change', async () => {
    await ran('apply', '-input=false', '-auto-approve', ...changed);
    const [environment] = await found('/environments');
    const [project] = await found('/projects');
    expect([environment?.Description, project?.Description]).toEqual(['changed', 'pays faster']);
  });

  check('has nothing to do after the change', () => expectNothingToDo(...changed));

  check('sees what somebody else changed, and that alone', async () => {
    const [environment] = await found('/environments');
    await server.ask('PUT', `/api/environments/${environment?.Id}`, { ...environment, Description: 'by hand' });
    const { code, text } = await planned(...changed);
    expect(text).toContain('Plan: 0 to add, 1 to change, 0 to destroy');
    expect(code).toBe(2);
  });

  check('puts it right', async () => {
    await ran('apply', '-input=false', '-auto-approve', ...changed);
    expect((await found('/environments'))[0]?.Description).toBe('changed');
  });

  check('sees what somebody else removed', async () => {
    const account = (await found('/accounts')).find(({ Name }) => Name === 'Token');
    await server.ask('DELETE', `/api/accounts/${account?.Id}`);
    expect((await planned(...changed)).text).toContain('Plan: 1 to add, 0 to change, 0 to destroy');
  });

  check('makes it again', async () => {
    await ran('apply', '-input=false', '-auto-approve', ...changed);
    expect((await found('/accounts')).map(({ Name }) => Name)).toContain('Token');
  });

  check('has nothing to do after all that', () => expectNothingToDo(...changed));

  check('is refused what is in use', async () => {
    const [lifecycle] = (await found('/lifecycles')).filter(({ Name }) => Name === 'Standard');
    await expect(server.ask('DELETE', `/api/lifecycles/${lifecycle?.Id}`)).rejects.toThrow(/400/);
  });

  check('removes everything', async () => {
    expect(await ran('destroy', '-input=false', '-auto-approve', ...changed)).toContain('Destroy complete');
  });

  check('leaves the server as it was', async () => {
    const left: Record<string, readonly string[]> = {};
    for (const path of ['/environments', '/lifecycles', '/projects', '/tenants', '/accounts', '/tagsets', '/spaces']) {
      left[path] = (await found(path)).map(({ Name }) => Name);
    }
    expect(left).toEqual({
      '/environments': [],
      '/lifecycles': ['Default Lifecycle'],
      '/projects': [],
      '/tenants': [],
      '/accounts': [],
      '/tagsets': [],
      '/spaces': ['Default'],
    });
  });
  it('comes to what is written down', () => expectResults('terraform', verdicts));
});
