/**
 * Whether a git reference fits a pattern, by its full name or, for branches and tags, by its short one: `*` stands for
 * any text within a part, `**` over parts, `?` for one character. [docs; the short form is a guess]
 */
export function matchesGlob(reference: string, pattern: string): boolean {
  const source = pattern.trim().replaceAll(/\*\*|\*|\?|[^*?]+/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replaceAll(/[.+^${}()|[\]\\/]/g, '\\$&');
  });
  const expression = new RegExp(`^${source}$`);
  return expression.test(reference) || expression.test(reference.replace(/^refs\/(heads|tags)\//, ''));
}
