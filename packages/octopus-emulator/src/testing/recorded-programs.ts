import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ProgramEnd, RunProgram } from '../execution/shell/run-program.ts';
import type { ShellOptions } from '../execution/shell/shell-options.ts';

type Call = Parameters<RunProgram>[0];

/** A program that was run, with what it could have read. */
interface RecordedCall {
  /** The words of its command line, the step's own folder written as `WORK`. */
  readonly words: string;
  readonly call: Call;
  /** Files below the step's folder when it was run, by their paths in it. */
  readonly files: Readonly<Record<string, string>>;
}

/** Programs that only remember how they were run. */
export interface RecordedPrograms {
  readonly calls: RecordedCall[];
  readonly options: ShellOptions;
  /** Resolves when a program whose words hold this text has been run. */
  called(text: string): Promise<RecordedCall>;
}

const well: ProgramEnd = { kind: 'exited', code: 0, stdout: '', stderr: '' };

/** What a program does: undefined is an end in good order, without a word. */
type Behaviour = (words: string, call: Call) => ProgramEnd | Promise<ProgramEnd> | undefined;

/** An end with an error, as helm and kubectl write it. */
export function failed(stderr: string, code = 1): ProgramEnd {
  return { kind: 'exited', code, stdout: '', stderr: `${stderr}\n` };
}

/** A program that goes on until it is stopped. */
export function untilStopped({ signal }: Call): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve({ kind: 'stopped', stdout: '', stderr: '' }), { once: true });
  });
}

/** Options of a shell executor over recorded programs, with a kubeconfig for some clusters. */
export function recordedPrograms(
  given: Pick<ShellOptions, 'kubeconfigs'> & { readonly behave?: Behaviour },
): RecordedPrograms {
  const calls: RecordedCall[] = [];
  const waiting: { readonly text: string; resolve(call: RecordedCall): void }[] = [];
  async function run(call: Call): Promise<ProgramEnd> {
    const work = /^.*(?=[\\/]kubeconfig$)/.exec(call.env?.KUBECONFIG ?? '')?.[0] ?? '';
    const words = [call.program, ...call.args].join(' ').replaceAll(work, 'WORK').replaceAll('\\', '/');
    const recorded = { words, call, files: await filesIn(work) };
    calls.push(recorded);
    for (const each of waiting) if (words.includes(each.text)) each.resolve(recorded);
    const end = (await given.behave?.(words, call)) ?? well;
    if ('stdout' in end) {
      for (const stream of ['stdout', 'stderr'] as const) {
        for (const line of end[stream].split('\n').slice(0, -1)) call.hear?.(line, stream);
      }
    }
    return end;
  }
  return {
    calls,
    options: {
      kind: 'shell',
      run,
      programs: { helm: 'helm', kubectl: 'kubectl', bash: 'bash' },
      kubeconfigs: given.kubeconfigs,
      environment: { PATH: '/bin' },
    },
    called: (text) => new Promise((resolve) => waiting.push({ text, resolve })),
  };
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = basename(path) === entry.name ? path.slice(folder.length + 1).replaceAll('\\', '/') : entry.name;
    files[name] = await readFile(path, 'utf8');
  }
  return files;
}
