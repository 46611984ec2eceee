import { readFile } from 'node:fs/promises';
import type { Case, Sample } from '../harness.ts';
import { compileSides, runSide } from '../side-process.ts';
import { askCluster, type Found } from './ask.ts';
import { applyObjects, type BenchCluster, rolledOut } from './cluster.ts';
import { loadOf } from './load.ts';

const program = new URL('ask-side.ts', import.meta.url);

/** Footprint and drift of a cluster with so many pods, one Deployment of which was scaled by hand; ours in a process of its own and in this one. */
export async function questionCases(on: BenchCluster, pods: number): Promise<readonly Case[]> {
  const { objects, deployments } = loadOf(pods);
  const manifest = await applyObjects(on, 'load', objects);
  for (const { namespace, name } of deployments) await rolledOut(on, namespace, name);
  const drifted = deployments[0];
  if (drifted === undefined) throw new Error('a load of no pods');
  const { namespace, name, replicas } = drifted;
  const scale = ['scale', '-n', namespace, `deployment/${name}`, `--replicas=${replicas + 1}`];
  await on.run({ program: on.kubectl, args: scale });
  await rolledOut(on, namespace, name);

  const text = await readFile(manifest, 'utf8');
  const file = (await compileSides([program]))(program);
  const env = { ...on.env, KUBECONFIG: on.kubeconfig };
  const footprint = {
    expected: await livePods(on),
    apart: () => runSide<Found>(file, env),
    inside: () => askCluster(on.cluster),
    args: ['get', 'pods', '-A', '-o', 'json'],
    found: (stdout: string) => (JSON.parse(stdout) as { items: unknown[] }).items.length, // what kubectl prints
  };
  const drift = {
    expected: [name],
    apart: () => runSide<Found>(file, { ...env, BENCH_MANIFEST: manifest }),
    inside: () => askCluster(on.cluster, text),
    args: ['diff', '-f', manifest],
    found: (stdout: string) => [...stdout.matchAll(/^diff .*\.load-\d+\.(\S+)$/gm)].map(([, one]) => one ?? ''),
  };
  return [
    ...casesOf(on, { name: 'footprint : kubectl get pods', ...footprint }),
    ...casesOf(on, { name: 'drift : kubectl diff', ...drift }),
  ];
}

interface Question {
  readonly name: string;
  readonly expected: Found['found'];
  readonly apart: () => Promise<Found>;
  readonly inside: () => Promise<Found>;
  readonly args: readonly string[];
  readonly found: (stdout: string) => Found['found'];
}

function casesOf(on: BenchCluster, question: Question): readonly Case[] {
  const { name, expected, apart, inside } = question;
  const kubectl = { name: 'kubectl, curl', run: () => askKubectl(on, question) };
  const ours = (ask: () => Promise<Found>) => ({ name: 'kube-kit', run: () => askOurs(ask, expected) });
  return [
    { name: `${name}, a process each`, sides: [ours(apart), kubectl] },
    { name: `${name}, ours in process`, sides: [ours(inside), kubectl] },
  ];
}

async function askOurs(ask: () => Promise<Found>, expected: Found['found']): Promise<Sample> {
  const started = performance.now();
  const { found, requests } = await ask();
  const ms = performance.now() - started;
  expectSame('kube-kit', found, expected);
  return { ms, requests };
}

async function askKubectl(on: BenchCluster, { args, found, expected }: Question): Promise<Sample> {
  // `kubectl diff` ends with 1 where something differs.
  const call = { program: on.kubectl, codes: args[0] === 'diff' ? [1] : [0] };
  const started = performance.now();
  const { stdout } = await on.run({ ...call, args });
  const ms = performance.now() - started;
  expectSame('kubectl', found(stdout), expected);
  // In a run of its own: what is told takes time.
  const { stderr } = await on.run({ ...call, args: [...args, '-v=6'] });
  return { ms, requests: stderr.match(/"Response" verb=|\b(GET|POST|PATCH|PUT) https:\S+ \d{3} /g)?.length ?? 0 };
}

function expectSame(side: string, found: Found['found'], expected: Found['found']): void {
  const [left, right] = [found, expected].map((one) => JSON.stringify(one));
  if (left !== right) throw new Error(`${side} found ${left}, and it is ${right}`);
}

async function livePods(on: BenchCluster): Promise<number> {
  const { stdout } = await on.run({ program: on.kubectl, args: ['get', 'pods', '-A', '-o', 'name'] });
  return stdout.trim().split('\n').length;
}
