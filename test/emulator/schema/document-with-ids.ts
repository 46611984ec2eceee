import { components, rawDocument } from '../../contract/document.ts';

type Node = Readonly<Record<string, unknown>>;

/** What a tool that makes requests up is given: our own document, less what is not emulated, with ids that exist. */
export interface DocumentOptions {
  /** `GET /api/…` and so on: operations that stay away. */
  readonly without: ReadonlySet<string>;
  /** By kind: ids that may be sent. Kinds that are not here are sent as anything their schema allows. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
}

const asSent = 'AsSent';

/**
 * Random ids never exist, and what is not found tells little. So in parameters and in what is sent, ids are these of the server
 * and one of nobody. Schemas of answers stay as they are: what is sent has schemas of its own.
 */
export function documentWithIds(options: DocumentOptions): Node {
  const schemas = nodeOf(components.schemas);
  const sent = Object.entries(schemas).map(([name, schema]) => [`${name}${asSent}`, sendable(schema, options.ids)]);
  return {
    ...rawDocument,
    paths: Object.fromEntries(
      Object.entries(rawDocument.paths).flatMap(([path, item]) => {
        const kept = Object.entries(item).filter(([method]) => !options.without.has(`${method.toUpperCase()} ${path}`));
        return kept.some(([key]) => key !== 'parameters') ? [[path, operationsOf(kept, options.ids)]] : [];
      }),
    ),
    components: {
      ...components,
      parameters: sendable(components.parameters, options.ids),
      schemas: { ...schemas, ...Object.fromEntries(sent) },
    },
  };
}

function operationsOf(item: readonly (readonly [string, unknown])[], ids: DocumentOptions['ids']): Node {
  return Object.fromEntries(
    item.map(([key, value]) => {
      if (key === 'parameters') return [key, sendable(value, ids)];
      const { parameters, requestBody, ...rest } = nodeOf(value);
      return [
        key,
        {
          ...rest,
          ...(parameters === undefined ? {} : { parameters: sendable(parameters, ids) }),
          ...(requestBody === undefined ? {} : { requestBody: sendable(requestBody, ids) }),
        },
      ];
    }),
  );
}

function sendable(value: unknown, ids: DocumentOptions['ids']): unknown {
  if (Array.isArray(value)) return value.map((item) => sendable(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  const node = nodeOf(value);
  const kind = node['x-id-of'];
  const known = typeof kind === 'string' ? ids.get(kind) : undefined;
  if (known !== undefined) return { type: 'string', enum: [...known, `${kind}-404`] };
  return Object.fromEntries(
    Object.entries(node).map(([key, inner]) => {
      const isReference = key === '$ref' && typeof inner === 'string' && inner.startsWith('#/components/schemas/');
      return [key, isReference ? `${inner}${asSent}` : sendable(inner, ids)];
    }),
  );
}

function nodeOf(value: unknown): Node {
  return Object(value);
}
