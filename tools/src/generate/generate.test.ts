import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { generate } from './generate.ts';
import { faultsOf } from './testing/compile.ts';
import { swaggerDocument } from './testing/swagger-document.ts';

interface Told {
  readonly code: number;
  readonly out: string;
  readonly lines: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  readonly requests: readonly { readonly url: string; readonly headers: Headers }[];
}

/** Runs the command with files and a server that exist in memory. */
async function run(
  args: readonly string[],
  world: { files?: Record<string, string>; env?: Record<string, string>; answer?: () => Response } = {},
): Promise<Told> {
  const files = new Map(Object.entries(world.files ?? {}));
  const lines: string[] = [];
  const requests: { url: string; headers: Headers }[] = [];
  let out = '';
  const code = await generate(args, {
    env: world.env ?? {},
    async fetch(url, init) {
      requests.push({ url: url.href, headers: new Headers(init.headers) });
      if (world.answer) return world.answer();
      throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    },
    async readFile(path) {
      const text = files.get(path);
      if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return text;
    },
    async writeFile(path, text) {
      if (path.startsWith('/readonly/')) throw Object.assign(new Error('read-only'), { code: 'EROFS' });
      files.set(path, text);
    },
    write: (text) => {
      out += text;
    },
    tell: (line) => lines.push(line),
  });
  return { code, out, lines, files, requests };
}

const swagger = JSON.stringify(swaggerDocument);

describe('generating types', () => {
  it('makes types of a Swagger 2.0 file that compile and can be called', async () => {
    const { code, out, lines } = await run(['--from', 'swagger.json'], { files: { 'swagger.json': swagger } });

    expect(code).toBe(0);
    expect(lines).toContain('1 routes of the default space left out beside those of a space');
    expect(
      faultsOf({
        'generated.ts': out,
        'use.ts': `
          import type { components, paths } from './generated.ts';
          type Thing = components['schemas']['ThingResource'];
          type Get = paths['/api/{spaceId}/things/{id}']['get'];
          export const id: string = ({} as Thing).Id;
          export const place: Get['parameters']['path'] = { spaceId: 'Spaces-1', id: 'Things-1' };
          export const answer: Thing = {} as Get['responses'][200]['content']['application/json'];
          export const sent: components['schemas']['ThingResourceWrite'] = { Name: 'without an id' };
          // @ts-expect-error what is read has an id
          export const read: Thing = { Name: 'without an id' };
        `,
      }),
    ).toEqual([]);
  });

  it('takes OpenAPI 3 of either kind, as JSON or YAML, and writes a file', async () => {
    const get = { operationId: 'getA', responses: { '200': { description: 'A.' } } };
    const files = {
      'three.yaml': stringify({ openapi: '3.0.1', info: { title: 'A', version: '1' }, paths: { '/a': { get } } }),
      'three-one.json': JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'A', version: '1' },
        paths: { '/a': { get } },
      }),
    };
    for (const file of Object.keys(files)) {
      const told = await run(['--from', file, '--out', 'types.ts'], { files });

      expect([told.code, told.out]).toEqual([0, '']);
      expect(told.files.get('types.ts')).toContain('getA');
      expect(faultsOf({ 'types.ts': told.files.get('types.ts') ?? '' })).toEqual([]);
    }
  });

  it("asks a server for its own document, with a key that is named by the environment's variable", async () => {
    const args = ['--from', 'https://octopus.example', '--key-from-env', 'KEY'];
    const { code, requests } = await run(args, { env: { KEY: 'API-SECRET' }, answer: () => new Response(swagger) });

    expect([code, requests[0]?.url]).toEqual([0, 'https://octopus.example/api/swagger.json']);
    expect(requests[0]?.headers.get('x-octopus-apikey')).toBe('API-SECRET');
  });

  const path = process.env.OCTOPUS_SWAGGER;
  if (path) {
    it('makes types of a whole server’s document that compile', async () => {
      const { code, out } = await run(['--from', 'swagger'], { files: { swagger: await readFile(path, 'utf8') } });

      expect([code, faultsOf({ 'generated.ts': out })]).toEqual([0, []]);
    }, 120_000);
  }
});

describe('refusing', () => {
  it.each([
    ['no source', [], {}, 64, 'say where the document is: generate --from URL|FILE [--out FILE] [--key-from-env NAME]'],
    ['a flag that is not known', ['--form', 'a'], {}, 64, "Unknown option '--form'"],
    ['a file that is not there', ['--from', 'a'], {}, 64, 'a cannot be read (ENOENT)'],
    ['a text that is no document', ['--from', 'a'], { files: { a: '{"x":' } }, 64, 'it is not JSON or YAML'],
    ['a document of something else', ['--from', 'a'], { files: { a: 'x: 1' } }, 64, 'neither swagger nor openapi'],
    [
      'another version',
      ['--from', 'a'],
      { files: { a: 'swagger: "1.2"' } },
      64,
      'a is written in version 1.2; 2.0, 3.0',
    ],
    ['a document without paths', ['--from', 'a'], { files: { a: 'openapi: 3.1.0' } }, 64, 'it has no paths'],
    [
      'a reference to nothing',
      ['--from', 'a'],
      { files: { a: broken() } },
      64,
      'a refers to #/components/schemas/Nothing, which',
    ],
    ['an empty key', ['--from', 'a', '--key-from-env', 'KEY'], {}, 64, 'the environment variable KEY is empty'],
    [
      'a folder that is read-only',
      ['--from', 'a', '--out', '/readonly/a'],
      { files: { a: swagger } },
      74,
      '/readonly/a cannot',
    ],
    ['a server that is away', ['--from', 'http://a.example'], {}, 69, 'swagger.json cannot be reached (ECONNREFUSED)'],
  ] as const)('%s, in one line', async (_, args, world, code, words) => {
    const told = await run(args, world);

    expect([told.code, told.out]).toEqual([code, '']);
    expect(told.lines.at(-1)).toContain(words);
    expect(told.lines.at(-1)).not.toContain('\n');
  });

  it.each([
    [401, 4, '--key-from-env'],
    [302, 1, 'redirects'],
    [404, 1, 'the document itself'],
    [503, 69, 'later'],
  ])('a server that answers %d, and never tells a secret of the address', async (status, code, advice) => {
    const answer = () => new Response('no', { status });
    const told = await run(['--from', 'http://me:secret@a.example/spec?apikey=secret'], { answer });

    expect([told.code, told.lines.length]).toEqual([code, 1]);
    expect(told.lines[0]).toContain(advice);
    expect(told.lines[0]).not.toContain('secret');
  });
});

function broken(): string {
  const schema = { $ref: '#/components/schemas/Nothing' };
  const responses = { '200': { description: 'A.', content: { 'application/json': { schema } } } };
  return stringify({ openapi: '3.1.0', info: { title: 'A', version: '1' }, paths: { '/a': { get: { responses } } } });
}
