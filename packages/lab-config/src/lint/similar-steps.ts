import type { Problem } from '@octotrain/checked-yaml';
import { allIn, type Place } from './places.ts';
import { alsoAt } from './words.ts';

/** How many fields two steps may have alike. */
const alike = 3;

/** Steps that say nearly the same: with four fields alike, or with fields alike but for the project's own name. */
export function similarSteps(root: Place): readonly Problem[] {
  const steps = allIn(root).filter(({ path, inside }) => path.at(-2) === 'process' && inside.length > 0);
  const told = new Set<Place>();
  return steps.flatMap((step, index): Problem[] => {
    if (told.has(step)) return [];
    const others = steps.slice(index + 1).filter((other) => {
      return other.identity !== step.identity && fieldsAlike(step, other) > alike;
    });
    if (others.length === 0) return [];
    for (const other of others) told.add(other);
    const { file, line, column } = step;
    return [
      {
        file,
        line,
        column,
        code: 'similar-step',
        message: `${others.length === 1 ? 'another step says' : `${others.length} other steps say`} nearly the same: ${alsoAt(others)}`,
        hint: 'make what they have in common a pattern under `steps`, and write `use` with its name',
      },
    ];
  });
}

/** Fields whose values are the same, the name of the project in them left out of account. */
function fieldsAlike(step: Place, other: Place): number {
  const [one, two] = [fieldsOf(step), fieldsOf(other)];
  return [...one].filter(([field, value]) => two.get(field) === value).length;
}

function fieldsOf({ path, inside }: Place): ReadonlyMap<string, string> {
  const project = path[0] === 'spaces' && path[2] === 'projects' ? String(path[3]) : '';
  const withoutName = (text: string) => (project === '' ? text : text.replaceAll(project, '{project}'));
  return new Map(inside.map((field) => [String(field.path.at(-1)), withoutName(field.identity)]));
}
