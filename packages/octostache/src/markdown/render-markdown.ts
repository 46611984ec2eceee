import MarkdownParser, { type MarkdownIt } from 'markdown-it';
import { addBareLinks } from './bare-links.ts';
import { addEmphasisExtras } from './emphasis-extras.ts';

let shared: MarkdownIt | undefined;

/**
 * Markdown as HTML: CommonMark with its raw HTML, pipe tables, extra kinds of emphasis and bare links. Links to scripts
 * (`javascript:`) stay text, unlike on the server.
 */
export function renderMarkdown(text: string): string {
  shared ??= createMarkdown();
  return shared.render(text);
}

function createMarkdown(): MarkdownIt {
  const markdown = new MarkdownParser({ html: true, linkify: true, xhtmlOut: true });
  addEmphasisExtras(markdown);
  addBareLinks(markdown);
  for (const name of ['th_open', 'td_open']) {
    markdown.renderer.rules[name] = (tokens, at, options, _env, self) => {
      const token = tokens[at];
      const style = token?.attrGet('style');
      if (style) token?.attrSet('style', String(style).replace(/^text-align:(\w+)$/, 'text-align: $1;'));
      return self.renderToken(tokens, at, options);
    };
  }
  return markdown;
}
