import {
  type ApiDocument,
  isMethod,
  mapOperations,
  namesIn,
  type Operation,
  type PathItem,
  type Repaired,
} from '../document.ts';

/** Puts the path of the server's own address before every path, as this client spells them: `/api/{spaceId}/projects`. */
export function prefixPaths(document: ApiDocument): Repaired {
  const prefix = basePathOf(document);
  const paths = Object.entries(document.paths).map(([path, item]) => {
    return [prefix !== '' && path.startsWith(`${prefix}/`) ? path : `${prefix}${path}`, item] as const;
  });
  const servers = [{ url: '/' }];
  return {
    document: { ...document, servers, paths: Object.fromEntries(paths) },
    mended: prefix === '' ? 0 : paths.length,
  };
}

function basePathOf({ servers }: ApiDocument): string {
  const url = servers?.[0]?.url ?? '';
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, '');
}

/** Calls the space `spaceId`, whatever the server calls it. */
export function nameSpaces(document: ApiDocument): Repaired {
  let mended = 0;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    if (!path.includes('{baseSpaceId}')) return [path, item] as const;
    mended++;
    return [path.replace('{baseSpaceId}', '{spaceId}'), renamed(item, new Map([['baseSpaceId', 'spaceId']]))] as const;
  });
  return { document: { ...document, paths: Object.fromEntries(paths) }, mended };
}

/** Leaves out a route of the default space where the same one names its space. */
export function dropTwins(document: ApiDocument): Repaired {
  const shapes = new Set(Object.keys(document.paths).map(shapeOf));
  const hasTwin = (path: string) => path.includes('/api/') && shapes.has(shapeOf(path.replace('/api/', '/api/{}/')));
  const kept = Object.entries(document.paths).filter(([path]) => !hasTwin(path));
  const mended = Object.keys(document.paths).length - kept.length;
  return { document: { ...document, paths: Object.fromEntries(kept) }, mended };
}

/** Joins paths that differ by the names of their parameters only; the names of the first one are kept. */
export function joinPaths(document: ApiDocument): Repaired {
  const firsts = new Map<string, string>();
  const paths: Record<string, PathItem> = {};
  let mended = 0;
  for (const [path, item] of Object.entries(document.paths)) {
    const first = firsts.get(shapeOf(path));
    if (first === undefined) {
      firsts.set(shapeOf(path), path);
      paths[path] = item;
    } else {
      const wanted = namesIn(first);
      const names = new Map(namesIn(path).map((name, index) => [name, wanted[index] ?? name]));
      paths[first] = { ...renamed(item, names), ...paths[first] };
      mended++;
    }
  }
  return { document: { ...document, paths }, mended };
}

/** Declares the parameters that a path has, and those only. */
export function declareParameters(document: ApiDocument): Repaired {
  let mended = 0;
  const repaired = mapOperations(document, (operation, { path }) => {
    const inPath = namesIn(path);
    const shared = document.paths[path]?.parameters ?? [];
    const known = [...shared, ...(operation.parameters ?? [])].filter((parameter) => parameter.in === 'path');
    const missing = inPath.filter((name) => !known.some((parameter) => parameter.name === name));
    const kept = (operation.parameters ?? []).filter(
      ({ in: place, name }) => place !== 'path' || inPath.includes(name),
    );
    mended += missing.length + (operation.parameters ?? []).length - kept.length;
    const added = missing.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
    return { ...operation, parameters: [...kept, ...added] };
  });
  return { document: repaired, mended };
}

function shapeOf(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}').toLowerCase();
}

function renamed(item: PathItem, names: ReadonlyMap<string, string>): PathItem {
  const rename = (owner: Operation) => ({
    ...owner,
    parameters: (owner.parameters ?? []).map((parameter) =>
      parameter.in === 'path' ? { ...parameter, name: names.get(parameter.name) ?? parameter.name } : parameter,
    ),
  });
  const members = Object.entries(item).map(([key, value]) => [key, isMethod(key) ? rename(Object(value)) : value]);
  const shared = item.parameters ? { parameters: rename({ parameters: item.parameters }).parameters } : {};
  return { ...Object.fromEntries(members), ...shared };
}
