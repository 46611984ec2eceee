import { TrieRouter } from 'hono/router/trie-router';
import type { SpaceDocument } from '../spaces/state.ts';
import type { Api, BodyKind, Handler, Method } from './api.ts';

type AnyHandler = Handler<SpaceDocument | undefined>;
type Level = 'space' | 'system';

interface Route {
  readonly handler: AnyHandler;
  readonly body: BodyKind;
  readonly isOpen: boolean;
  /** For each segment: the parameter's name, or undefined for a fixed word. */
  readonly names: readonly (string | undefined)[];
}

/** A route that matched. */
export interface Match {
  readonly handler: AnyHandler;
  readonly body: BodyKind;
  /** Whether callers need no key. */
  readonly isOpen: boolean;
  readonly params: Readonly<Record<string, string>>;
}

/** Knows every route. Fixed words match in any case, parameters keep theirs; a fixed word beats a parameter. */
export interface Router extends Api {
  find(level: Level, method: string, segments: readonly string[]): Match | undefined;
  /** True when some method answers at this path. */
  knows(level: Level, segments: readonly string[]): boolean;
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

export function createRouter(): Router {
  const trie = new TrieRouter<Route>();

  function add(
    level: Level,
    method: Method,
    pattern: string,
    handler: AnyHandler,
    { body = 'json', isOpen = false }: { body?: BodyKind | undefined; isOpen?: boolean } = {},
  ): void {
    const words = pattern.split('/').slice(1);
    const names = words.map((word) => (word.startsWith(':') ? word.slice(1) : undefined));
    const path = words.map((word, index) => (names[index] === undefined ? word.toLowerCase() : `:p${index}`));
    trie.add(method, `/${[level, ...path].join('/')}`, { handler, names, body, isOpen });
  }

  function best(level: Level, method: string, segments: readonly string[]): Route | undefined {
    const path = segments.map((segment) => segment.toLowerCase().replaceAll('/', ' '));
    const [matches] = trie.match(method, `/${[level, ...path].join('/')}`);
    return matches
      .map(([route]) => route)
      .reduce<Route | undefined>(
        (found, route) => (found === undefined || fixedWords(route) > fixedWords(found) ? route : found),
        undefined,
      );
  }

  return {
    // A space route is only ever called with a space: `find` is asked for level 'space' with one.
    space: (method, pattern, handler, body) => add('space', method, pattern, handler as AnyHandler, { body }),
    // The same.
    open: (method, pattern, handler) =>
      add('space', method, pattern, handler as AnyHandler, { body: 'bytes', isOpen: true }),
    system: (method, pattern, handler) => add('system', method, pattern, handler as AnyHandler),
    mixed(method, pattern, handler) {
      add('space', method, pattern, handler);
      add('system', method, pattern, handler);
    },
    find(level, method, segments) {
      const route = best(level, method, segments);
      if (route === undefined) return undefined;
      const params: Record<string, string> = {};
      for (const [index, name] of route.names.entries()) {
        const segment = segments[index];
        if (name !== undefined && segment !== undefined) params[name] = segment;
      }
      return { handler: route.handler, body: route.body, isOpen: route.isOpen, params };
    },
    knows: (level, segments) => methods.some((method) => best(level, method, segments) !== undefined),
  };
}

function fixedWords(route: Route): number {
  return route.names.filter((name) => name === undefined).length;
}
