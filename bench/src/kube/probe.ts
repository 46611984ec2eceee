import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case, Sample } from '../harness.ts';
import { applyObjects, type BenchCluster, rolledOut } from './cluster.ts';
import { deploymentOf, namespaceOf, serviceOf } from './workload.ts';

const place = { namespace: 'probe', name: 'api' };
const path = '/api/v1/namespaces/probe/services/api:80/proxy/';

/** A GET through a Service and the API server: ours on an open cluster, curl with the same token over one connection and with a process for each. */
export async function probeCases(on: BenchCluster): Promise<readonly Case[]> {
  const objects = [namespaceOf('probe'), deploymentOf({ ...place, replicas: 1, image: 'api:1.0.0' }), serviceOf(place)];
  await applyObjects(on, 'probe', objects);
  await rolledOut(on, place.namespace, place.name);
  const config = await curlConfig(on);
  await untilAnswered(on);
  // One process and one connection for all of them, as one open cluster has.
  const together = async (times: number) => askByCurl(on, config, `${on.cluster.server}${path}?n=[1-${times}]`);
  const apart = async (times: number) => {
    for (let at = 1; at <= times; at++) await askByCurl(on, config, `${on.cluster.server}${path}?n=${at}`);
  };
  return [
    probeCase({ on, name: 'probe : curl, one connection', times: 200, peer: together }),
    probeCase({ on, name: 'probe : curl, a process each', times: 20, peer: apart }),
  ];
}

function probeCase(options: {
  on: BenchCluster;
  name: string;
  times: number;
  peer: (times: number) => Promise<void>;
}): Case {
  const { on, name, times, peer } = options;
  const ours = async () => {
    for (let at = 1; at <= times; at++) await askByOurs(on, at);
  };
  return {
    name,
    sides: [
      { name: 'kube-kit', run: () => timed(times, ours) },
      { name: 'kubectl, curl', run: () => timed(times, () => peer(times)) },
    ],
  };
}

async function timed(times: number, ask: () => Promise<void>): Promise<Sample> {
  const started = performance.now();
  await ask();
  return { 'ms per request': (performance.now() - started) / times };
}

async function askByOurs(on: BenchCluster, at: number): Promise<void> {
  const got = await on.cluster.getThroughService({ namespace: 'probe', service: 'api', port: 80, path: `/?n=${at}` });
  if (!got.ok) throw new Error(got.problem.message);
  if (got.value.status !== 200) throw new Error(`the pod answered ${got.value.status}`);
}

async function askByCurl(on: BenchCluster, config: string, url: string): Promise<void> {
  await on.run({ program: 'curl', args: ['--silent', '--show-error', '--fail', '--config', config, url] });
}

/** Endpoints and what plays the pod follow a little after the rollout. */
async function untilAnswered(on: BenchCluster): Promise<void> {
  for (let tries = 1; ; tries++) {
    const failed = await askByOurs(on, 0).catch((error: unknown) => error);
    if (failed === undefined) return;
    if (tries === 100) throw failed;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The token is read from a file of its owner: never an argument. */
async function curlConfig(on: BenchCluster): Promise<string> {
  const { stdout } = await on.run({
    program: on.kubectl,
    args: ['config', 'view', '--raw', '--flatten', '-o', 'json'],
  });
  const config = JSON.parse(stdout) as CurlAccess; // what kubectl prints
  const [authority, file] = [join(on.folder, 'ca.pem'), join(on.folder, 'curl.conf')];
  await writeFile(authority, Buffer.from(config.clusters[0]?.cluster['certificate-authority-data'] ?? '', 'base64'));
  const header = `header = "Authorization: Bearer ${config.users[0]?.user.token}"`;
  await writeFile(file, `cacert = "${authority}"\n${header}\n`, { mode: 0o600 });
  return file;
}

interface CurlAccess {
  readonly clusters: readonly { readonly cluster: { readonly 'certificate-authority-data': string } }[];
  readonly users: readonly { readonly user: { readonly token: string } }[];
}
