/** What curl is told, as far as a played pod can follow it. */
export interface CurlCall {
  readonly url: string;
  readonly method: string;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly silent: boolean;
  readonly showError: boolean;
  /** Fails, with exit code 22, on a status of 400 and above. */
  readonly fail: boolean;
  readonly includeHeaders: boolean;
  /** `-` is stdout. */
  readonly output: string;
  readonly writeOut: string;
}

type Flag = 'silent' | 'show-error' | 'fail' | 'include' | 'head' | 'ignored';
type Valued = 'output' | 'write-out' | 'request' | 'header' | 'data' | 'url' | 'ignored';

const flags: Readonly<Record<string, Flag>> = {
  s: 'silent',
  silent: 'silent',
  S: 'show-error',
  'show-error': 'show-error',
  f: 'fail',
  fail: 'fail',
  i: 'include',
  include: 'include',
  I: 'head',
  head: 'head',
  // Nothing here redirects, is encrypted, or is reached through a proxy.
  L: 'ignored',
  location: 'ignored',
  k: 'ignored',
  insecure: 'ignored',
  g: 'ignored',
  globoff: 'ignored',
  '4': 'ignored',
  '6': 'ignored',
};

const valued: Readonly<Record<string, Valued>> = {
  o: 'output',
  output: 'output',
  w: 'write-out',
  'write-out': 'write-out',
  X: 'request',
  request: 'request',
  H: 'header',
  header: 'header',
  d: 'data',
  data: 'data',
  url: 'url',
  // Answers come at once, or not at all.
  m: 'ignored',
  'max-time': 'ignored',
  'connect-timeout': 'ignored',
  retry: 'ignored',
  'retry-delay': 'ignored',
  A: 'ignored',
  'user-agent': 'ignored',
  noproxy: 'ignored',
};

interface Told {
  readonly set: Set<Flag>;
  readonly values: Map<Valued, string[]>;
}

/** Reads the words after `curl`; a text is what curl would say before it exits with 2. */
export function curlCallOf(words: readonly string[]): CurlCall | string {
  const told: Told = { set: new Set(), values: new Map() };
  const problem = read([...words], told);
  if (problem !== undefined) return problem;
  const last = (name: Valued) => told.values.get(name)?.at(-1);
  const url = told.values.get('url') ?? [];
  if (url.length === 0) return 'curl: (2) no URL specified';
  if (url.length > 1) return 'curl: (2) a played pod asks one URL at a time';
  const body = told.values.get('data')?.join('&');
  return {
    url: url[0] ?? '',
    method: last('request') ?? (told.set.has('head') ? 'HEAD' : body === undefined ? 'GET' : 'POST'),
    body,
    headers: Object.fromEntries((told.values.get('header') ?? []).map(headerOf)),
    silent: told.set.has('silent'),
    showError: told.set.has('show-error'),
    fail: told.set.has('fail'),
    includeHeaders: told.set.has('include') || told.set.has('head'),
    output: last('output') ?? '-',
    writeOut: last('write-out') ?? '',
  };
}

function read(words: string[], told: Told): string | undefined {
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const problem = word.startsWith('--')
      ? readLong(word.slice(2), words, told)
      : word.startsWith('-') && word !== '-'
        ? readShort(word.slice(1), words, told)
        : void add(told, 'url', word);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function readLong(name: string, words: string[], told: Told): string | undefined {
  const flag = flags[name];
  if (flag !== undefined && name.length > 1) return void told.set.add(flag);
  const option = valued[name];
  if (option === undefined || name.length === 1) return unknown(`--${name}`);
  const value = words.shift();
  return value === undefined ? missing(`--${name}`) : void add(told, option, value);
}

/** Several letters may stand together, the last of them with its value: `-sSo/dev/null`. */
function readShort(letters: string, words: string[], told: Told): string | undefined {
  for (const [at, letter] of [...letters].entries()) {
    const flag = flags[letter];
    const option = valued[letter];
    if (flag !== undefined) told.set.add(flag);
    else if (option === undefined) return unknown(`-${letter}`);
    else {
      const value = letters.slice(at + 1) || words.shift();
      return value === undefined ? missing(`-${letter}`) : void add(told, option, value);
    }
  }
  return undefined;
}

function add({ values }: Told, name: Valued, value: string): void {
  values.set(name, [...(values.get(name) ?? []), value]);
}

function headerOf(text: string): [string, string] {
  const [name = '', ...value] = text.split(':');
  return [name.trim(), value.join(':').trim()];
}

function unknown(option: string): string {
  return `curl: option ${option}: is unknown to the curl of a played pod`;
}

function missing(option: string): string {
  return `curl: option ${option}: requires parameter`;
}
