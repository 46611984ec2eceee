import { deepStrictEqual } from 'node:assert/strict';
import { format } from 'node:util';

/** What a README promises and its example has not shown yet, by line. */
let open = new Set<number>();

/** Part of an example's bundle: the process fails unless every promise came true at least once. */
export function $expect(lines: readonly number[]): void {
  open = new Set(lines);
  process.once('exit', (code) => {
    if (code !== 0 || open.size === 0) return;
    console.error(`the example never came to line ${[...open].join(', ')}`);
    process.exitCode = 1;
  });
}

export function $gives(line: number, actual: unknown, expected: unknown): void {
  deepStrictEqual(actual, expected, `line ${line}: gives ${JSON.stringify(actual)}`);
  open.delete(line);
}

export function $prints(line: number, values: readonly unknown[], expected: string): void {
  const text = format(...values);
  console.log(text);
  const pattern = expected.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (!new RegExp(`^${pattern.join('.*')}$`, 's').test(text)) throw new Error(`line ${line}: prints ${text}`);
  open.delete(line);
}
