import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Route } from './peer-server.ts';

const folder = fileURLToPath(new URL('../../node_modules/.cache/peers/results/', import.meta.url));

/** Writes down what came of a client's checks, for the table of the README. */
export function keepResults(client: string, route: Route, verdicts: ReadonlyMap<string, string>): void {
  const counted: Record<string, number> = {};
  for (const verdict of verdicts.values()) counted[verdict] = (counted[verdict] ?? 0) + 1;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${client}-${route === 'directly' ? 'directly' : 'renamed'}.json`);
  writeFileSync(file, `${JSON.stringify(counted)}\n`);
}
