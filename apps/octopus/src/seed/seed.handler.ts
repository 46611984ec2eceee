import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { formatProblems } from '@octotrain/checked-yaml';
import { exitCodes, type ProgramContext } from '@octotrain/command-line';
import { applyLab, verifyLab } from '@octotrain/lab-apply';
import { filesBeside, finpayLab, type Lab, loadLab, type SecretSource } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { createEmulator } from '@octotrain/octopus-emulator';
import { Refusal, refusing } from '../refusal.ts';
import { openRepositories } from '../serve/repositories.ts';

export interface SeedFlags {
  readonly data: string;
}

/** Applies a lab to the server of a folder. */
export async function seed(this: ProgramContext, flags: SeedFlags, file?: string): Promise<void> {
  await refusing(this, async () => {
    const lab = await readLab(file, this.cwd);
    const data = resolve(this.cwd, flags.data);
    const repositories = await openRepositories({ addresses: [], cwd: this.cwd, data });
    if (repositories.warning !== undefined) this.stderr.write(`${repositories.warning}\n`);
    const emulator = await createEmulator({ data, git: repositories.source });
    try {
      const client = createOctopusClient({
        url: 'http://octopus.invalid',
        auth: { apiKey: emulator.administratorKey },
        requestsPerMinute: 0,
        fetch: (request) => emulator.fetch(request),
      });
      const secrets = secretSource(this.env, file === undefined ? this.cwd : dirname(resolve(this.cwd, file)));
      const { plan, result } = await applyLab({ client, lab, secrets, signal: this.signal });
      if (!result.ok) {
        const lines = result.problems.map(({ message, hint }) => `  ${message}\n    ${hint}`);
        throw new Refusal(`Nothing was written:\n${lines.join('\n')}`, exitCodes.failed);
      }
      const left = await verifyLab({ client, lab, signal: this.signal });
      if (left.writes.length > 0) {
        throw new Refusal(`Read again, the server still differs from ${lab.name}: run it again.`, exitCodes.failed);
      }
      const written = plan.writes.length === 0 ? 'there was nothing to write' : `${plan.writes.length} written`;
      this.stdout.write(`${data} matches ${lab.name}: ${written}.\n`);
    } finally {
      await emulator.close();
      await repositories.close();
    }
  });
}

async function readLab(file: string | undefined, cwd: string): Promise<Lab> {
  const shown = file ?? finpayLab.file;
  const text =
    file === undefined
      ? finpayLab.text
      : await readFile(resolve(cwd, file), 'utf8').catch(() => {
          throw new Refusal(`${file} cannot be read: is there such a file?`, exitCodes.usage);
        });
  const read = file === undefined ? finpayLab.read : filesBeside(dirname(resolve(cwd, file)));
  const loaded = loadLab({ text, file: shown, read });
  if (loaded.ok) return loaded.lab;
  const { problems } = loaded;
  const [first] = problems;
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const place = first === undefined ? shown : `${shown}:${first.line}:${first.column}`;
  throw new Refusal(
    `${place}: the file has ${count}, and nothing was made\n${formatProblems(problems)}`,
    exitCodes.usage,
  );
}

function secretSource(env: Readonly<Record<string, string | undefined>>, folder: string): SecretSource {
  return {
    env: (name) => env[name],
    file(path) {
      try {
        return readFileSync(resolve(folder, path), 'utf8');
      } catch {
        // The reference says whether an absent file is a problem.
        return undefined;
      }
    },
  };
}
