import { renderTable } from '@octotrain/command-line';
import { folded, type Page } from '../plan/fold.ts';
import { type AgentRights, bindingsOf, trespasses } from './agent-rights.ts';

/** The agents of a cluster, and how far they reach. */
export interface ClusterRights {
  readonly cluster: string;
  readonly agents: readonly AgentRights[];
}

/** How far each agent reaches, and by which bindings into what is not its own. */
export function rightsText(all: readonly ClusterRights[], page: Page): string {
  const blocks = withAgents(all).map(({ cluster, agents }) => {
    const headings = ['Agent', 'Space', 'Writes in its own', "Writes in others'"];
    const table = tableOf(headings, agents.map(rowOf), page);
    const bindings = agents.flatMap((one) => {
      const by = bindingsOf(trespasses(one));
      return by.length === 0 ? [] : folded(`${one.agent.name}: ${by.join('; ')}`, 0, page);
    });
    return [page.colours.bold(cluster), table, ...bindings].join('\n');
  });
  const todo =
    'to keep the agents of a space to its namespaces, write `confined: true` at them in the lab file, then: pnpm bootstrap agents install';
  const trespassing = all.some(({ agents }) => agents.some((one) => trespasses(one).length > 0));
  return [...blocks, ...(trespassing ? [folded(todo, 0, page).join('\n')] : [])].join('\n\n');
}

function rowOf(one: AgentRights): readonly string[] {
  const own = one.reach.filter(({ isOwn }) => isOwn);
  const others = trespasses(one);
  const ofOthers = one.reach.length - own.length;
  const names = others.map(({ namespace }) => namespace).join(', ');
  return [
    ...[one.agent.name, one.agent.space],
    `${own.filter(({ writes }) => writes).length} of ${own.length}`,
    others.length === 0 ? 'none' : others.length === ofOthers ? `all ${ofOthers}` : names,
  ];
}

/** Whether each agent may write in the namespaces that were asked about, and by which bindings. */
export function namespaceRightsText(all: readonly ClusterRights[], page: Page): string {
  const blocks = withAgents(all).map(({ cluster, agents }) => {
    const asked = agents.flatMap(({ agent, reach }) => reach.map((one) => ({ agent, one })));
    const rows = asked.map(({ agent, one }) => [
      ...[agent.name, one.namespace],
      ...[one.writes ? 'yes' : 'no', one.readsSecrets ? 'yes' : 'no'],
    ]);
    const table = tableOf(['Agent', 'Namespace', 'Writes', 'Reads secrets'], rows, page);
    const bindings = asked.flatMap(({ agent, one }) => {
      const by = bindingsOf([one]);
      return by.length === 0 ? [] : folded(`${agent.name} in ${one.namespace}: ${by.join('; ')}`, 0, page);
    });
    return [page.colours.bold(cluster), table, ...bindings].join('\n');
  });
  return blocks.join('\n\n');
}

/** The same as a document, with every action that is allowed. */
export function rightsDocument(all: readonly ClusterRights[]): object {
  return {
    schema: 1,
    clusters: all.map(({ cluster, agents }) => ({
      cluster,
      agents: agents.map(({ agent: { name, space }, account, reach }) => ({ name, space, account, reach })),
    })),
  };
}

function withAgents(all: readonly ClusterRights[]): readonly ClusterRights[] {
  return all.filter(({ agents }) => agents.length > 0);
}

function tableOf(headings: readonly string[], rows: readonly (readonly string[])[], { width }: Page): string {
  return renderTable({ columns: headings.map((heading) => ({ heading, narrowTo: 8 })), rows, width });
}
