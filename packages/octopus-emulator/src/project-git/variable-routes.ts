import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { badRequest, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { mayTouch } from '../variables/access.ts';
import { identifiedVariables, shownVariable, variableProblems } from '../variables/rules.ts';
import { scopeValuesOf } from '../variables/scope-values.ts';
import { type VariableDocument, type VariableSetDocument, variableSetSchema } from '../variables/state.ts';
import { commitTree, type GitPlace, placeOf } from './place.ts';

/** Variables of a project on a branch. Sensitive ones are not in git: they are those of the database. [docs] */
export function registerGitVariableRoutes(api: Api): void {
  api.space('GET', '/projects/:id/:gitRef/variables', (context) => {
    const at = placeOf(context, 'VariableView');
    return ok(showVariables(context, at, at.found.commit.Tree.Variables));
  });
  api.space('PUT', '/projects/:id/:gitRef/variables', write);
}

function setOf({ world }: RouteContext, { project }: GitPlace): VariableSetDocument {
  const set = world.store.get('Variables', project.VariableSetId);
  if (set === undefined) throw new Error(`the project ${project.Id} has no variables`);
  return set;
}

function showVariables(context: RouteContext, at: GitPlace, variables: readonly VariableDocument[]): object {
  const set = setOf(context, at);
  return {
    ...set,
    Variables: variables.filter((variable) => isVisible(context, at, variable)).map(shownVariable),
    ScopeValues: scopeValuesOf(context.world.store, { set, projectId: at.project.Id }),
    Links: { Self: context.path },
  };
}

function isVisible(context: RouteContext, at: GitPlace, variable: VariableDocument): boolean {
  const by = { caller: context.caller, store: context.world.store };
  return mayTouch(by, { set: setOf(context, at), projectId: at.project.Id }, { variable, verb: 'View' });
}

/** What the caller may not view stays as it is. Nothing is answered. [client] */
function write(context: RouteContext): Reply {
  const at = placeOf(context, 'VariableEdit');
  const { world } = context;
  const written = validated(variableSetSchema, context.body);
  refuseIfAny(variableProblems(world.store, setOf(context, at), written.Variables));
  const sensitive = written.Variables.filter(({ IsSensitive, Type }) => IsSensitive || Type === 'Sensitive');
  if (sensitive.length > 0) {
    throw badRequest(
      sensitive.map(({ Name }) => `'${Name}' is sensitive: it belongs into the variables of the database.`),
    );
  }
  const { Tree } = at.found.commit;
  const hidden = Tree.Variables.filter((variable) => !isVisible(context, at, variable));
  const Variables = [...identifiedVariables(written.Variables, Tree.Variables, world.random), ...hidden];
  commitTree(context, at, { tree: { ...Tree, Variables }, about: at.project.VariableSetId });
  return ok(undefined);
}
