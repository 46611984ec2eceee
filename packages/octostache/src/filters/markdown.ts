import { renderMarkdown } from '../markdown/render-markdown.ts';
import { type Filter, plain } from './filter.ts';

/** Markdown to HTML, under both of its names [octostache]. */
export const markdownFilters: Readonly<Record<string, Filter>> = {
  Markdown: plain(toHtml),
  MarkdownToHtml: plain(toHtml),
};

/** By far the dearest filter: brackets that could be links are looked at again and again. */
const costOfCharacter = 256;

function toHtml(input: string, { spend }: { spend(work: number): void }): string {
  spend(costOfCharacter * input.length);
  return `${renderMarkdown(input).trim()}\n`;
}
