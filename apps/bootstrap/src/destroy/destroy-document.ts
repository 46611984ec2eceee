import type { DestroyAddress, DestroyPlan, OpenTask } from '@octotrain/lab-apply';

/** What destroying would do, as JSON. Fields are only ever added to it. */
interface DestroyDocument {
  readonly schema: 1;
  readonly lab: string;
  readonly spaces: readonly {
    readonly name: string;
    readonly fate: 'deleted' | 'emptied';
    readonly holds: readonly DestroyAddress[];
    readonly history: readonly string[];
  }[];
  readonly removals: readonly DestroyAddress[];
  readonly spared: readonly (DestroyAddress & { readonly reason: string })[];
  readonly unknown: readonly DestroyAddress[];
  readonly openTasks: readonly OpenTask[];
}

/** A plan as data for other programs. */
export function destroyDocument(plan: DestroyPlan): DestroyDocument {
  const { lab, spaces, removals, spared, unknown, openTasks } = plan;
  return {
    schema: 1,
    lab,
    spaces: spaces.map(({ space, fate, holds, history }) => ({ name: space.Name, fate, holds, history })),
    removals: removals.map(({ address }) => address),
    spared: spared.map(({ address, reason }) => ({ ...address, reason })),
    unknown,
    openTasks,
  };
}
