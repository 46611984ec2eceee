import { expect, test } from 'vitest';
import { renderModule } from './render-module.ts';

test('a program reads from the module exactly what the files hold', () => {
  const files = [
    { path: 'plain.txt', text: 'a line\nand another\n' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's placeholder is the point
    { path: 'shell.sh', text: 'echo "`date` ${HOME} $1 \\n" \\\n  \\`\n' },
    { path: 'it\'s/a "path".yaml', text: '' },
  ];
  const body = renderModule(files).replace(/^export const finpayFiles: [^=]*=/m, 'return');

  const read: unknown = new Function(body)(); // the module as a program runs it, without its type

  expect(read).toEqual(Object.fromEntries(files.map(({ path, text }) => [path, text])));
});
