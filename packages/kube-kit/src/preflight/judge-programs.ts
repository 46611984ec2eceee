import type { ProgramVersion } from '../process/program-version.ts';
import type { BuiltPrograms, PathProgram, PreflightFacts, PreflightNeeds, ProgramFact } from './facts.ts';
import { amiss, type Finding, ok } from './finding.ts';
import { requirements } from './requirements.ts';

/** Programs: of the path, and those that are built. */
export function judgePrograms(facts: PreflightFacts, needs: PreflightNeeds): readonly Finding[] {
  const wants = (provider: string) => needs.clusters.some((cluster) => cluster.provider === provider);
  return [
    ...(wants('kind') ? [judgeKind(facts.programs.kind)] : []),
    judgeClient('kubectl', facts),
    judgeClient('helm', facts),
    ...(wants('kwok') ? judgeBuilt(facts) : []),
  ];
}

function judgeKind(fact: ProgramFact): Finding {
  const about = { code: 'kind', subject: 'kind' } as const;
  const install = 'install it: https://kind.sigs.k8s.io/docs/user/quick-start (brew install kind)';
  return judged(about, fact, install);
}

const installs: Readonly<Record<'kubectl' | 'helm', string>> = {
  kubectl: 'install it: https://kubernetes.io/docs/tasks/tools (brew install kubectl)',
  helm: 'install it: https://helm.sh/docs/intro/install (brew install helm)',
};

/** Kubectl or helm: the one of the path, or else the built one, which our own work is done with. */
function judgeClient(name: 'kubectl' | 'helm', { programs, built }: PreflightFacts): Finding {
  const about = { code: name, subject: name } as const;
  const own = built.ok ? builtVersion(name, built.value) : undefined;
  const fact = programs[name];
  if (fact.state === 'found' && name === 'helm' && isTooOld(fact.version)) {
    const text = `${fact.version.text} is too old: single values are set as JSON, which began with 3.10`;
    return amiss(about, own ? 'warning' : 'problem', { text, todo: installs.helm });
  }
  if (fact.state !== 'found' && built.ok && own) return ok(about, `${own.text}, built: ${built.value.folder}`);
  return judged(about, fact, installs[name]);
}

function isTooOld({ major, minor }: ProgramVersion): boolean {
  return major < 3 || (major === 3 && minor < 10);
}

function builtVersion(name: 'kubectl' | 'helm', built: BuiltPrograms): ProgramVersion | undefined {
  return name === 'helm' ? built.helm : built.kubernetes;
}

/** The programs that clusters of kwok are made of, and Go, which builds them. */
function judgeBuilt({ built, programs, platform }: PreflightFacts): readonly Finding[] {
  const about = { code: 'built-programs', subject: 'cluster programs' } as const;
  if (platform === 'win32') {
    const text = 'clusters of kwok run on Linux and macOS';
    const todo = 'write `provider: kind` in the lab file, or work in WSL';
    return [amiss(about, 'problem', { text, todo })];
  }
  if (built.ok) {
    const { kubernetes, helm } = built.value;
    const versions = [kubernetes && `Kubernetes ${kubernetes.text}`, helm && `helm ${helm.text}`];
    return [ok(about, `built: ${versions.filter((text) => text !== undefined).join(', ')}`)];
  }
  const todo = built.problem.hint ?? 'build them with: pnpm k8s:tools';
  const missing = amiss(about, 'problem', { text: built.problem.message, todo });
  return [missing, judgeGo(programs.go)];
}

const installGo = 'install it: https://go.dev/doc/install';

function judgeGo(fact: ProgramFact): Finding {
  const about = { code: 'go', subject: 'Go' } as const;
  const { goMinor, goMinorThatFetches } = requirements;
  if (fact.state !== 'found' || fact.version.minor >= goMinor) return judged(about, fact, installGo);
  const text = `${fact.version.text}; the cluster programs are built with 1.${goMinor}`;
  if (fact.version.minor < goMinorThatFetches) return amiss(about, 'problem', { text, todo: installGo });
  return amiss(about, 'warning', {
    text,
    todo: 'let it fetch that (GOTOOLCHAIN=auto), or install it: https://go.dev/doc/install',
  });
}

function judged(about: Pick<Finding, 'code'> & { subject: PathProgram | 'Go' }, fact: ProgramFact, install: string) {
  switch (fact.state) {
    case 'found':
      return ok(about, fact.version.text);
    case 'missing':
      return amiss(about, 'problem', { text: 'not on the path', todo: install });
    case 'broken':
      return amiss(about, 'problem', {
        text: `cannot be used: ${fact.why}`,
        todo: `run \`${about.subject.toLowerCase()} version\`, or ${install}`,
      });
  }
}
