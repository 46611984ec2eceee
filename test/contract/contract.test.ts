import { beforeAll, describe, expect, it } from 'vitest';
import { castOf } from './cast.ts';
import { type Answer, type ContractWorld, createContractWorld } from './contract-world.ts';
import { type Operation, operations } from './document.ts';
import notEmulated from './not-emulated.json' with { type: 'json' };
import { requestFor } from './requests.ts';
import { createValidator } from './validator.ts';

const checkOf = createValidator();
const known = new Map<string, string>(Object.entries(notEmulated));
let world: ContractWorld;

beforeAll(async () => {
  world = await createContractWorld();
}, 60_000);

describe.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  '%s',
  (title, operation) => {
    if (known.has(title)) {
      it('is not emulated, and says so', async () => {
        const ask = await world.open();
        const path = operation.path.replaceAll(/\{[^}]*\}/g, 'Spaces-1');

        expect((await ask(operation.method, path, operation.body && {})).status).toBe(501);
      });
      return;
    }

    it('answers a request as documented', async () => {
      const cast = await castOf(await world.open());
      const { path, body, refused } = await requestFor(operation, cast);
      const answer = await cast.ask(operation.method, path, body);

      expect(deviations(operation, answer), JSON.stringify({ path, body })).toEqual([]);
      expect(refused ?? (answer.status < 300 ? answer.status : 'a success'), JSON.stringify({ path, body })).toBe(
        answer.status,
      );
    });

    if (!operation.needsKey) return;

    it('refuses a caller without a key, as documented', async () => {
      const ask = await world.open();
      const path = operation.path.replaceAll(/\{([^}]*)\}/g, 'Nobody-1');
      const answer = await ask(operation.method, path, operation.body && {}, null);

      expect(answer.status).toBe(401);
      expect(deviations(operation, answer)).toEqual([]);
    });
  },
);

it('lists nothing as not emulated that is no operation', () => {
  const titles = new Set(operations.map(({ method, path }) => `${method} ${path}`));

  expect([...known.keys()].filter((title) => !titles.has(title))).toEqual([]);
});

/** Where an answer is not what the document says. */
function deviations(operation: Operation, { status, contentType, body }: Answer): string[] {
  const response = operation.responses[String(status)];
  if (response === undefined) return [`${status} is not documented: ${JSON.stringify(body)}`];
  const [type, media] = Object.entries(response.content ?? {})[0] ?? [];
  if (type === undefined) return body === undefined ? [] : [`a body is not documented: ${JSON.stringify(body)}`];
  if (!contentType.startsWith(type)) return [`the answer is ${contentType}, not ${type}`];
  return media?.schema ? checkOf(media.schema)(body) : [];
}
