import type { ProgramVersion } from '../process/program-version.ts';
import type { ClusterNeed, PreflightFacts, PreflightNeeds } from './facts.ts';
import { amiss, type Finding, ok } from './finding.ts';
import { helmSkew, kubectlSkew, type Skew } from './version-skew.ts';

/** The clusters that are there already: contexts of the kubeconfig, whether they answer, and what fits them. */
export function judgeContexts(facts: PreflightFacts, needs: PreflightNeeds): readonly Finding[] {
  return [...judgeNamed(facts, needs), ...versionsOf(facts, needs).flatMap((server) => judgeSkews(server, facts))];
}

function judgeNamed(facts: PreflightFacts, needs: PreflightNeeds): readonly Finding[] {
  const { contexts, path } = facts.kubeconfig;
  const named = needs.clusters.filter(({ provider }) => provider !== 'kwok');
  if (contexts.ok) return named.map((cluster) => judgeContext(cluster, facts, { known: contexts.value, path }));
  if (!named.some(({ provider }) => provider === 'existing')) return [];
  const todo = 'name the file with the contexts of the lab in KUBECONFIG';
  return [amiss({ code: 'kubeconfig', subject: 'kubeconfig' }, 'problem', { text: contexts.problem.message, todo })];
}

function judgeContext(
  { name, context, provider }: ClusterNeed,
  { servers }: PreflightFacts,
  { known, path }: { known: readonly string[]; path: string },
): Finding {
  const about = { code: 'context', subject: context } as const;
  if (!known.includes(context)) {
    if (provider === 'kind') return ok(about, `not made yet (cluster ${name})`);
    const text = `cluster ${name}: ${path} has no such context`;
    const todo = `choose one of kubectl config get-contexts in the lab file, or have kind or kwok make the cluster`;
    return amiss(about, 'problem', { text, todo });
  }
  const server = servers[context];
  if (server?.ok) return ok(about, `cluster ${name} answers: Kubernetes ${server.value.text}`);
  const why = server === undefined ? 'it was not asked, for want of kubectl' : server.problem.message;
  const text = `cluster ${name} does not answer: ${why}`;
  if (provider === 'existing') return amiss(about, 'problem', { text, todo: 'start it, or see: kubectl cluster-info' });
  return amiss(about, 'warning', { text, todo: 'make it anew: pnpm bootstrap clusters up' });
}

interface Server {
  /** Whose version it is, for people. */
  readonly whose: string;
  readonly version: ProgramVersion;
  readonly isBuilt: boolean;
}

/** The versions of Kubernetes that programs have to fit, each once. */
function versionsOf({ built, servers }: PreflightFacts, { clusters }: PreflightNeeds): readonly Server[] {
  const found = clusters.flatMap(({ provider, context }): Server[] => {
    if (provider === 'kwok') {
      const version = built.ok ? built.value.kubernetes : undefined;
      return version ? [{ whose: 'clusters of kwok', version, isBuilt: true }] : [];
    }
    const server = servers[context];
    return server?.ok ? [{ whose: context, version: server.value, isBuilt: false }] : [];
  });
  return found.filter(({ version }, at) => found.findIndex((other) => other.version.text === version.text) === at);
}

function judgeSkews({ whose, version, isBuilt }: Server, { programs, built }: PreflightFacts): readonly Finding[] {
  const folder = built.ok ? built.value.folder : undefined;
  return (
    [
      ['kubectl', kubectlSkew],
      ['helm', helmSkew],
    ] as const
  ).flatMap(([name, skewOf]) => {
    const fact = programs[name];
    if (fact.state !== 'found') return [];
    const skew = skewOf(fact.version, version);
    if (skew === 'fits' || skew === 'untold') return [];
    const text = `${fact.version.text} is ${words[skew]} for ${whose}, Kubernetes ${version.text}`;
    const todo =
      isBuilt && folder !== undefined
        ? `octotrain uses the built one; do so by hand, too: ${folder}`
        : remedies[name](version);
    return [amiss({ code: `${name}-skew`, subject: name }, 'warning', { text, todo })];
  });
}

const words: Readonly<Record<Exclude<Skew, 'fits' | 'untold'>, string>> = { older: 'too old', newer: 'too new' };

const remedies = {
  kubectl: ({ major, minor }: ProgramVersion) => `install kubectl ${major}.${minor}, or one minor version beside it`,
  helm: ({ major, minor }: ProgramVersion) =>
    `install a helm built with Kubernetes ${major}.${minor} to ${major}.${minor + 3}: https://helm.sh/docs/topics/version_skew`,
};
