import { type CommandEnd, curl, type InsideAnswer, type InsideQuestion } from './curl.ts';
import type { KnownContainer, KnownPod } from './known-pod.ts';
import { shellWords } from './shell-words.ts';

/** A command in a container that runs nothing. */
export interface PodCommand {
  readonly pod: KnownPod;
  readonly container: KnownContainer;
  readonly words: readonly string[];
  /** Asks over HTTP, from inside the pod. */
  readonly ask: (question: InsideQuestion) => Promise<InsideAnswer>;
  readonly pause: (ms: number) => Promise<void>;
}

const known = 'curl, wget, env, printenv, hostname, echo, sleep, true, false, and sh -c with one of them';

/**
 * Plays a command of `kubectl exec`. Nothing of the machine is run, read or written: the few commands that smoke tests
 * need are done here, every other one is not found (127).
 */
export async function playCommand(command: PodCommand): Promise<CommandEnd> {
  const { pod, container, ask } = command;
  const [first = '', ...rest] = command.words;
  const env: Readonly<Record<string, string>> = { HOSTNAME: pod.name, ...container.env };
  switch (first.replace(/^\/(?:usr\/)?bin\//, '')) {
    case 'curl':
      return curl(rest, ask);
    case 'wget':
      return wget(rest, ask);
    case 'sh':
    case 'bash':
    case 'ash':
      return shell(command, rest);
    case 'env':
      return rest.length === 0 ? said(Object.entries(env).map(([name, value]) => `${name}=${value}`)) : notFound(first);
    case 'printenv': {
      const [name] = rest;
      if (name === undefined) return said(Object.entries(env).map((entry) => entry.join('=')));
      const value = Object.hasOwn(env, name) ? env[name] : undefined;
      return value === undefined ? { stdout: '', stderr: '', exit: 1 } : said([value]);
    }
    case 'hostname':
      return said([rest[0] === '-i' ? pod.addresses.join(' ') : pod.name]);
    case 'echo':
      return rest[0] === '-n' ? { stdout: rest.slice(1).join(' '), stderr: '', exit: 0 } : said([rest.join(' ')]);
    case 'sleep':
      await command.pause(Math.min(Number.parseFloat(rest[0] ?? '0') || 0, 3600) * 1000);
      return said([]);
    case 'true':
      return said([]);
    case 'false':
      return { stdout: '', stderr: '', exit: 1 };
    default:
      return notFound(first);
  }
}

async function shell(command: PodCommand, rest: readonly string[]): Promise<CommandEnd> {
  const at = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  if (at === -1) return { stdout: '', stderr: `a played pod has no shell to talk to; it knows ${known}\n`, exit: 126 };
  const words = shellWords(rest[at + 1] ?? '');
  if ('beyond' in words) {
    const stderr = `a played pod's sh does one simple command; it cannot do \`${words.beyond}\`\n`;
    return { stdout: '', stderr, exit: 126 };
  }
  return words.length === 0 ? said([]) : playCommand({ ...command, words });
}

/** The wget of busybox: `-q`, `-O -`, `-O /dev/null`, `--spider`, `-T seconds`. */
async function wget(words: readonly string[], ask: PodCommand['ask']): Promise<CommandEnd> {
  const rest = [...words];
  let url = '';
  let output = '';
  let spider = false;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const joined = /^-([qS]*)O(.*)$/.exec(word);
    if (joined !== null) output = joined[2] || (rest.shift() ?? '');
    else if (word === '--spider') spider = true;
    else if (word === '-T' || word === '-t') rest.shift();
    else if (word.startsWith('-') && !/^-[qS]+$/.test(word)) {
      return { stdout: '', stderr: `wget: unrecognized option: ${word}\n`, exit: 1 };
    } else if (!word.startsWith('-')) url = word;
  }
  const target = spider || output === '/dev/null' ? '/dev/null' : output === '-' ? '-' : 'a file';
  const end = await curl(['-sSf', '-o', target, url], ask);
  return end.exit === 0 ? end : { ...end, stderr: end.stderr.replace(/^curl: \(\d+\)/, 'wget:'), exit: 1 };
}

function said(lines: readonly string[]): CommandEnd {
  return { stdout: lines.map((line) => `${line}\n`).join(''), stderr: '', exit: 0 };
}

function notFound(name: string): CommandEnd {
  const stderr = `exec: "${name}": not found: the pods of this cluster are played; they know ${known}\n`;
  return { stdout: '', stderr, exit: 127 };
}
