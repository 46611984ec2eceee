/** Whether a subject fits a pattern: case counts, `*` is any text and `?` any one character. [docs] */
export function subjectMatches(pattern: string, subject: string): boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(subject);
}
