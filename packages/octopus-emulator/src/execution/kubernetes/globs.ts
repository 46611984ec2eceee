/** Whether a path matches a glob: `*` within a folder, `**` across folders, `?` one character. */
export function matchesGlob(path: string, glob: string): boolean {
  const pattern = glob
    .replace(/^\.\//, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (found) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[found] ?? '[^/]');
  return new RegExp(`^${pattern}$`).test(path);
}
