import type { z } from 'zod';
import type { RouteContext } from '../http/api.ts';
import type { Permission } from '../permissions/names.ts';
import type { Scope } from '../permissions/rules.ts';
import type { Shelf } from '../store/shelf.ts';
import type { Store } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Cloning } from './cloning.ts';

/** What every document of a space has. */
export interface SpaceDocumentBase {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Name: string;
  readonly Slug?: string;
}

/** What the server decides about a document. */
export interface Identity {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
}

/** One kind of document of a space: its place, its permissions and its rules. */
export interface Resource<D extends SpaceDocumentBase, W extends { readonly Name: string }> {
  /** Path of the collection, like `/environments`. */
  readonly path: string;
  /** For messages: `environment`. */
  readonly kind: string;
  readonly itemType: string;
  readonly shelf: (store: Store) => Shelf<D>;
  readonly schema: z.ZodType<W>;
  readonly permissions: {
    readonly view: Permission;
    readonly create: Permission;
    readonly edit: Permission;
    readonly remove: Permission;
  };
  /** What a permission is asked for besides the space. Several: one is enough to view, all are needed to change. */
  readonly scopes?: (document: D | W, id: string | undefined) => readonly Scope[];
  /** Documents within which names and slugs are unique: the space's unless given. */
  readonly family?: (document: D | W) => string;
  readonly sort?: (a: D, b: D) => number;
  /** Filters of the list besides `ids`, `name` and `partialName`. */
  readonly filter?: (documents: readonly D[], context: RouteContext) => readonly D[];
  /** Broken rules of a document as written. */
  readonly problems: (context: RouteContext, written: W, stored: D | undefined) => readonly string[];
  readonly make: (context: RouteContext, options: { written: W; identity: Identity; stored: D | undefined }) => D;
  /** Who uses it: then it cannot be deleted. One phrase per user, like `the project 'web'`. */
  readonly users: (world: World, document: D) => readonly string[];
  /** How it goes out; secrets are taken out afterwards. */
  readonly show?: (document: D, context: Pick<RouteContext, 'world' | 'caller' | 'space'>) => object;
  readonly links?: (document: D) => Readonly<Record<string, string>>;
  /** Ids of other documents that its events concern. */
  readonly related?: (document: D) => readonly string[];
  /** How one is made from another; without, `?clone=` is refused. */
  readonly cloning?: Cloning<D>;
  /** What goes with a change of it, in the same step. */
  readonly created?: (context: RouteContext, document: D) => void;
  readonly changed?: (context: RouteContext, before: D, after: D) => void;
  readonly removed?: (context: RouteContext, document: D) => void;
}
