import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A ```ts block of a README. */
export interface Example {
  /** `octostache/README.md:12`, where its code begins. */
  readonly place: string;
  readonly code: string;
  /** Why it is only checked for types: ```ts no-run and a reason. */
  readonly noRun: string | undefined;
}

const fence = /^```ts(?: no-run(.*))?\r?\n([\s\S]*?)^```/gm;

/** The examples of a package's README, in their order. Throws when one is not to be run and does not say why. */
export function examplesOf(packageName: string): Example[] {
  const file = fileURLToPath(new URL(`../../packages/${packageName}/README.md`, import.meta.url));
  return readExamples(readFileSync(file, 'utf8'), `${packageName}/README.md`);
}

export function readExamples(text: string, name: string): Example[] {
  return Array.from(text.matchAll(fence), (match) => {
    const [, mark, code = ''] = match;
    const place = `${name}:${text.slice(0, match.index).split('\n').length + 1}`;
    const noRun = mark?.trim();
    if (noRun === '') throw new Error(`${place}: say why it is not run: \`\`\`ts no-run REASON`);
    return { place, code: code.replaceAll('\r\n', '\n'), noRun };
  });
}

const printed = /^(.*?)\bconsole\.log\((.*)\);\s*\/\/ → (.*)$/;
const given = /^(\s*)([^\s/].*);\s*\/\/ → (.*)$/;

/** An example whose promises are calls: `value; // → expected`, and `console.log(…); // → text`, where … stands for anything. */
export function withChecks(code: string): { code: string; lines: readonly number[] } {
  const lines: number[] = [];
  // A promise that did not fit beside its call stands below it.
  const joined = code.replaceAll(/;\n(\s*)\/\/ → /g, '; // → ');
  const checked = joined.split('\n').map((text, at) => {
    const match = printed.exec(text) ?? given.exec(text);
    if (!match) return text;
    lines.push(at + 1);
    const [, before = '', call = '', expected = ''] = match;
    return printed.test(text)
      ? `${before}$prints(${at + 1}, [${call}], ${JSON.stringify(expected)});`
      : `${before}$gives(${at + 1}, ${call}, ${expected});`;
  });
  return { code: checked.join('\n'), lines };
}
