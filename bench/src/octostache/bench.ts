import { measure, type Report, type Sample } from '../harness.ts';
import { compileSides, runSide } from '../side-process.ts';
import { cases } from './cases.ts';
import type { Rendered } from './work.ts';

const names = ['octostache', 'handlebars', 'mustache'];
const programs = new Map(names.map((name) => [name, new URL(`${name}-side.ts`, import.meta.url)]));

/** The same substitutions by three languages. Throws when they do not give the same text. */
export async function measureTemplates(runs: number): Promise<Report> {
  const compiled = await compileSides([...programs.values()]);
  const expected = new Map<string, string>();
  const sides = [...programs].map(([name, program]) => ({
    name,
    async run(): Promise<Sample> {
      const results = await runSide<Rendered[]>(compiled(program));
      for (const result of results) {
        const text = expected.get(result.case) ?? result.once.text;
        expected.set(result.case, text);
        if (result.once.text !== text || result.prepared.text !== text || text === '') {
          throw new Error(`${name} renders ${result.case} as\n${result.prepared.text}\nand not as\n${text}`);
        }
      }
      return Object.fromEntries(
        results.flatMap((result) => [
          [`${result.case}, once, per CPU s`, result.once.perSecond],
          [`${result.case}, prepared, per CPU s`, result.prepared.perSecond],
        ]),
      );
    },
  }));
  return measure('octostache', [{ name: `${cases.length} templates`, sides }], runs);
}
