declare const idOf: unique symbol;

/**
 * The id of a document of one kind, e.g. `Id<'Environments'>` for `Environments-1`. It is a string in every way, and nothing of
 * the kind exists when a program runs. Any plain string (from a file, an argument, an answer) is accepted where an id is wanted;
 * an id of another kind is not, so that an environment's id cannot go where a project's is wanted.
 */
export type Id<Kind extends string> = string & { readonly [idOf]?: Kind };
