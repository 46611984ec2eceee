import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import process from 'node:process';
import { expect, it, vi } from 'vitest';
import { describeOnCluster, type TestCluster } from './support/test-cluster.ts';

/** Makes a deployment with a service before it, and waits for its pods where they can become ready. */
async function deploy(on: TestCluster, name: string, image: string, { replicas = 1, waits = true } = {}) {
  await on.kubectl(['create', 'deployment', name, `--image=${image}`, '--port=80', `--replicas=${replicas}`]);
  await on.kubectl(['expose', 'deployment', name, '--port=8080', '--target-port=80']);
  if (waits) await on.kubectl(['rollout', 'status', `deployment/${name}`, '--timeout=30s']);
}

function throughService(on: TestCluster, name: string, path = ''): Promise<string> {
  return on.kubectl(['get', '--raw', `/api/v1/namespaces/default/services/${name}:8080/proxy/${path}`]);
}

function podNames(on: TestCluster, name: string): Promise<string[]> {
  const columns = 'custom-columns=NAME:.metadata.name';
  return on
    .kubectl(['get', 'pods', '-l', `app=${name}`, '--no-headers', '-o', columns])
    .then((text) => text.trim().split('\n'));
}

/** What `kubectl port-forward` leads a request to. */
async function throughForward(on: TestCluster, target: string, path: string): Promise<string> {
  const args = [`--kubeconfig=${on.kubeconfig}`, 'port-forward', target, ':80', '--address=127.0.0.1'];
  const forward = spawn(on.programs.paths.kubectl, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => forward.once('close', resolve));
  try {
    const port = await new Promise<string>((resolve) => {
      forward.stdout.on('data', (text: Buffer) => {
        const found = /127\.0\.0\.1:(\d+)/.exec(text.toString());
        if (found?.[1] !== undefined) resolve(found[1]);
      });
    });
    return await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  } finally {
    forward.kill();
    await ended;
  }
}

const curl = ['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', 'http://localhost:80/'];

