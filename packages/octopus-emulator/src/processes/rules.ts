import { sameName, uniqueSlug } from '../http/names.ts';
import { keepSecrets } from '../http/sensitive.ts';
import type { Random } from '../random.ts';
import { unknownIds } from '../resource/references.ts';
import type { Store } from '../store/store.ts';
import type {
  ActionDocument,
  ProcessDocument,
  StepDocument,
  WrittenAction,
  WrittenProcess,
  WrittenStep,
} from './state.ts';

const responsibleTeams = 'Octopus.Action.Manual.ResponsibleTeamIds';
const instructions = 'Octopus.Action.Manual.Instructions';

/** Broken rules of a process: names unique, references known, manual steps complete. */
export function processProblems(
  store: Store,
  process: Pick<ProcessDocument, 'SpaceId' | 'ProjectId'>,
  written: WrittenProcess,
): readonly string[] {
  const actions = written.Steps.flatMap((step) => step.Actions);
  return [
    ...twice(written.Steps).map((name) => `Two steps are named '${name}'.`),
    ...twice(actions).map((name) => `Two actions are named '${name}'.`),
    ...actions.flatMap((action) => actionProblems(store, process, action)),
  ];
}

function twice(named: readonly { readonly Name: string }[]): readonly string[] {
  return named
    .filter((one, index) => named.findIndex((other) => sameName(other.Name, one.Name)) < index)
    .map((one) => one.Name);
}

function actionProblems(
  store: Store,
  process: Pick<ProcessDocument, 'SpaceId' | 'ProjectId'>,
  action: WrittenAction,
): readonly string[] {
  const at = { spaceId: process.SpaceId };
  const unknown = [
    ...unknownIds(store, {
      ...at,
      collection: 'Environments',
      kind: 'environment',
      ids: [...action.Environments, ...action.ExcludedEnvironments],
    }),
    ...unknownIds(store, { ...at, collection: 'Channels', kind: 'channel', ids: action.Channels }),
    ...unknownIds(store, {
      ...at,
      collection: 'GitCredentials',
      kind: 'git credential',
      ids: action.GitDependencies.map((git) => git.GitCredentialId),
    }),
    ...(action.ActionType === 'Octopus.Manual' ? manualProblems(store, process.SpaceId, action) : []),
  ];
  return unknown.map((problem) => `Step '${action.Name}': ${problem}`);
}

/** A manual step's teams are of the space or of the whole server. */
function manualProblems(store: Store, spaceId: string, action: WrittenAction): readonly string[] {
  const teams = action.Properties[responsibleTeams];
  const ids = typeof teams === 'string' ? teams.split(',').map((id) => id.trim()) : [];
  return [
    ...(action.Properties[instructions] ? [] : ['A manual step needs instructions.']),
    ...unknownIds(store, { collection: 'Teams', kind: 'team', spaceId, ids }),
  ];
}

/** The process as it is kept: steps and actions get ids and slugs, and keep those they had. */
export function identifiedSteps(
  written: readonly WrittenStep[],
  stored: readonly StepDocument[],
  random: Random,
): readonly StepDocument[] {
  const oldActions = stored.flatMap((step) => step.Actions);
  const stepSlugs = new Set<string>();
  const actionSlugs = new Set<string>();
  return written.map((step) => {
    const old = previous(step, stored);
    return {
      ...step,
      ...identity(step, { old, taken: stepSlugs, fallback: 'step', random }),
      Properties: keepSecrets(step.Properties, old?.Properties),
      Actions: step.Actions.map((action): ActionDocument => {
        const oldAction = previous(action, oldActions);
        return {
          ...action,
          ...identity(action, { old: oldAction, taken: actionSlugs, fallback: 'action', random }),
          Properties: keepSecrets(action.Properties, oldAction?.Properties),
          Packages: action.Packages.map((reference) => ({ ...reference, Id: reference.Id || random.uuid() })),
        };
      }),
    };
  });
}

interface Named {
  readonly Id?: string | null | undefined;
  readonly Slug?: string | null | undefined;
  readonly Name: string;
}

/** The stored one of the same id, else, for one written without an id, of the same name. */
function previous<D extends { readonly Id: string; readonly Name: string }>(
  written: Named,
  stored: readonly D[],
): D | undefined {
  if (written.Id) return stored.find((old) => old.Id === written.Id);
  return stored.find((old) => sameName(old.Name, written.Name));
}

function identity(
  written: Named,
  options: {
    old: { readonly Id: string; readonly Slug: string } | undefined;
    taken: Set<string>;
    fallback: string;
    random: Random;
  },
): { Id: string; Slug: string } {
  const { old, taken } = options;
  const slug = uniqueSlug(written.Slug || old?.Slug || written.Name, options.fallback, taken);
  taken.add(slug);
  return { Id: old?.Id ?? (written.Id || options.random.uuid()), Slug: slug };
}
