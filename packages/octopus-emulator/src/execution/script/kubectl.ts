import type { Asking } from './effects.ts';

/** What a command gives: its exit code and its standard output. `undefined`: the command is not modelled. */
export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

interface KubectlArguments {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  /** What follows `--`. */
  readonly inner: readonly string[];
}

/** Options that stand alone; any other one takes the next word as its value unless it has a `=`. */
const FLAGS = new Set([
  '-A',
  '--all-namespaces',
  '--no-headers',
  '-w',
  '--watch',
  '-i',
  '-t',
  '-it',
  '--stdin',
  '--tty',
]);
const LONG: Readonly<Record<string, string>> = {
  '-n': '--namespace',
  '-l': '--selector',
  '-o': '--output',
  '-c': '--container',
};
const RESOURCES = {
  pod: 'pods',
  pods: 'pods',
  po: 'pods',
  deployment: 'deployments',
  deployments: 'deployments',
  deploy: 'deployments',
  service: 'services',
  services: 'services',
  svc: 'services',
  namespace: 'namespaces',
  namespaces: 'namespaces',
  ns: 'namespaces',
} as const;

function readArguments(words: readonly string[]): KubectlArguments {
  const options = new Map<string, string>();
  const plain: string[] = [];
  const dashes = words.indexOf('--');
  const outer = dashes < 0 ? words : words.slice(0, dashes);
  for (let at = 0; at < outer.length; at += 1) {
    const word = outer[at] ?? '';
    if (!word.startsWith('-')) plain.push(word);
    else if (FLAGS.has(word)) options.set(word, 'true');
    else if (word.includes('='))
      options.set(longName(word.slice(0, word.indexOf('='))), word.slice(word.indexOf('=') + 1));
    else {
      at += 1;
      options.set(longName(word), outer[at] ?? '');
    }
  }
  return { words: plain, options, inner: dashes < 0 ? [] : words.slice(dashes + 1) };
}

function longName(option: string): string {
  return LONG[option] ?? option;
}

function resourceOf(word: string | undefined): (typeof RESOURCES)[keyof typeof RESOURCES] | undefined {
  return Object.entries(RESOURCES).find(([name]) => name === word?.toLowerCase())?.[1];
}

/** Seconds, minutes and hours as kubectl writes durations: `90`, `120s`, `2m`. */
function durationMs(text: string | undefined, otherwiseMs: number): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text ?? '');
  if (match === null) return otherwiseMs;
  const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[match[2] ?? 's'] ?? 1_000;
  return Number(match[1]) * unit;
}

/**
 * The part of kubectl that the steps of a release use: `rollout status|restart`, `get` of pods, deployments, services and
 * namespaces, `exec … -- curl|wget`. `undefined` for the rest.
 */
export function* kubectl(words: readonly string[], namespace: string): Asking<CommandResult | undefined> {
  const parsed = readArguments(words);
  const here = parsed.options.get('--namespace') ?? namespace;
  const [verb, second, third] = parsed.words;
  if (verb === 'rollout' && (second === 'status' || second === 'restart')) return yield* rollout(second, parsed, here);
  if (verb === 'get') return yield* get(parsed, here);
  if (verb === 'exec' && second !== undefined) {
    const [kind, name] = second.includes('/') ? second.split('/') : ['pod', second];
    const via = resourceOf(kind);
    if (via !== 'pods' && via !== 'deployments') return undefined;
    const inner = parsed.inner.length > 0 ? parsed.inner : third === undefined ? [] : parsed.words.slice(2);
    return yield* request(inner, { via, namespace: here, name: name ?? '' });
  }
  return undefined;
}

function* rollout(
  verb: 'status' | 'restart',
  parsed: KubectlArguments,
  namespace: string,
): Asking<CommandResult | undefined> {
  const target = parsed.words.slice(2).join('/');
  const [kind, name] = target.split('/');
  if (resourceOf(kind) !== 'deployments' || name === undefined) return undefined;
  const answer =
    verb === 'restart'
      ? yield { kind: 'rolloutRestart', namespace, name }
      : yield {
          kind: 'rolloutStatus',
          namespace,
          name,
          timeoutMs: durationMs(parsed.options.get('--timeout'), 600_000),
        };
  return { code: answer.code, output: answer.lines.join('\n') };
}

