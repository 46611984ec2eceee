import { badRequest, refuseIfAny } from '../http/problem.ts';

/** The ids of a body that puts documents into an order: every one of `known`, and nothing else. [docs] */
export function readOrder(
  body: unknown,
  options: { known: readonly { readonly Id: string; readonly Name: string }[]; kind: string },
): readonly string[] {
  const { known, kind } = options;
  if (!Array.isArray(body) || !body.every((id): id is string => typeof id === 'string')) {
    throw badRequest([`Send a list of ${kind} ids.`]);
  }
  const ids = new Set(known.map(({ Id }) => Id));
  refuseIfAny([
    ...body.filter((id) => !ids.has(id)).map((id) => `The ${kind} '${id}' does not exist in this space.`),
    ...known.filter(({ Id }) => !body.includes(Id)).map(({ Name }) => `The ${kind} '${Name}' is missing in the list.`),
  ]);
  return body;
}
