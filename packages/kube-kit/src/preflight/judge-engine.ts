import type { ContainerEngine } from '../kind/kind.ts';
import type { EngineFact, PreflightFacts, PreflightNeeds } from './facts.ts';
import { amiss, type Finding, ok } from './finding.ts';
import { requirements, sizeText } from './requirements.ts';

const titles = { docker: 'Docker', podman: 'podman' } as const;

/** What clusters in containers need; nothing where the lab has none. */
export function judgeEngine(facts: PreflightFacts, needs: PreflightNeeds): readonly Finding[] {
  if (!needs.clusters.some(({ provider }) => provider === 'kind')) return [];
  const engine = engineOf(facts);
  const fact = facts.engines[engine];
  const about = { code: 'engine', subject: titles[engine] } as const;
  const findings = [judgeState(about, engine, fact)];
  if (fact.state === 'running' && fact.memoryBytes !== undefined && fact.memoryBytes < requirements.engineMemoryBytes) {
    const text = `it has ${sizeText(fact.memoryBytes)}; kind advises at least ${sizeText(requirements.engineMemoryBytes)}`;
    const todo = `give ${titles[engine]}'s machine more memory`;
    findings.push(amiss({ ...about, code: 'engine-memory' }, 'warning', { text, todo }));
  }
  return findings;
}

/** The engine that kind takes: the one it is told to, else the one that runs, else the one that is there. */
function engineOf({ engines, chosenEngine }: PreflightFacts): ContainerEngine {
  if (chosenEngine) return chosenEngine;
  if (engines.docker.state === 'running' || engines.podman.state === 'missing') return 'docker';
  return engines.podman.state === 'running' || engines.docker.state === 'missing' ? 'podman' : 'docker';
}

const kwokInstead = 'or let kwok make the clusters, without containers (`provider: kwok`)';

function judgeState(about: Pick<Finding, 'subject'> & { code: 'engine' }, engine: ContainerEngine, fact: EngineFact) {
  switch (fact.state) {
    case 'running':
      return ok(about, `${fact.version}, running`);
    case 'missing':
      return amiss(about, 'problem', {
        text: 'not installed; kind runs its nodes in it',
        todo: `install Docker (https://docs.docker.com/get-docker) or podman, ${kwokInstead}`,
      });
    case 'down':
      return amiss(about, 'problem', {
        text: `installed, but it cannot be used: ${fact.why}`,
        todo: `${startText(engine, fact.why)}, ${kwokInstead}`,
      });
  }
}

function startText(engine: ContainerEngine, why: string): string {
  if (/permission denied/i.test(why)) return 'let your user use it (sudo usermod -aG docker $USER, then log in again)';
  if (engine === 'podman') return 'see `podman info`; on macOS and Windows: podman machine start';
  return 'start Docker Desktop, or on Linux: sudo systemctl start docker';
}
