import type { WrittenThing } from '@octotrain/lab-config';

/** Kinds of things that are counted. */
export type TalliedKind = WrittenThing['kind'];

/** A thing that a space holds. */
export interface HeldThing {
  readonly kind: TalliedKind;
  readonly space: string;
  readonly name: string;
}

/** A value that a space holds; one that is sensitive has no text. */
export interface HeldValue {
  readonly space: string;
  /** Name of the library variable set, project or tenant that it belongs to. */
  readonly owner: string;
  readonly ownerKind: 'library variable set' | 'project' | 'tenant';
  readonly variable: string;
  /** Where it applies; blank for everywhere. */
  readonly scope: string;
  readonly text?: string;
}

/** What spaces hold of what may be shared. */
export interface Held {
  readonly spaces: readonly string[];
  readonly things: readonly HeldThing[];
  readonly values: readonly HeldValue[];
}
