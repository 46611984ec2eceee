import { type Api, ok, type RouteContext } from '../http/api.ts';
import { builtInSteps, categories } from './built-in.ts';

interface FoundStep {
  readonly id: string | null;
  readonly type: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
}

/** Kinds of steps to choose from: those of every server, and the space's own templates. */
export function registerActionTemplateSearchRoutes(api: Api): void {
  api.space('GET', '/actiontemplates/categories', ({ caller, space }) => {
    caller.requirePermission('ActionTemplateView', { spaceId: space.Id });
    return ok(categories.map(({ id, name }, at) => ({ Id: id, Name: name, DisplayOrder: at + 1, Links: {} })));
  });
  api.space('GET', '/actiontemplates/search', (context) => {
    context.caller.requirePermission('ActionTemplateView', { spaceId: context.space.Id });
    const type = context.query.text('type')?.toLowerCase();
    return ok(
      stepsOf(context)
        .filter((step) => type === undefined || step.type.toLowerCase() === type)
        .map((step) => show(context, step)),
    );
  });
}

function stepsOf({ world, space }: RouteContext): readonly FoundStep[] {
  const own = world.store.all('ActionTemplates').filter(({ SpaceId }) => SpaceId === space.Id);
  return [
    ...builtInSteps.map((step) => ({ ...step, id: null, description: '' })),
    ...own.map(({ Id, ActionType, Name, Description }) => ({
      id: Id,
      type: ActionType,
      name: Name,
      description: Description ?? '',
      category: 'StepTemplate',
    })),
  ];
}

function show({ space }: RouteContext, { id, type, name, description, category }: FoundStep): object {
  return {
    Id: id,
    Name: name,
    Type: type,
    Description: description,
    Keywords: null,
    Author: null,
    Website: null,
    IsInstalled: id !== null,
    IsBuiltIn: id === null,
    HasUpdate: false,
    Category: category,
    Categories: [category],
    CommunityActionTemplateId: null,
    Links: { Logo: `/api/${space.Id}/actiontemplates/${id ?? type}/logo` },
  };
}
