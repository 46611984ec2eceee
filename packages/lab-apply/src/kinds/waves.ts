/** What a plan is made of, in the order in which it must be made: a later one may refer to earlier ones. */
export const waves = [
  ['space', 'user role', 'user'],
  ['environment', 'git credential', 'feed', 'tag set', 'project group', 'library variable set', 'team'],
  ['lifecycle', 'library variables'],
  ['project'],
  ['channel', 'runbook', 'tenant'],
  ['deployment process', 'runbook process', 'tenant variables'],
  ['project variables'],
  ['published runbook', 'team role'],
] as const;

/** The kinds of things that a lab file describes. */
export type ItemKind = (typeof waves)[number][number];

/** All of them. */
export const itemKinds: readonly ItemKind[] = waves.flat();
