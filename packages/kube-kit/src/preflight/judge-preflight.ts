import type { PreflightFacts, PreflightNeeds } from './facts.ts';
import type { Finding } from './finding.ts';
import { judgeContexts } from './judge-contexts.ts';
import { judgeEngine } from './judge-engine.ts';
import { judgeMachine } from './judge-machine.ts';
import { judgePrograms } from './judge-programs.ts';

/** What is to be said of a machine on which a lab is to be made: all that was looked at, also what is well. */
export function judgePreflight(facts: PreflightFacts, needs: PreflightNeeds): readonly Finding[] {
  return [
    ...judgeMachine(facts, needs),
    ...judgeEngine(facts, needs),
    ...judgePrograms(facts, needs),
    ...judgeContexts(facts, needs),
  ];
}
