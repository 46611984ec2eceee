import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { contentFaults } from './content-faults.ts';
import { filesOf } from './tarball.ts';

const around = { 'README.md': '', LICENSE: '', 'dist/index.js': '' };

function packed(manifest: object, others: Record<string, string> = around) {
  return new Map(Object.entries({ 'package.json': JSON.stringify(manifest), ...others }));
}

it('a package that brings little and says all has no faults', () => {
  const manifest = { name: '@octotrain/octostache', dependencies: { a: '1.0.0' }, exports: { '.': './dist/index.js' } };

  expect(contentFaults(packed(manifest))).toEqual([]);
});

it.each([
  [{ dependencies: { a: 'catalog:' } }, 'depends on a as catalog:, which nobody outside can resolve'],
  [{ exports: { '.': { source: './src/index.ts' } } }, 'exports its sources, which it does not have'],
  [
    { name: '@octotrain/octopus-client', dependencies: { a: '1', b: '1', c: '1', d: '1' } },
    'has 4 run-time dependencies; at most 3 are promised',
  ],
])('%j is a fault', (manifest, fault) => {
  expect(contentFaults(packed({ name: 'x', ...manifest }))).toEqual([fault]);
});

it('a package without its licence, or with its tests, is a fault', () => {
  expect(contentFaults(packed({ name: 'x' }, { 'README.md': '', 'dist/a.test.js': '' }))).toEqual([
    'has no LICENSE',
    'holds dist/a.test.js',
  ]);
});

it('reads the files of a tarball', () => {
  const tarball = gzipSync(
    Buffer.concat([entry('package/a.txt', 'é'), entry('package/b/c.txt', ''), Buffer.alloc(1024)]),
  );

  expect([...filesOf(tarball)]).toEqual([
    ['a.txt', 'é'],
    ['b/c.txt', ''],
  ]);
});

function entry(name: string, text: string): Buffer {
  const content = Buffer.from(text);
  const block = Buffer.alloc(512 + Math.ceil(content.length / 512) * 512);
  block.write(name, 0);
  block.write(content.length.toString(8).padStart(11, '0'), 124);
  content.copy(block, 512);
  return block;
}
