import { requireApproval } from '../approvals/require.ts';
import type { DeploymentDocument, ExecutionFields } from '../deployments/state.ts';
import type { RunbookRunDocument } from '../runbook-runs/state.ts';
import type { TaskDocument } from '../tasks/state.ts';
import { taskLog } from '../tasks/task-log.ts';
import { recordTaskEvent } from '../tasks/transitions.ts';
import type { UserDocument } from '../users/state.ts';
import { timeOf, type World } from '../world.ts';
import { runVariables } from './run-variables.ts';
import { nameOf, subjectOf } from './subject.ts';

/** What every deployment or run is made of, besides what it is a run of. */
export type ExecutionOrder = Pick<
  ExecutionFields,
  | 'SpaceId'
  | 'ProjectId'
  | 'EnvironmentId'
  | 'TenantId'
  | 'Name'
  | 'Comments'
  | 'SkipActions'
  | 'SpecificMachineIds'
  | 'ExcludedMachineIds'
  | 'QueueTime'
  | 'QueueTimeExpiry'
  | 'FormValues'
  | 'PromptedValues'
  | 'UseGuidedFailure'
  | 'Priority'
  | 'ForcePackageDownload'
>;

/** Who a deployment or run belongs to. `recorded` false: the server made it by itself, in that person's name. */
export interface Maker {
  readonly user: Pick<UserDocument, 'Id' | 'Username'>;
  readonly recorded: UserDocument | undefined;
}

function fieldsOf(
  world: World,
  order: ExecutionOrder,
  ids: { id: string; taskId: string },
  maker: Maker,
): ExecutionFields {
  return {
    ...order,
    Id: ids.id,
    TaskId: ids.taskId,
    Created: timeOf(world),
    DeployedBy: maker.user.Username,
    DeployedById: maker.user.Id,
    DeployedToMachineIds: [],
    FailureEncountered: false,
  };
}

/** Makes a deployment with its task and queues it. The caller has checked that it may be. */
export function makeDeployment(
  world: World,
  options: {
    order: ExecutionOrder;
    own: Omit<DeploymentDocument, keyof ExecutionFields>;
    maker: Maker;
    priority: boolean;
    /** The task, and the unit of it, that starts this one and waits for it. */
    parent?: TaskDocument['Parent'];
    /** Told at the beginning of the log. */
    warnings?: readonly string[];
  },
): DeploymentDocument {
  const { store } = world;
  const ids = { id: store.nextId('Deployments'), taskId: store.nextId('ServerTasks') };
  const deployment = { ...fieldsOf(world, options.order, ids, options.maker), ...options.own };
  store.put('Deployments', deployment);
  queueTask(world, {
    document: deployment,
    name: 'Deploy',
    runbookId: null,
    priority: options.priority,
    maker: options.maker,
    parent: options.parent,
    warnings: options.warnings,
  });
  return deployment;
}

/** Makes a runbook run with its task and queues it. The caller has checked that it may be. */
export function makeRunbookRun(
  world: World,
  options: {
    order: ExecutionOrder;
    own: Omit<RunbookRunDocument, keyof ExecutionFields>;
    maker: Maker;
    priority?: boolean;
    warnings?: readonly string[];
  },
): RunbookRunDocument {
  const { store } = world;
  const ids = { id: store.nextId('RunbookRuns'), taskId: store.nextId('ServerTasks') };
  const run = { ...fieldsOf(world, options.order, ids, options.maker), ...options.own };
  store.put('RunbookRuns', run);
  queueTask(world, {
    document: run,
    name: 'RunbookRun',
    runbookId: run.RunbookId,
    priority: options.priority ?? false,
    maker: options.maker,
    warnings: options.warnings,
  });
  return run;
}

function queueTask(
  world: World,
  options: {
    document: DeploymentDocument | RunbookRunDocument;
    name: TaskDocument['Name'];
    runbookId: string | null;
    priority: boolean;
    maker: Maker;
    parent?: TaskDocument['Parent'];
    warnings?: readonly string[] | undefined;
  },
): void {
  const { document, runbookId } = options;
  const { ProjectId, EnvironmentId, TenantId } = document;
  const now = timeOf(world);
  const task: TaskDocument = {
    Id: document.TaskId,
    SpaceId: document.SpaceId,
    Name: options.name,
    Description: document.Name,
    State: 'Queued',
    ProjectId,
    EnvironmentId,
    TenantId,
    RunbookId: runbookId,
    SubjectId: document.Id,
    QueueTime: document.QueueTime ?? now,
    QueueTimeExpiry: document.QueueTimeExpiry,
    StartTime: null,
    CompletedTime: null,
    LastUpdatedTime: now,
    ErrorMessage: null,
    HasPendingInterruptions: false,
    HasWarningsOrErrors: false,
    HasBeenPickedUpByProcessor: false,
    ConcurrencyKey: [runbookId ?? ProjectId, EnvironmentId, TenantId ?? ''].join('/'),
    HoldsKey: false,
    Priority: options.priority,
    ...(options.parent === undefined ? {} : { Parent: options.parent }),
  };
  world.store.put('ServerTasks', task);
  const subject = subjectOf(world, task);
  if (subject === undefined) return;
  const tag = runVariables(world, subject, {}).value('Octopus.Task.ConcurrencyTag');
  const Description = `${subject.kind === 'deployment' ? 'Deploy' : 'Run'} ${nameOf(subject)}`;
  const queued = { ...task, Description, ...(tag ? { ConcurrencyKey: tag } : {}) };
  const change = {
    subjectOf: 'ReleaseId' in document ? document.ReleaseId : document.RunbookSnapshotId,
    by: document.DeployedById,
  };
  const waits = requireApproval(world.store, queued, change);
  world.store.put('ServerTasks', waits ? { ...queued, AwaitsApproval: true } : queued);
  const log = taskLog(world, { taskId: task.Id, number: 0, name: Description });
  log.line('Verbose', 'Queued');
  if (waits) log.line('Wait', 'Waits to be approved');
  for (const warning of options.warnings ?? []) log.line('Warning', warning);
  recordTaskEvent(world, subject, 'Queued', options.maker.recorded);
}
