import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { type Findings, readReport } from './report.ts';

export interface RunOptions {
  readonly program: string;
  /** One process each: the tool's own workers share one core. */
  readonly documents: readonly object[];
  readonly url: string;
  readonly key: string;
  readonly examples: number;
  readonly seed: number;
}

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

/** Runs Schemathesis on each document at once, with the same seed, and joins what it found. */
export async function runSchemathesis(options: RunOptions): Promise<Findings> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-schema-'));
  try {
    const found = await Promise.all(
      options.documents.map((_, number) => runOne(options, join(folder, `${number}`), number)),
    );
    return new Map(found.flatMap((findings) => [...findings]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runOne(options: RunOptions, file: string, number: number): Promise<Findings> {
  const [document, report] = [`${file}.json`, `${file}.xml`];
  await writeFile(document, JSON.stringify(options.documents[number]));
  const made = ['--phases', 'fuzzing', '--max-examples', `${options.examples}`, '--seed', `${options.seed}`];
  const kept = ['--generation-database', 'none', '--no-shrink', '--continue-on-failure', '--warnings', 'off'];
  const told = ['--report', 'junit', '--report-junit-path', report, '--no-color', '--output-truncate', 'false'];
  const output = await outputOf(options.program, dirname(file), [
    ...['run', document, '--url', options.url, '--header', `X-Octopus-ApiKey: ${options.key}`, '--workers', '1'],
    ...['--checks', checks.join(','), '--suppress-health-check', 'all'],
    ...made,
    ...kept,
    ...told,
  ]);
  const xml = await readFile(report, 'utf8').catch(() => {
    throw new Error(`schemathesis wrote no report:\n${output}`);
  });
  return readReport(xml);
}

/** What it printed. Its exit code says whether it found something, which the report says better. */
function outputOf(program: string, cwd: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // It leaves notes where it runs. UTF-8 also where the machine's own encoding is another.
    const child = spawn(program, args, { cwd, env: { ...process.env, PYTHONUTF8: '1' } });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
