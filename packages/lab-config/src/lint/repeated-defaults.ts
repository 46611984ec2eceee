import type { Problem } from '@octotrain/checked-yaml';
import { allIn, grouped, type Place } from './places.ts';
import { alsoAt } from './words.ts';

/** How many entries may say the same before it is a default. */
const few = 2;

const tables = [
  { table: 'projects', fields: ['lifecycle', 'group', 'variableSets'], defaults: 'projectDefaults', perSpace: false },
  { table: 'tenants', fields: ['projects', 'tags'], defaults: 'tenantDefaults', perSpace: true },
] as const;

/** Fields that three projects, or three tenants of a space, have alike, and that their defaults can say. */
export function repeatedDefaults(root: Place): readonly Problem[] {
  const all = allIn(root);
  return tables.flatMap(({ table, fields, defaults, perSpace }) => {
    const said = all.filter(
      ({ path }) => path.length === 5 && path[0] === 'spaces' && path[2] === table && isOneOf(fields, path[4]),
    );
    const groups = grouped(said, ({ path, identity }) => JSON.stringify([perSpace ? path[1] : '', path[4], identity]));
    return groups.flatMap(([first, ...others]): Problem[] => {
      if (!first || others.length < few) return [];
      const { file, line, column, path } = first;
      const message = `\`${String(path[4])}\` is the same for ${others.length + 1} ${table}: ${alsoAt(others)}`;
      return [{ file, line, column, code: 'repeated-default', message, hint: `write it once, under \`${defaults}\`` }];
    });
  });
}

function isOneOf(fields: readonly string[], field: unknown): boolean {
  return typeof field === 'string' && fields.includes(field);
}
