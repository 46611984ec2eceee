import type { Ask, Lookup, Named, Said } from './asking.ts';

/** Something that a person may try, and what it needs to be there first. */
export interface Action {
  readonly what: string;
  readonly sort: 'look' | 'deploy' | 'run' | 'answer' | 'write' | 'administer';
  readonly space?: string;
  /** Tries it as somebody; an administrator prepares it. */
  attempt(ask: Ask, admin: Ask): Promise<Said>;
}

/** The project of each space that is tried on. */
export const projects: Readonly<Record<string, string>> = {
  Platform: 'cluster-ops',
  Payments: 'payments-api',
  Merchants: 'merchant-portal',
};

/** A space's id and that project. */
export async function projectOf(
  { named, space: spaceId }: Lookup,
  space: string,
): Promise<{ id: string; project: Named }> {
  const id = await spaceId(space);
  return { id, project: await named(`/${id}/projects/all`, projects[space] ?? '') };
}
