export type { components, operations, paths } from './generated/octopus.ts';
export type * from './wire-types.ts';
