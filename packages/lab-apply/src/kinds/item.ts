import type { SecretReference } from '@octotrain/lab-config';
import type { OctopusApi } from '@octotrain/octopus-client';
import type { Fields } from '../fields/fields.ts';
import type { Names, RefKind } from './refs.ts';
import type { ItemKind } from './waves.ts';

/** Names one thing of a server. */
export interface Address {
  readonly kind: ItemKind;
  /** Absent for what belongs to the whole server. */
  readonly space?: string;
  readonly name: string;
}

/** Any document of the server. */
export interface Stored {
  readonly Id?: string | null;
}

/** Turns names into ids while bodies are built. */
export interface Building {
  /** The id of something in the item's space or, failing that, of the whole server. */
  id(kind: RefKind, name: string, within?: string): string;
  /** Stands for a secret until the moment it is sent. */
  secret(reference: SecretReference): string;
}

/** Where an item is written. */
export interface Place extends Building {
  readonly api: OctopusApi;
  /** Blank for what belongs to the whole server. */
  readonly spaceId: string;
}

/** Documents that can be read many at a time, and the id that one of them has among them. */
export interface Among {
  readonly documents: 'variable sets' | 'deployment processes' | 'runbook processes' | 'tenant variables';
  id(building: Pick<Building, 'id'>): string;
}

/** How one thing of a lab is compared and written. `Doc` is what the server answers, `Body` what is sent. */
export interface ItemSpec<Doc extends Stored, Body> {
  readonly address: Address;
  /** What the file says, in the server's words. */
  body(building: Building): Body;
  /** What a new one needs beyond the body, where that is more. */
  newBody?(building: Building): Body;
  /** What matters about a body or document. `like` is the file's body: it says which parts the file speaks of. */
  fields(body: Body | Doc, names: Names, like: Body): Fields;
  /** What is sent in place of a stored document: by default the file's body over it. */
  merge?(options: { body: Body; stored: Doc; rewriteSecrets: boolean }): Body;
  /** Absent for what comes into being with its owner. */
  create?(place: Place, body: Body): Promise<Doc>;
  /** Reads the one document, for what comes into being with its owner and for a second try after a conflict. */
  load?(place: Place): Promise<Doc>;
  /** Things that it is a picture of: it is made after them. */
  readonly madeOf?: readonly Address[];
  /** Where that one lies among others that a server tells together; present where `load` is. */
  readonly among?: Among;
  /** The document changes when others are written: it is loaded right before it is replaced. */
  readonly readsAnew?: boolean;
  replace(place: Place, stored: Doc, body: Body): Promise<Doc>;
  /** Names in the file of what else has an id of its own with such a document. */
  readonly names?: readonly Omit<Learned, 'id'>[];
  /** Other ids that come with a document. */
  learn?(doc: Doc): readonly Learned[];
}

/** An id that became known, under the name by which bodies ask for it. */
export interface Learned {
  readonly kind: RefKind;
  readonly name: string;
  readonly within?: string;
  readonly id: string;
}

/** An item whose types of documents are its own affair. */
export interface Item extends ItemSpec<Stored, object> {
  readonly replaces: (stored: Stored, body: object, rewriteSecrets: boolean) => object;
}

/** Hides the types of an item's documents. */
export function defineItem<Doc extends Stored, Body extends object>(spec: ItemSpec<Doc, Body>): Item {
  const replaces = (stored: Doc, body: Body, rewriteSecrets: boolean): object =>
    spec.merge?.({ body, stored, rewriteSecrets }) ?? { ...stored, ...body };
  // An item only ever meets documents that were read for its own address, and bodies that it built itself.
  return { ...spec, replaces } as unknown as Item;
}

/** Same thing, same key; names are matched whatever their case. */
export function keyOf({ kind, space = '', name }: Omit<Address, 'kind'> & { readonly kind: string }): string {
  return `${kind}|${space}|${name}`.toLowerCase();
}