function* get(parsed: KubectlArguments, namespace: string): Asking<CommandResult | undefined> {
  const [kind, slashName] = (parsed.words[1] ?? '').split('/');
  const resource = resourceOf(kind);
  if (resource === undefined) return undefined;
  const fields = parsed.options.get('--field-selector');
  if (fields !== undefined) {
    const selected = resource === 'pods' ? selectsRunning(fields) : undefined;
    if (selected === undefined) return undefined;
    if (!selected) return { code: 0, output: '' };
  }
  const everywhere = parsed.options.has('-A') || parsed.options.has('--all-namespaces');
  const answer = yield {
    kind: 'get',
    resource,
    namespace: everywhere ? undefined : namespace,
    name: slashName ?? parsed.words[2],
    selector: parsed.options.get('--selector'),
  };
  const output = parsed.options.get('--output');
  if (output?.startsWith('jsonpath=') && answer.code === 0) {
    if (!/^jsonpath=\{\.(items\[0\]\.)?metadata\.name\}$/.test(output)) return undefined;
    const first = answer.lines[0];
    return first === undefined ? { code: 1, output: '' } : { code: 0, output: first };
  }
  const lines = output === 'name' ? answer.lines.map((line) => `${resource.replace(/s$/, '')}/${line}`) : answer.lines;
  return { code: answer.code, output: lines.join('\n') };
}

/** Whether a field selector takes pods that run, as all simulated ones do. Undefined for fields other than the phase. */
function selectsRunning(selector: string): boolean | undefined {
  const terms = selector.split(',').map((term) => /^status\.phase(!=|==?)(\w+)$/.exec(term.trim()));
  if (terms.includes(null)) return undefined;
  return terms.every((term) => (term?.[1] === '!=') !== (term?.[2] === 'Running'));
}

/** `curl` and `wget` of http addresses, in a pod (`within`) or by a Service's name. `undefined` for other addresses. */
export function* request(
  words: readonly string[],
  within?: { via: 'pods' | 'deployments'; namespace: string; name: string },
): Asking<CommandResult | undefined> {
  const [program, ...rest] = words;
  if (program !== 'curl' && program !== 'wget') return undefined;
  const address = rest.find((word) => /^https?:\/\//.test(word));
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'http:') return undefined;
  const service = /^([a-z0-9-]+)\.([a-z0-9-]+)(?:\.svc(?:\.cluster\.local)?)?$/.exec(url.hostname);
  const target = /^(localhost|127\.0\.0\.1)$/.test(url.hostname)
    ? within
    : service === null
      ? undefined
      : ({ via: 'services', namespace: service[2] ?? '', name: service[1] ?? '' } as const);
  if (target === undefined) return undefined;
  const path = `${url.pathname}${url.search}`;
  const answer = yield { kind: 'http', ...target, port: Number(url.port || 80), path };
  return respond(program, rest, answer);
}

function respond(
  program: string,
  options: readonly string[],
  answer: { code: number; lines: readonly string[]; status?: number },
): CommandResult {
  const format = options[options.findIndex((word) => word === '-w' || word === '--write-out') + 1];
  const writesOut = options.some((word) => word === '-w' || word === '--write-out');
  const discards = options[options.findIndex((word) => /^-[sSfLk]*o$|^--output$/.test(word)) + 1] === '/dev/null';
  const status = answer.status ?? 0;
  const code3 = String(status).padStart(3, '0');
  const written = writesOut ? (format ?? '').replaceAll('%{http_code}', code3).replaceAll('\\n', '\n') : '';
  const output = `${discards ? '' : answer.lines.join('\n')}${written}`;
  if (answer.code !== 0) return { code: answer.code, output };
  const failsOnError = program === 'wget' || options.some((word) => /^-[a-zA-Z]*f/.test(word) || word === '--fail');
  return { code: failsOnError && status >= 400 ? (program === 'wget' ? 8 : 22) : 0, output };
}
