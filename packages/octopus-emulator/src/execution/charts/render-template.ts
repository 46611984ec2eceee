import { FUNCTIONS, isTruthy, textOf } from './functions.ts';
import { type Expression, type Node, TemplateProblem } from './template-syntax.ts';
import { isValues, type Value, type Values } from './values.ts';

interface Scope {
  readonly root: Values;
  readonly dot: Value;
  readonly variables: Map<string, Value>;
  /** Named templates of the whole chart. */
  readonly defined: ReadonlyMap<string, readonly Node[]>;
}

/** Named templates that pieces of a chart define. */
export function definedIn(nodes: readonly Node[]): [string, readonly Node[]][] {
  return nodes.flatMap((node): [string, readonly Node[]][] => (node.kind === 'define' ? [[node.name, node.body]] : []));
}

/** Renders a parsed template with `root` as its dot. Throws a `TemplateProblem` where it does not know how. */
export function renderNodes(
  nodes: readonly Node[],
  options: { root: Values; defined: ReadonlyMap<string, readonly Node[]> },
): string {
  const { root, defined } = options;
  return render(nodes, { root, dot: root, variables: new Map(), defined });
}

function render(nodes: readonly Node[], scope: Scope): string {
  let text = '';
  for (const node of nodes) {
    if (node.kind === 'text') text += node.text;
    else if (node.kind === 'output') text += textOf(evaluate(node.expression, scope));
    else if (node.kind === 'assign') scope.variables.set(node.name, evaluate(node.expression, scope));
    else if (node.kind === 'range') text += renderRange(node, scope);
    else if (node.kind !== 'define') text += renderBranches(node, scope);
  }
  return text;
}

function renderBranches(node: Extract<Node, { kind: 'if' | 'with' }>, scope: Scope): string {
  for (const { test, body } of node.branches) {
    const value = evaluate(test, scope);
    if (isTruthy(value)) return render(body, node.kind === 'with' ? { ...scope, dot: value } : scope);
  }
  return render(node.otherwise, scope);
}

/** Lists in order, maps by sorted keys, as Go does. */
function renderRange(node: Extract<Node, { kind: 'range' }>, scope: Scope): string {
  const over = evaluate(node.expression, scope);
  const entries: [Value, Value][] = Array.isArray(over)
    ? over.map((item, index) => [index, item])
    : isValues(over)
      ? Object.keys(over)
          .sort()
          .map((key) => [key, over[key] ?? null])
      : [];
  if (entries.length === 0) return render(node.otherwise, scope);
  return entries
    .map(([key, item]) => {
      const variables = new Map(scope.variables);
      if (node.key !== undefined) variables.set(node.key, key);
      if (node.item !== undefined) variables.set(node.item, item);
      return render(node.body, { ...scope, dot: item, variables });
    })
    .join('');
}

function evaluate(expression: Expression, scope: Scope): Value {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'path') return walkPath(startOf(expression.root, scope), expression.names);
  const args = expression.args.map((argument) => evaluate(argument, scope));
  if (expression.name === '') return args[0] ?? null;
  if (expression.name === 'include' || expression.name === 'template') return include(args, scope);
  const known = FUNCTIONS[expression.name];
  if (known === undefined) throw new TemplateProblem(`the function '${expression.name}' is not modelled`);
  return known(...args);
}

function startOf(root: string, scope: Scope): Value {
  if (root === '') return scope.dot;
  return root === '$' ? scope.root : (scope.variables.get(root) ?? null);
}

function walkPath(value: Value, names: readonly string[]): Value {
  return names.reduce<Value>((inner, name) => (isValues(inner) ? (inner[name] ?? null) : null), value);
}

function include([name, dot = null]: readonly Value[], scope: Scope): string {
  const body = scope.defined.get(textOf(name));
  if (body === undefined) throw new TemplateProblem(`there is no template '${textOf(name)}'`);
  return render(body, { ...scope, dot, variables: new Map() });
}
