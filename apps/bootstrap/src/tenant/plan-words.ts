import { type Colours, renderTable } from '@octotrain/command-line';
import { planText } from '../plan/plan-text.ts';
import type { ServerPlan } from './server-plan.ts';

interface Page {
  readonly colours: Colours;
  readonly width: number | undefined;
}

/** The lines that a file gains, as they will be in it. */
export function fileChangeText(change: { file: string; line: number; added: string }, { colours }: Page): string {
  const lines = change.added.replace(/\r?\n$/, '').split(/\r?\n/);
  return [`${change.file}:${change.line}`, ...lines.map((line) => colours.green(`  + ${line}`))].join('\n');
}

/** What will be done on the server, and what will not. */
export function serverPlanText(plan: ServerPlan, page: Page): string {
  const { part, agents, unserved, current, others } = plan;
  const blocks: string[] = [];
  if (part.writes.length > 0) blocks.push(planText({ plan: part }, page));
  else blocks.push(`The server has ${plan.tenant.name} as the file says.`);
  if (agents.length > 0) {
    const lines = agents.map(({ agent, gains, tags }) => {
      const what = gains === 'tenant' ? plan.tenant.name : `tenants with ${tags.join(', ')}`;
      return `  ${page.colours.yellow('~ change')} agent ${agent}: serves ${what}`;
    });
    blocks.push(lines.join('\n'));
  }
  if (current.length > 0) blocks.push(currentText(plan, page));
  const notes = [
    ...unserved.map(
      (one) => `No agent of the file serves ${plan.tenant.name} in ${one}: deployments there will find no target.`,
    ),
    ...namespaceNotes(plan),
    ...(others === 0
      ? []
      : [
          `The file and the server differ in ${others} other ${others === 1 ? 'thing' : 'things'}, left alone: run plan.`,
        ]),
  ];
  if (notes.length > 0) blocks.push(notes.join('\n'));
  return blocks.join('\n\n');
}

function currentText({ current, tenant }: ServerPlan, { width }: Page): string {
  const rows = current.flatMap(({ project, choices }) =>
    choices.map(({ environment, release, note = '' }) => [
      `  ${project}`,
      environment,
      release?.version ?? 'nothing',
      note,
    ]),
  );
  const columns = [{}, {}, {}, { narrowTo: 20 }];
  return `${tenant.name} shall run\n${renderTable({ columns, rows, width: Math.min(width ?? 80, 100) })}`;
}

/** Namespaces are the clusters' affair: who makes them, if the deployment does not. */
function namespaceNotes({ tenant, lab, isOnServer }: ServerPlan): readonly string[] {
  const values = tenant.values.filter(({ template }) => /namespace/i.test(template));
  const namespaces = [...new Set(values.map(({ value }) => String(value)))].join(', ');
  if (namespaces === '' || isOnServer) return [];
  const places = lab.spaces.flatMap(({ name: space, projects }) =>
    projects.flatMap(({ name: project, runbooks }) =>
      runbooks.filter(({ name }) => /namespace/i.test(name)).map(({ name }) => `${name} of ${project} in ${space}`),
    ),
  );
  const how = places.length === 0 ? 'have the deployment make them, or make them first' : `run ${places.join(', ')}`;
  return [`Its namespaces are not made here: ${how} (${namespaces}).`];
}
