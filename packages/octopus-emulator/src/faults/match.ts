import type { WrittenFault } from './schema.ts';

type Written = WrittenFault['match'];

export function matchesPlace(
  match: Written,
  place: { readonly environment?: string | undefined; readonly tenant?: string | undefined },
): boolean {
  return matchesText(match.environment, place.environment) && matchesText(match.tenant, place.tenant);
}

/** Names match in any case; `*` stands for any text. */
export function matchesText(pattern: string | undefined, name: string | undefined): boolean {
  return pattern === undefined || (name !== undefined && asPattern(pattern, '.*').test(name));
}

/** A route like `POST /api/**`: a method, or none for all; `*` is one part of the path, `**` any number. */
export function matchesRoute(pattern: string, method: string, path: string): boolean {
  const [first = '', second] = pattern.trim().split(/\s+/);
  const wantedPath = second ?? first;
  const wantedMethod = second === undefined ? '*' : first;
  return matchesText(wantedMethod, method) && asPattern(wantedPath, '[^/]*').test(path.replace(/\/$/, ''));
}

function asPattern(glob: string, star: string): RegExp {
  const source = glob
    .split('**')
    .map((part) =>
      part
        .split('*')
        .map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
        .join(star),
    )
    .join('.*');
  return new RegExp(`^${source}$`, 'i');
}
