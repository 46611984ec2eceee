import { fork } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { buildGoProgram } from '../../../tools/src/peers/go-programs.ts';
import { measure, type Report, type Sample } from '../harness.ts';
import { changeOneValue } from './change.ts';
import type { Ask, Differences, Opened, Requests } from './server.ts';
import { type Size, sourceOf } from './sizes.ts';
import {
  bootstrapProgram,
  type LabText,
  type OpenTool,
  openBootstrap,
  openLibrary,
  openProvider,
  readLab,
} from './tools.ts';

/** What every answer of the server takes longer. */
const latencyMs = 5;

/**
 * A lab brought onto an empty server, planned again, and changed in one value: by the bootstrap program, by Terraform with the official provider, and by
 * the library inside this process. Each run has a fresh server. Throws when a side leaves something else on the server than the lab says.
 */
export async function measureBootstrap(sizes: readonly Size[], runs?: number): Promise<Report> {
  await access(bootstrapProgram).catch(() => {
    throw new Error('build the program first: npx pnpm@10 build');
  });
  for (const name of ['provider', 'terraform'] as const) buildGoProgram(name);
  return measureTools({
    tools: { bootstrap: openBootstrap, terraform: openProvider, 'in process': openLibrary },
    sizes,
    ...(runs === undefined ? {} : { runs }),
  });
}

/** The same for any tools; the first is ours. */
export async function measureTools(options: {
  tools: Readonly<Record<string, OpenTool>>;
  sizes: readonly Size[];
  runs?: number;
}): Promise<Report> {
  const server = fork(new URL('server.ts', import.meta.url), {
    execArgv: ['--conditions=source', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // The answer to each question is of the type that the question has.
  const ask: AskServer = async <Answer>(question: Ask) => {
    const told = once(server, 'message');
    server.send(question);
    const [answer] = await told;
    return answer as Answer;
  };
  const reports: Report[] = [];
  try {
    for (const size of options.sizes) {
      const before = readLab(sourceOf(size));
      const stages = { before, after: readLab(changeOneValue(before)) };
      const sides = Object.entries(options.tools).map(([name, open]) => ({
        name,
        run: () => runOnce({ name, open, stages, ask }),
      }));
      const cases = [{ name: size.name, sides }];
      // A run that does not count would take minutes.
      const report = await measure('bootstrap', cases, options.runs ?? size.runs, { warmUp: false });
      reports.push({ ...report, notes: [describe(size, before, report.runs)] });
    }
  } finally {
    server.disconnect();
  }
  const [first] = reports;
  if (first === undefined) throw new Error('no size to measure');
  const notes = reports.flatMap((report) => report.notes ?? []);
  return { ...first, cases: reports.flatMap(({ cases }) => cases), notes };
}

type AskServer = <Answer>(question: Ask) => Promise<Answer>;

async function runOnce(options: {
  name: string;
  open: OpenTool;
  stages: { readonly before: LabText; readonly after: LabText };
  ask: AskServer;
}): Promise<Sample> {
  const { name, open, stages, ask } = options;
  const tool = await open(await ask<Opened>({ open: { latencyMs } }));

  async function measured(what: string, deed: () => Promise<void>): Promise<Sample> {
    await ask<Requests>('requests');
    const startedMs = performance.now();
    await deed();
    const seconds = (performance.now() - startedMs) / 1000;
    const { requests, writes } = await ask<Requests>('requests');
    return { [`${what}: requests`]: requests, [`${what}: writes`]: writes, [`${what}: s`]: seconds };
  }

  async function expectMade({ text, file, configuration }: LabText): Promise<void> {
    const differences = await ask<Differences>({ compare: { text, file } });
    const left = differences.filter(({ kind }) => !configuration.leftOut.has(kind));
    if (left.length > 0) throw new Error(`${name} left\n${left.map(({ words }) => words).join('\n')}`);
  }

  try {
    await tool.prepare(stages.before);
    const cold = await measured('cold apply', tool.apply);
    await expectMade(stages.before);
    const empty = await measured('empty plan', tool.planNothing);
    await tool.prepare(stages.after);
    const change = await measured('one value', tool.apply);
    await expectMade(stages.after);
    return { ...cold, ...empty, ...change };
  } finally {
    await tool.close();
  }
}

function describe(size: Size, { lab, configuration, text }: LabText, runs: number): string {
  const tenants = lab.spaces.reduce((sum, space) => sum + space.tenants.length, 0);
  const left = [...configuration.leftOut].map(([kind, count]) => `${count} of kind ${kind}`).join(', ');
  return [
    `${size.name}: ${lab.spaces.length} spaces, ${tenants} tenants; ${text.split('\n').length} lines of YAML,`,
    `${configuration.resources} resources of Terraform; ${runs} rounds.`,
    left === '' ? '' : `Made by ours alone, the provider has no resource: ${left}.`,
  ]
    .join(' ')
    .trim();
}
