import { machineCategories } from '../events/categories.ts';
import { machineGroups } from '../events/groups.ts';
import { unknownIds } from '../resource/references.ts';
import type { Store } from '../store/store.ts';
import type { TriggerAction } from './actions.ts';
import { isSchedule, type ScheduleFilter, type TriggerFilter } from './filters.ts';
import { readCron } from './schedule/cron.ts';
import { isZone } from './schedule/zone.ts';
import type { ProjectTriggerDocument } from './state.ts';

type Written = Omit<ProjectTriggerDocument, 'Id' | 'SpaceId' | 'Slug'>;

/** What is wrong with a trigger as written. */
export function triggerProblems(store: Store, spaceId: string, written: Written): readonly string[] {
  const project = unknownIds(store, { collection: 'Projects', kind: 'project', spaceId, ids: [written.ProjectId] });
  return [
    ...project,
    ...filterProblems(store, spaceId, written.Filter),
    ...actionProblems(store, spaceId, written.Action),
    ...pairProblems(written),
    ...ownedProblems(store, written),
  ];
}

function filterProblems(store: Store, spaceId: string, filter: TriggerFilter): readonly string[] {
  if (isSchedule(filter)) return scheduleProblems(filter);
  switch (filter.FilterType) {
    case 'MachineFilter':
      return [
        ...unknownIds(store, { collection: 'Environments', kind: 'environment', spaceId, ids: filter.EnvironmentIds }),
        ...unknown('event group', filter.EventGroups, machineGroups),
        ...unknown('event category', filter.EventCategories, machineCategories),
      ];
    case 'FeedFilter':
      return filter.Packages.length === 0 ? ['A trigger of a feed needs at least one package.'] : [];
    case 'GitFilter':
      return filter.Sources.length === 0 ? ['A trigger of a git repository needs at least one source.'] : [];
    case 'WebhookFilter':
      return filter.RequireApiKey || filter.Secret?.HasValue
        ? []
        : ['A webhook needs a Secret, or RequireApiKey: every call must be authenticated.'];
    default:
      return [];
  }
}

function unknown(kind: string, ids: readonly string[], known: readonly { readonly Id: string }[]): readonly string[] {
  return ids
    .filter((id) => !known.some(({ Id }) => Id === id))
    .map((id) => `There is no ${kind} '${id}' for machines.`);
}

function scheduleProblems(filter: ScheduleFilter): readonly string[] {
  const zone = isZone(filter.Timezone) ? [] : [`'${filter.Timezone}' is no time zone.`];
  switch (filter.FilterType) {
    case 'CronExpressionSchedule': {
      const cron = readCron(filter.CronExpression);
      return typeof cron === 'string' ? [cron, ...zone] : zone;
    }
    case 'ContinuousDailySchedule': {
      const known = filter.Interval === 'OnceHourly' || filter.Interval === 'OnceEveryMinute';
      return [...(known ? [] : ['A continuous schedule has an Interval of OnceHourly or OnceEveryMinute.']), ...zone];
    }
    case 'DaysPerMonthSchedule':
      return [...monthProblems(filter), ...zone];
    default:
      return zone;
  }
}

function monthProblems(
  filter: Extract<ScheduleFilter, { readonly FilterType: 'DaysPerMonthSchedule' }>,
): readonly string[] {
  if (filter.MonthlyScheduleType === 'DateOfMonth') {
    const fits = /^([1-9]|[12]\d|3[01]|L)$/.test(filter.DateOfMonth ?? '');
    return fits ? [] : [`'${filter.DateOfMonth ?? ''}' is no date of a month: 1 to 31, or L for the last.`];
  }
  return [
    ...(/^[1-4L]$/.test(filter.DayNumberOfMonth ?? '')
      ? []
      : [`'${filter.DayNumberOfMonth ?? ''}' is no number of a day: 1 to 4, or L for the last.`]),
    ...(filter.DayOfWeek === null ? ['A schedule by DayOfMonth needs a DayOfWeek.'] : []),
  ];
}

function actionProblems(store: Store, spaceId: string, action: TriggerAction): readonly string[] {
  const environments = (ids: readonly string[]) =>
    unknownIds(store, { collection: 'Environments', kind: 'environment', spaceId, ids });
  const channel = (id: string | null) =>
    unknownIds(store, { collection: 'Channels', kind: 'channel', spaceId, ids: [id] });
  const tenants = (ids: readonly string[]) =>
    unknownIds(store, { collection: 'Tenants', kind: 'tenant', spaceId, ids });
  switch (action.ActionType) {
    case 'AutoDeploy':
      return [];
    case 'DeployLatestRelease':
      return [
        ...environments([...action.SourceEnvironmentIds, action.DestinationEnvironmentId]),
        ...channel(action.ChannelId),
        ...tenants(action.TenantIds),
      ];
    case 'DeployNewRelease':
      return [...environments([action.EnvironmentId]), ...channel(action.ChannelId), ...tenants(action.TenantIds)];
    case 'RunRunbook':
      return [
        ...unknownIds(store, { collection: 'Runbooks', kind: 'runbook', spaceId, ids: [action.RunbookId] }),
        ...environments(action.EnvironmentIds),
        ...tenants(action.TenantIds),
      ];
    case 'CreateRelease':
      return channel(action.ChannelId);
  }
}

/** Which filters go with which actions. [docs for webhooks and feeds, guess for the rest] */
function pairProblems({ Filter, Action }: Written): readonly string[] {
  const [when, what] = [Filter.FilterType, Action.ActionType];
  if (when === 'WebhookFilter' && what !== 'RunRunbook') return ['A webhook can only run a runbook.'];
  const makesReleases = when === 'FeedFilter' || when === 'GitFilter';
  if (makesReleases && what !== 'CreateRelease') return [`A ${when} can only create a release.`];
  if (!makesReleases && what === 'CreateRelease')
    return [`A ${when} cannot create a release: a FeedFilter or GitFilter can.`];
  if (when === 'MachineFilter' && what !== 'AutoDeploy')
    return ['A MachineFilter can only deploy to its targets: AutoDeploy.'];
  return [];
}

/** Channels and runbooks are the project's own. [guess] */
function ownedProblems(store: Store, { ProjectId, Action }: Written): readonly string[] {
  const channelId = 'ChannelId' in Action ? Action.ChannelId : null;
  const channel = channelId === null ? undefined : store.get('Channels', channelId);
  const runbook = Action.ActionType === 'RunRunbook' ? store.get('Runbooks', Action.RunbookId) : undefined;
  return [channel, runbook]
    .filter((owned) => owned !== undefined && owned.ProjectId !== ProjectId)
    .map((owned) => `'${owned?.Name}' belongs to another project.`);
}
