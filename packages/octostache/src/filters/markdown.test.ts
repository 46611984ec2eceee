import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../index.ts';

function html(markdown: string): string {
  return evaluate({ template: '#{Value | Markdown}', variables: { Value: markdown } }).text;
}

it.each([
  ['_yeah!_', '<p><em>yeah!</em></p>\n'],
  ['', '\n'],
  ['http://octopus.com', '<p><a href="http://octopus.com">http://octopus.com</a></p>\n'],
  ['(www.octopus.com/docs).', '<p>(<a href="http://www.octopus.com/docs">www.octopus.com/docs</a>).</p>\n'],
  ['octopus.com a@b.com //c.com', '<p>octopus.com a@b.com //c.com</p>\n'],
  [
    'H~2~O x^2^ ~~gone~~ ++new++ ==kept==',
    '<p>H<sub>2</sub>O x<sup>2</sup> <del>gone</del> <ins>new</ins> <mark>kept</mark></p>\n',
  ],
  ['**a ~~b~~** ~c ~~d~~ e~', '<p><strong>a <del>b</del></strong> <sub>c <del>d</del> e</sub></p>\n'],
  ['1+1+1 a=b=c ^^d^^', '<p>1+1+1 a=b=c ^^d^^</p>\n'],
  [
    '|a|b|\n|-|:-:|\n|1|2|',
    '<table>\n<thead>\n<tr>\n<th>a</th>\n<th style="text-align: center;">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td style="text-align: center;">2</td>\n</tr>\n</tbody>\n</table>\n',
  ],
  ['a  \nb <b>c</b>', '<p>a<br />\nb <b>c</b></p>\n'],
  ['[x](javascript:y)', '<p>[x](javascript:y)</p>\n'],
])('%j becomes %j', (markdown, expected) => {
  expect(html(markdown)).toBe(expected);
});

it('has a second name, and takes no options', () => {
  const of = (chain: string) => evaluate({ template: `#{Value | ${chain}}`, variables: { Value: '*a*' } }).text;

  expect(of('MarkdownToHtml')).toBe(of('Markdown'));
  expect(of('Markdown x')).toBe('#{Value | Markdown "x"}');
});

it('takes every text, and ends it with a line break', () => {
  const piece = fc.constantFrom(...'*_~^+=`[]()<>!|-:#&\\\n ab'.split(''), 'http://a', 'www.a', '~~', '\ud800');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(html(pieces.join('')).endsWith('\n')).toBe(true);
    }),
  );
});
