import fc from 'fast-check';
import { type Operation, resolved, type Schema } from '../../contract/document.ts';
import type { Scene } from './scene.ts';
import { sentAs, type Way } from './way.ts';

const hasBody = ({ operation }: Scene) => operation.body !== undefined;
const tooLong = 30_000_001;

/** Requests that are good but for what they hold. */
export const bodies: Readonly<Record<string, Way>> = {
  'with what is no JSON': {
    fits: hasBody,
    requests: (scene) => fc.oneof(noJson, cutShort(scene)).map((body) => sentAs(scene, { body })),
    statuses: [400],
  },
  'with JSON of another kind': {
    fits: hasBody,
    requests: (scene) => otherKind(scene).map((body) => sentAs(scene, { body: JSON.stringify(body) })),
    statuses: [400],
  },
  'with a required property of another type': {
    fits: ({ operation }) => requiredOf(operation).length > 0,
    requests: (scene) =>
      fc
        .constantFrom(...requiredOf(scene.operation))
        .chain(([name, schema]) => otherType(schema).map((value) => ({ ...Object(scene.body), [name]: value })))
        .map((body) => sentAs(scene, { body: JSON.stringify(body) })),
    statuses: [400],
  },
  'nested without end': {
    fits: hasBody,
    requests: (scene) =>
      fc.integer({ min: 70, max: 20_000 }).map((depth) => sentAs(scene, { body: nested(scene.body, depth) })),
    statuses: [400],
  },
  'with bytes that are no text': {
    fits: hasBody,
    requests: (scene) =>
      fc
        .constantFrom([0xff, 0xfe, 0x7b, 0], [0x22, 0xc3, 0x28, 0x22], [0xed, 0xa0, 0x80])
        .map((bytes) => sentAs(scene, { body: new Uint8Array(bytes) })),
    statuses: [400],
  },
  'under a type that is no JSON': {
    fits: hasBody,
    requests: (scene) =>
      fc
        .constantFrom(
          'application/xml',
          'multipart/form-data; boundary=x',
          'image/png',
          'application/json; charset=utf-16',
        )
        .map((type) => sentAs(scene, { headers: { 'content-type': type } })),
    statuses: [415],
  },
  'with too long a body': {
    fits: hasBody,
    requests: (scene) => fc.constant(sentAs(scene, { body: 'x', headers: { 'content-length': `${tooLong}` } })),
    statuses: [413],
  },
  'with too long a name': {
    fits: ({ operation }) => requiredOf(operation).some(([name]) => name === 'Name'),
    requests: (scene) =>
      fc
        .integer({ min: 2_000, max: 200_000 })
        .map((length) => sentAs(scene, { body: JSON.stringify({ ...Object(scene.body), Name: 'x'.repeat(length) }) })),
    statuses: [400],
  },
};

const noJson = fc.oneof(
  fc.constantFrom(
    '{',
    '[',
    '{"Name":}',
    "{'Name': 'x'}",
    '\u0000',
    'NaN',
    '{"a":1}{"b":2}',
    '{"Name": "x",}',
    '"\u0000"',
  ),
  fc.string({ minLength: 1, maxLength: 200 }).map((text) => `?${text}`),
);

function cutShort({ body }: Scene): fc.Arbitrary<string> {
  const text = JSON.stringify(body);
  return fc.integer({ min: 1, max: text.length - 1 }).map((length) => text.slice(0, length));
}

function otherKind({ body }: Scene): fc.Arbitrary<unknown> {
  const others = [fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()];
  const lists = fc.array(fc.jsonValue(), { maxLength: 3 });
  return fc.oneof(...others, Array.isArray(body) ? fc.dictionary(fc.string(), fc.jsonValue()) : lists);
}

/** Properties that the description asks for, with what they are. */
function requiredOf(operation: Operation): readonly (readonly [string, Schema])[] {
  return operation.body === undefined ? [] : requiredOfSchema(operation.body);
}

function requiredOfSchema(schema: Schema): readonly (readonly [string, Schema])[] {
  const known = resolved(schema);
  const own = (known.required ?? []).flatMap((name) => {
    const property = known.properties?.[name];
    return property && typesOf(property).size > 0 ? [[name, property] as const] : [];
  });
  return [...own, ...(known.allOf ?? []).flatMap(requiredOfSchema)];
}

/** Its types by JSON's names; none where the description leaves them open. */
function typesOf(schema: Schema): ReadonlySet<string> {
  const known = resolved(schema);
  if (known.allOf || known.oneOf || known.anyOf) return new Set();
  return new Set([known.type ?? []].flat());
}

/** A value of a type that the schema does not have. A number or a flag is no wrong text: some servers read it as one. */
function otherType(schema: Schema): fc.Arbitrary<unknown> {
  const types = typesOf(schema);
  const values: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
    ['array', fc.array(fc.jsonValue(), { minLength: 1, maxLength: 3 })],
    ['object', fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1 })],
    ['string', fc.string({ minLength: 1 }).map((text) => `?${text}`)],
  ];
  return fc.oneof(...values.filter(([type]) => !types.has(type)).map(([, value]) => value));
}

function nested(body: unknown, depth: number): string {
  const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  return Array.isArray(body) ? deep : `{"Deep":${deep}}`;
}