describeOnCluster('pods whose containers run nothing', { name: 'pods' }, (on) => {
  it('answer through their Service, each as itself, and as the new image after a rollout', async () => {
    await deploy(on, 'web', 'web:1.0.0', { replicas: 2 });
    const names = await podNames(on, 'web');
    const seen = new Set<string>();
    await vi.waitFor(
      async () => {
        seen.add(JSON.parse(await throughService(on, 'web', 'health?x=1')).pod);
        expect([...seen].toSorted()).toEqual(names.toSorted());
      },
      { timeout: 20_000, interval: 1 },
    );
    expect(JSON.parse(await throughService(on, 'web', 'health?x=1'))).toMatchObject({
      ...{ namespace: 'default', image: 'web:1.0.0', path: '/health?x=1' },
    });

    await on.kubectl(['set', 'image', 'deployment/web', 'web=web:1.1.0']);
    await on.kubectl(['rollout', 'status', 'deployment/web', '--timeout=30s']);

    expect(JSON.parse(await throughService(on, 'web')).image).toBe('web:1.1.0');
  });

  it('are entered by exec, where curl reaches that very pod', async () => {
    for (const pod of await podNames(on, 'web')) {
      expect(await on.kubectl(['exec', pod, '--', ...curl])).toBe('200');
      expect(JSON.parse(await on.kubectl(['exec', pod, '--', 'curl', '-s', 'localhost'])).pod).toBe(pod);
      expect(await on.kubectl(['exec', pod, '--', 'hostname'])).toBe(`${pod}\n`);
    }
  });

  it('run no program of this machine, by whatever path', async () => {
    const before = await readdir(on.folder);
    for (const command of [
      ['rm', '-rf', on.folder],
      ['/bin/touch', `${on.folder}/here`],
      ['sh', '-c', 'touch here'],
    ]) {
      await expect(on.kubectl(['exec', 'deploy/web', '--', ...command])).rejects.toThrow(/played/);
    }

    expect(await readdir(on.folder)).toEqual(before);
  });

  it.each([
    ['curl -sf http://localhost:81/', 7],
    ['curl -s http://nobody/', 6],
    ['false', 1],
    ['no-such-program', 127],
  ])('end an exec of %s with its own exit code', async (line, code) => {
    const args = [`--kubeconfig=${on.kubeconfig}`, 'exec', 'deploy/web', '--', ...line.split(' ')];
    const kubectl = spawn(on.programs.paths.kubectl, args, { stdio: 'ignore' });

    expect(await new Promise((resolve) => kubectl.once('close', resolve))).toBe(code);
  });

  it('are reached by port-forward, two at once, each its own', async () => {
    const names = await podNames(on, 'web');

    const bodies = await Promise.all(names.map((name) => throughForward(on, `pod/${name}`, '/forwarded')));

    expect(bodies.map((body) => JSON.parse(body).pod)).toEqual(names);
  });

  it('have logs: their start and what they were asked', async () => {
    const [name = ''] = await podNames(on, 'web');

    const lines = (await on.kubectl(['logs', name])).split('\n');

    expect(lines[0]).toBe('web: start of web:1.1.0');
    expect(lines.filter((line) => line.includes('"GET /forwarded HTTP/1.1" 200'))).toHaveLength(1);
    expect((await on.kubectl(['logs', name, '--tail=1'])).split('\n')).toHaveLength(2);
  });

  it('answer with 500 where their image is one that fails', async () => {
    await deploy(on, 'sick', 'web:1.2.0-failing');

    expect(await on.kubectl(['exec', 'deploy/sick', '--', ...curl])).toBe('500');
    await expect(throughService(on, 'sick')).rejects.toThrow();
    await expect(on.kubectl(['exec', 'deploy/sick', '--', 'curl', '-sf', 'localhost'])).rejects.toThrow();
  });

  it.each<[string, string, string, RegExp]>([
    ['an image that cannot be pulled', 'web:1.2.0-broken', 'ImagePullBackOff', /trying and failing to pull image/],
    ['an image that crashes', 'web:1.2.0-crash', 'CrashLoopBackOff', /web: crashed with exit code 1/],
  ])('of %s never become ready, and say why', async (_name, image, reason, log) => {
    const name = reason.toLowerCase();
    await deploy(on, name, image, { waits: false });
    const path = "jsonpath={.items[0].status.containerStatuses[0]['state.waiting.reason','restartCount']}";
    await vi.waitFor(
      async () => expect(await on.kubectl(['get', 'pods', '-l', `app=${name}`, '-o', path])).toContain(reason),
      {
        timeout: 20_000,
      },
    );

    const said = await on.kubectl(['logs', `deploy/${name}`]).catch((error: Error) => error.message);
    expect(said).toMatch(log);
    await expect(throughService(on, name)).rejects.toThrow(/no endpoints available/);
    await expect(on.kubectl(['exec', `deploy/${name}`, '--', ...curl])).rejects.toThrow(/waiting to start/);
    await expect(on.kubectl(['rollout', 'status', `deployment/${name}`, '--timeout=1s'])).rejects.toThrow(/timed out/);
  });

  it('that run and are never ready take no connections', async () => {
    await deploy(on, 'shy', 'web:1.2.0-unready', { waits: false });
    await on.kubectl(['wait', 'pod', '-l', 'app=shy', '--for=jsonpath={.status.phase}=Running', '--timeout=20s']);

    await expect(throughService(on, 'shy')).rejects.toThrow(/no endpoints available/);
    expect(
      await on.kubectl(['exec', 'deploy/shy', '--', 'curl', '-s', '-w', '%{http_code}', 'localhost']).catch(String),
    ).toMatch(/exit code 7/);
  });

  it('answer again after what answers for them was killed, and the cluster started again', async () => {
    const before = await on.cluster.status();
    const pods = before.ok ? before.value.parts.find(({ name }) => name === 'pods') : undefined;
    process.kill(pods?.pid ?? Number.NaN, 'SIGKILL');
    // Killed is not gone yet.
    await expect
      .poll(async () => {
        const now = await on.cluster.status();
        return now.ok && now.value.parts.find(({ name }) => name === 'pods')?.running;
      })
      .toBe(false);

    const up = await on.cluster.up({ signal: AbortSignal.timeout(60_000) });

    expect(up).toMatchObject({ ok: true, value: { outcome: 'started again' } });
    await on.kubectl(['rollout', 'status', 'deployment/web', '--timeout=30s']);
    await vi.waitFor(async () => expect(await on.kubectl(['exec', 'deploy/web', '--', ...curl])).toBe('200'), {
      timeout: 20_000,
      interval: 200,
    });
    expect(JSON.parse(await throughService(on, 'web')).image).toBe('web:1.1.0');
    expect(await on.kubectl(['logs', 'deploy/web'])).toContain('web: start of web:1.1.0');
  });
});
