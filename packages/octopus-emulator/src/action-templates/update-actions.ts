import { z } from 'zod';
import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { listOf, mapOf } from '../http/fields.ts';
import { badRequest } from '../http/problem.ts';
import { propertySchema } from '../http/sensitive.ts';
import { validated } from '../http/validate.ts';
import type { ActionDocument, ProcessDocument } from '../processes/state.ts';
import { recordProcessChange } from '../processes/write.ts';
import type { ActionTemplateDocument } from './state.ts';
import { templateVersionProperty, usesOf } from './usage.ts';

const commandSchema = z.object({
  Version: z.number().int(),
  ActionIdsByProcessId: mapOf(listOf(z.string())),
  DefaultPropertyValues: mapOf(propertySchema),
});

/** Takes actions to the newest version of their template. [client] */
export function registerActionsUpdateRoute(api: Api, find: (context: RouteContext) => ActionTemplateDocument): void {
  api.space('POST', '/actiontemplates/:id/actionsUpdate', (context) => update(context, find(context)));
}

function update(context: RouteContext, template: ActionTemplateDocument): Reply {
  const { world } = context;
  const command = validated(commandSchema, context.body);
  if (command.Version !== template.Version) {
    throw badRequest([`The newest version of '${template.Name}' is ${template.Version}, not ${command.Version}.`]);
  }
  const wanted = new Set(Object.values(command.ActionIdsByProcessId).flat());
  const uses = usesOf(world.store, template.Id).filter(({ action }) => wanted.has(action.Id));
  const processes = new Map(uses.map(({ process }) => [process.Id, process]));
  for (const process of processes.values()) requireEdit(context, process);
  for (const process of processes.values()) {
    write(context, process, (action) =>
      uses.some((use) => use.action.Id === action.Id) ? taken(action, template, command.DefaultPropertyValues) : action,
    );
  }
  return ok(
    [...wanted].map((id) => ({
      Id: id,
      Outcome: uses.some(({ action }) => action.Id === id) ? 'Success' : 'ManualMergeRequired',
      ManualMergeRequiredReasonsByPropertyName: {},
      NamesOfNewParametersMissingDefaultValue: [],
      RemovedPackageUsages: [],
      Links: {},
    })),
  );
}

function requireEdit({ caller }: RouteContext, process: ProcessDocument): void {
  const at = { spaceId: process.SpaceId, projectId: process.ProjectId };
  caller.requirePermission(process.RunbookId === null ? 'ProcessEdit' : 'RunbookEdit', at);
}

/** The template's properties replace the action's; values of its parameters are the action's own. [docs] */
function taken(
  action: ActionDocument,
  template: ActionTemplateDocument,
  defaults: ActionDocument['Properties'],
): ActionDocument {
  const parameters = template.Parameters.map(({ Name, DefaultValue }) => [
    Name,
    action.Properties[Name] ?? defaults[Name] ?? DefaultValue ?? '',
  ]);
  return {
    ...action,
    ActionType: template.ActionType,
    Properties: {
      ...action.Properties,
      ...template.Properties,
      ...Object.fromEntries(parameters),
      [templateVersionProperty]: String(template.Version),
    },
  };
}

function write(
  context: RouteContext,
  process: ProcessDocument,
  change: (action: ActionDocument) => ActionDocument,
): void {
  const after: ProcessDocument = {
    ...process,
    Version: process.Version + 1,
    Steps: process.Steps.map((step) => ({ ...step, Actions: step.Actions.map(change) })),
  };
  context.world.store.put(process.RunbookId === null ? 'DeploymentProcesses' : 'RunbookProcesses', after);
  recordProcessChange(context, { what: `Process ${process.Id}`, owners: [process.ProjectId], before: process, after });
}
