import { field, numberField, parsed, textField } from '../json.ts';
import type { ContainerEngine } from '../kind/kind.ts';
import { complaintIn } from '../process/complaint.ts';
import type { CallOptions } from '../process/program-access.ts';
import { versionIn } from '../process/program-version.ts';
import type { ProgramEnd, RunProgram } from '../process/run-program.ts';
import type { EngineFact, PathProgram, ProgramFact } from './facts.ts';

type Limits = Pick<CallOptions, 'signal' | 'timeoutMs'>;

const versionArguments: Readonly<Record<PathProgram, readonly string[]>> = {
  kind: ['version'],
  kubectl: ['version', '--client', '--output=json'],
  helm: ['version', '--short'],
  go: ['version'],
};

/** Asks a program of the path for its version. */
export async function lookAtProgram(run: RunProgram, program: PathProgram, limits: Limits): Promise<ProgramFact> {
  const end = await run({ program, args: versionArguments[program], ...limits });
  if (end.kind === 'missing' && end.why === undefined) return { state: 'missing' };
  const why = failureOf(end);
  if (why !== undefined) return { state: 'broken', why };
  const said = end.kind === 'exited' ? end.stdout : '';
  const version = versionIn(program === 'kubectl' ? textField(parsed(said), 'clientVersion', 'gitVersion') : said);
  return version ? { state: 'found', version } : { state: 'broken', why: 'it prints no version' };
}

/** Asks Docker or podman whether it can be used; a program without its service is not enough. */
export async function lookAtEngine(run: RunProgram, engine: ContainerEngine, limits: Limits): Promise<EngineFact> {
  const format = engine === 'docker' ? '{{json .}}' : 'json';
  const end = await run({ program: engine, args: ['info', '--format', format], ...limits });
  if (end.kind === 'missing' && end.why === undefined) return { state: 'missing' };
  const info = end.kind === 'exited' ? parsed(end.stdout) : undefined;
  const version = engine === 'docker' ? textField(info, 'ServerVersion') : textField(info, 'version', 'Version');
  const memoryBytes = engine === 'docker' ? numberField(info, 'MemTotal') : numberField(info, 'host', 'memTotal');
  // Docker may end well without its service, and says so inside.
  if (version !== '') return { state: 'running', version, ...(memoryBytes ? { memoryBytes } : {}) };
  const inside = field(info, 'ServerErrors');
  const why = failureOf(end) ?? (Array.isArray(inside) ? String(inside[0]) : 'it says no version of its service');
  return { state: 'down', why };
}

function failureOf(end: ProgramEnd): string | undefined {
  switch (end.kind) {
    case 'missing':
      return end.why ?? 'it is missing';
    case 'timed out':
      return 'it does not answer in time';
    case 'stopped':
      return 'it was stopped';
    case 'killed':
      return `it was ended by ${end.signal}`;
    case 'exited':
      return end.code === 0 ? undefined : (complaintIn(end.stderr)?.message ?? `it ends with code ${end.code}`);
  }
}
