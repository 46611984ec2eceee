export { checkYaml } from './check-yaml.ts';
export { closest } from './closest.ts';
export { formatProblems } from './format-problems.ts';
export type { Checked, Position, Problem } from './problem.ts';
