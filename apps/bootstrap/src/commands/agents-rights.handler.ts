import { coloursFor, exitCodes } from '@octotrain/command-line';
import type { ClusterChoice } from '../clusters/open-clusters.ts';
import type { BootstrapContext } from '../context.ts';
import { readLab } from '../file/read-lab.ts';
import { pageOf } from '../plan/fold.ts';
import { agentRights, trespasses } from '../questions/agent-rights.ts';
import { namespaceRightsText, rightsDocument, rightsText } from '../questions/rights-text.ts';
import { askClusters } from '../questions/running-clusters.ts';
import { refuse } from './desk.ts';

/** What `agents rights` is told. */
export interface AgentsRightsFlags extends ClusterChoice {
  readonly agent?: readonly string[];
  readonly namespace?: readonly string[];
  readonly strict: boolean;
  readonly json: boolean;
}

/** Tells in which namespaces the scripts of the agents may write. */
export async function rights(this: BootstrapContext, flags: AgentsRightsFlags, file?: string): Promise<void> {
  const read = await readLab({ file, cwd: this.cwd });
  const known = read.ok ? read.value.lab.spaces.flatMap(({ agents }) => agents.map(({ name }) => name)) : [];
  const unknown = flags.agent?.find((name) => !known.includes(name));
  if (read.ok && unknown !== undefined) {
    const text = `the lab has no agent ${unknown}; its agents: ${known.join(', ')}`;
    this.setExitCode(refuse(this, { text, exit: exitCodes.usage }));
    return;
  }
  await askClusters(this, {
    ...{ choice: flags, file },
    ask: ({ cluster }) => cluster.access({ signal: this.signal }),
    tell: (answers) => {
      const all = answers.map(({ at, answer }) => {
        const { name } = at.open.inLab;
        const { agent: agents, namespace: namespaces } = flags;
        return { cluster: name, agents: agentRights(at.lab, { cluster: name, access: answer, agents, namespaces }) };
      });
      const textOf = flags.namespace === undefined ? rightsText : namespaceRightsText;
      const page = pageOf({ colours: coloursFor(this.stdout, this.env), width: this.stdout.columns });
      this.stdout.write(`${flags.json ? JSON.stringify(rightsDocument(all), null, 2) : textOf(all, page)}\n`);
      return !flags.strict || all.every(({ agents }) => agents.every((one) => trespasses(one).length === 0));
    },
  });
}
