import type { Project, Runbook, Step } from '@octotrain/lab-config';
import type {
  DeploymentProcess,
  DeploymentProcessWrite,
  RunbookProcess,
  RunbookProcessWrite,
  StepWrite,
} from '@octotrain/octopus-client';
import { type Building, defineItem, type Item, type Learned } from './item.ts';
import { stepBody } from './step-body.ts';
import { stepsFields } from './step-fields.ts';

/** The steps of a process as the file has them. */
export function stepsBody(steps: readonly Step[], building: Building, project: string): StepWrite[] {
  return steps.map((step) => stepBody(step, building, project));
}

/** A project's deployment process, replaced whole; steps keep their ids and settings of their own by name. */
export function deploymentProcessItem(space: string, project: Project): Item {
  return defineItem<DeploymentProcess, DeploymentProcessWrite>({
    address: { kind: 'deployment process', space, name: project.name },
    body: (building) => ({ Version: 0, Steps: stepsBody(project.process, building, project.name) }),
    fields: (body, names, like) => stepsFields(body.Steps, names, like.Steps),
    merge: ({ body, stored }) => ({ ...stored, Steps: mergeSteps(body.Steps, stored.Steps) }),
    among: { documents: 'deployment processes', id: ({ id }) => id('deployment process', project.name) },
    async load({ api, spaceId, id }) {
      const path = { spaceId, id: id('deployment process', project.name) };
      return (await api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params: { path } })).data;
    },
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/deploymentprocesses/{id}', { params: { path: { spaceId, id } }, body })).data,
    names: namesOfSteps(project.process, project.name),
    learn: (doc) => idsOfSteps(doc, project.name),
  });
}

/** The process of a runbook. */
export function runbookProcessItem(space: string, project: string, runbook: Runbook): Item {
  const name = `${project} / ${runbook.name}`;
  return defineItem<RunbookProcess, RunbookProcessWrite>({
    address: { kind: 'runbook process', space, name },
    body: (building) => ({ Version: 0, Steps: stepsBody(runbook.process, building, project) }),
    fields: (body, names, like) => stepsFields(body.Steps, names, like.Steps),
    merge: ({ body, stored }) => ({ ...stored, Steps: mergeSteps(body.Steps, stored.Steps) }),
    among: { documents: 'runbook processes', id: ({ id }) => id('runbook process', runbook.name, project) },
    async load({ api, spaceId, id }) {
      const path = { spaceId, id: id('runbook process', runbook.name, project) };
      return (await api.GET('/api/{spaceId}/runbookProcesses/{id}', { params: { path } })).data;
    },
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/runbookProcesses/{id}', { params: { path: { spaceId, id } }, body })).data,
    names: namesOfSteps(runbook.process, name),
    learn: (doc) => idsOfSteps(doc, name),
  });
}

function namesOfSteps(steps: readonly Step[], owner: string): readonly Omit<Learned, 'id'>[] {
  return steps.map(({ name }) => ({ kind: 'action', within: owner, name }));
}

/** Ids of actions; `owner` is the project, or the project and the runbook. */
export function idsOfSteps({ Steps }: Pick<DeploymentProcess, 'Steps'>, owner: string): readonly Learned[] {
  return Steps.flatMap(({ Actions }) =>
    Actions.map(({ Name, Id }) => ({ kind: 'action' as const, name: Name, within: owner, id: Id })),
  );
}

/** The file's steps over the stored ones of the same name, so that ids, slugs and unknown settings stay. */
function mergeSteps(wanted: readonly StepWrite[], stored: readonly StepWrite[]): StepWrite[] {
  return wanted.map((step) => {
    const known = stored.find((one) => one.Name.toLowerCase() === step.Name.toLowerCase());
    return {
      ...known,
      ...step,
      Properties: { ...known?.Properties, ...step.Properties },
      Actions: step.Actions.map((action, at) => {
        const before = known?.Actions[at];
        // Settings of another kind of action mean nothing for this one.
        const settings = before?.ActionType === action.ActionType ? before.Properties : {};
        const Packages = (action.Packages ?? []).map((one) => ({ ...packageNamed(before, one.Name), ...one }));
        return { ...before, ...action, Packages, Properties: { ...settings, ...action.Properties } };
      }),
    };
  });
}

type Action = StepWrite['Actions'][number];

/** What is stored of a package, so that its id and settings of its own stay. */
function packageNamed(action: Action | undefined, name: string | null | undefined) {
  return action?.Packages?.find((one) => (one.Name ?? '').toLowerCase() === (name ?? '').toLowerCase());
}
