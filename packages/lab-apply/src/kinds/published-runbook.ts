import { createHash } from 'node:crypto';
import type { Project, Runbook, VariableSet } from '@octotrain/lab-config';
import type { StepWrite, VariableWrite } from '@octotrain/octopus-client';
import type { Fields } from '../fields/fields.ts';
import { type Address, type Building, defineItem, type Item, type Place } from './item.ts';
import { stepsBody } from './processes.ts';
import { type Names, symbolicId, symbolicNames } from './refs.ts';
import { secretToken } from './secrets.ts';
import { stepsFields } from './step-fields.ts';
import { variableBody, variableFields } from './variable-values.ts';
import { projectVariablesBody } from './variables.ts';

/** What a snapshot of a runbook is made of. */
export interface RunbookParts {
  readonly Steps: readonly StepWrite[];
  readonly Variables: readonly VariableWrite[];
  /** Variables of the included library sets, one after another. */
  readonly LibraryVariables: readonly VariableWrite[];
}

/** The published snapshot of a runbook. */
export interface PublishedRunbook {
  readonly Id: string;
  /** Absent when the server does not show what the snapshot was made of. */
  readonly parts?: RunbookParts;
  /** What whoever published it noted down. */
  readonly notes: string;
}

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

  function partsOf(building: Building): RunbookParts {
    return {
      Steps: stepsBody(runbook.process, building, project.name),
      Variables: projectVariablesBody(project, building),
      LibraryVariables: included.flatMap(({ variables }) =>
        variables.map((one) => variableBody(one, building, { ownerOfStep: () => '' })),
      ),
    };
  }

  async function publish({ api, spaceId, id }: Place, body: RunbookParts, before: string): Promise<PublishedRunbook> {
    // Neither ids nor secrets have a part in what it is called.
    const byNames = partsOf({ id: symbolicId, secret: secretToken });
    const notes = notesOf(statesOf(byNames, symbolicNames, byNames));
    const { data } = await api.POST('/api/{spaceId}/runbookSnapshots', {
      params: { path: { spaceId }, query: { publish: true } },
      body: {
        Name: `Snapshot ${digest([byNames, before]).slice(0, 7).toUpperCase()}`,
        RunbookId: id('runbook', runbook.name, project.name),
        ProjectId: id('project', project.name),
        Notes: notes,
        SelectedPackages: [],
        SelectedGitResources: [],
      },
    });
    return { Id: data.Id, parts: body, notes };
  }

  return defineItem<PublishedRunbook, RunbookParts>({
    address: { kind: 'published runbook', space, name: `${project.name} / ${runbook.name}` },
    madeOf: [
      { kind: 'runbook process', space, name: `${project.name} / ${runbook.name}` },
      { kind: 'project variables', space, name: project.name },
      ...included.map(({ name }): Address => ({ kind: 'library variables', space, name })),
    ],
    body: partsOf,
    fields(body, names, like) {
      if (!('Id' in body)) return statesOf(body, names, like);
      return body.parts === undefined ? notedStates(body.notes) : statesOf(body.parts, names, like);
    },
    merge: ({ body }) => body,
    create: (place, body) => publish(place, body, ''),
    replace: (place, stored, body) => publish(place, body, stored.Id),
  });
}

const parts = ['process', 'variables', 'library variables'] as const;
type States = Readonly<Record<(typeof parts)[number], string>>;

function statesOf(made: RunbookParts, names: Names, like: RunbookParts): States {
  return {
    process: state(stepsFields(made.Steps, names, like.Steps)),
    variables: state(variableFields(made.Variables, names, like.Variables)),
    'library variables': state(variableFields(made.LibraryVariables, names, like.LibraryVariables)),
  };
}

const introduction = 'Published from the lab file:';

/** States as the notes of a snapshot keep them, for servers that do not show what it was made of. */
function notesOf(states: States): string {
  return `${introduction} ${parts.map((part) => `${part} = ${states[part]}`).join('; ')}.`;
}

/** The states that notes tell of; nothing when a person wrote them. */
function notedStates(notes: string): Fields {
  if (!notes.startsWith(introduction)) return {};
  const pairs = notes
    .slice(introduction.length, -1)
    .split(';')
    .map((pair) => pair.split('=').map((text) => text.trim()));
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair.length === 2));
}

/** A short name for a state: equal states have equal names. */
function state(fields: Fields): string {
  const entries = Object.entries(fields).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return entries.length === 0 ? 'nothing' : `state ${digest(entries).slice(0, 8)}`;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
