import { createHash } from 'node:crypto';
import type { Project, Runbook, VariableSet } from '@octotrain/lab-config';
import type { StepWrite, VariableWrite } from '@octotrain/octopus-client';
import type { Fields } from '../fields/fields.ts';
import { defineItem, type Item, type Place } from './item.ts';
import { stepsBody } from './processes.ts';
import { stepsFields } from './step-fields.ts';
import { variableBody, variableFields } from './variable-values.ts';
import { projectVariablesBody } from './variables.ts';

/** What the published snapshot of a runbook was made of. */
export interface PublishedRunbook {
  readonly Id: string;
  readonly Steps: readonly StepWrite[];
  readonly Variables: readonly VariableWrite[];
  /** Variables of the included library sets, one after another. */
  readonly LibraryVariables: readonly VariableWrite[];
}

type Published = Omit<PublishedRunbook, 'Id'>;

/**
 * The published snapshot of a runbook, which is what runs. A new one is published when its process, or a variable that
 * the file names, is not what the published one was made of.
 */
export function publishedRunbookItem(options: {
  space: string;
  project: Project;
  runbook: Runbook;
  sets: readonly VariableSet[];
}): Item {
  const { space, project, runbook, sets } = options;
  const included = sets.filter(({ name }) => project.variableSets.includes(name));

  async function publish({ api, spaceId, id }: Place, body: Published, before: string): Promise<PublishedRunbook> {
    const { data } = await api.POST('/api/{spaceId}/runbookSnapshots', {
      params: { path: { spaceId }, query: { publish: true } },
      body: {
        Name: `Snapshot ${digest([body, before]).slice(0, 7).toUpperCase()}`,
        RunbookId: id('runbook', runbook.name, project.name),
        ProjectId: id('project', project.name),
        SelectedPackages: [],
        SelectedGitResources: [],
      },
    });
    return { ...body, Id: data.Id };
  }

  return defineItem<PublishedRunbook, Published>({
    address: { kind: 'published runbook', space, name: `${project.name} / ${runbook.name}` },
    body: (building) => ({
      Steps: stepsBody(runbook.process, building, project.name),
      Variables: projectVariablesBody(project, building),
      LibraryVariables: included.flatMap(({ variables }) =>
        variables.map((one) => variableBody(one, building, { ownerOfStep: () => '' })),
      ),
    }),
    fields: (body, names, like) => ({
      process: state(stepsFields(body.Steps, names, like.Steps)),
      variables: state(variableFields(body.Variables, names, like.Variables)),
      'library variables': state(variableFields(body.LibraryVariables, names, like.LibraryVariables)),
    }),
    merge: ({ body }) => body,
    create: (place, body) => publish(place, body, ''),
    replace: (place, stored, body) => publish(place, body, stored.Id),
  });
}

/** A short name for a state: equal states have equal names. */
function state(fields: Fields): string {
  const entries = Object.entries(fields).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return entries.length === 0 ? 'nothing' : `state ${digest(entries).slice(0, 8)}`;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
