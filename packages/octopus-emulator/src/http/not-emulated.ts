import type { Api, Method } from './api.ts';
import { HttpProblem } from './problem.ts';

/** Operations of a server whose address would otherwise be taken for that of a document, or for a wrong method. */
const addresses: readonly (readonly [Method, string])[] = [
];

/** Says 501 where an answer about something else would mislead. */
export function registerNotEmulated(api: Api): void {
  for (const [method, address] of addresses) {
    api.mixed(method, address, ({ path }) => {
      throw new HttpProblem(501, `The emulator does not do this operation: ${method} ${path}.`);
    });
  }
}
