/**
 * Puts `content` between the lines `<!-- NAME: generated -->` and `<!-- NAME: end -->` of a page that is otherwise written by hand. Throws when they are not there.
 */
export function withGeneratedPart(page: string, { name, content }: { name: string; content: string }): string {
  const begin = `<!-- ${name}: generated -->`;
  const end = `<!-- ${name}: end -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no part \`${begin}\` … \`${end}\``);
  return `${page.slice(0, from)}${begin}\n\n${content}\n\n${page.slice(to)}`;
}
