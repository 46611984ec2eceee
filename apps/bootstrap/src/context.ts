import { createInterface } from 'node:readline/promises';
import { nodeContext, type ProgramContext } from '@octotrain/command-line';
import type { PreflightFacts, PreflightNeeds } from '@octotrain/kube-kit';
import type { Clock, OctopusClientOptions } from '@octotrain/octopus-client';

import type { ClusterWork } from './clusters/cluster-work.ts';

/** What commands of bootstrap touch beyond the process; tests pass their own. */
export interface BootstrapContext extends ProgramContext {
  /** Sends requests; the platform's own when absent. */
  readonly fetch?: OctopusClientOptions['fetch'];
  /** How waiting passes; the machine's own time when absent. */
  readonly clock?: Clock;
  /** Makes clusters and changes them; those of this machine when absent. */
  readonly clusterWork?: ClusterWork;
  /** What is so on the machine; this one when absent. */
  readonly lookAtMachine?: (needs: PreflightNeeds) => Promise<PreflightFacts>;
  /** Puts a question to the person at the terminal. */
  ask(question: string): Promise<string>;
}

/** The context of the running process. */
export function processContext(): BootstrapContext {
  const context = nodeContext();
  return Object.assign(context, {
    async ask(question: string) {
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      try {
        return await lines.question(question, { signal: context.signal });
      } catch (error) {
        // What is said next begins a line of its own.
        context.stderr.write('\n');
        throw error;
      } finally {
        lines.close();
      }
    },
  });
}
