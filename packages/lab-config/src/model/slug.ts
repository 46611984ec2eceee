/** The slug a server makes from a name: lower-case words joined by single dashes, at most 50 characters. [docs] */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
}
