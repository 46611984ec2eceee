import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { goProgramPath } from '../../tools/src/peers/go-programs.ts';
import { type Outcome, runProcess } from '../../tools/src/peers/run-process.ts';
import type { PeerServer } from './peer-server.ts';

/** What a command of the Octopus CLI is expected to do. */
export interface Check {
  readonly argv: readonly string[];
  /** 0 unless it has to fail. */
  readonly code?: number;
  /** What it has to write, to either stream. */
  readonly says?: RegExp;
  /** Keeps a part of what it wrote, for later commands: `{name}` in their arguments. */
  readonly keep?: { readonly name: string; readonly from: RegExp };
}

/** One person's shell with the CLI in it. */
export interface CliSession {
  run(check: Check): Promise<void>;
  /** A folder for files that commands read. */
  readonly folder: string;
  close(): void;
}

export function openCli(server: PeerServer): CliSession {
  const folder = mkdtempSync(join(tmpdir(), 'octopus-cli-'));
  const kept = new Map<string, string>();
  const env = {
    OCTOPUS_URL: server.url,
    OCTOPUS_API_KEY: server.key,
    OCTOPUS_SPACE: 'Default',
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    APPDATA: folder,
    NO_COLOR: '1',
  };

  function filled(argument: string): string {
    return argument.replaceAll(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole);
  }

  async function outcome({ argv }: Check): Promise<Outcome> {
    return runProcess(goProgramPath('cli'), [...argv.map(filled), '--no-prompt'], { cwd: folder, env });
  }

  return {
    folder,
    async run(check) {
      const { code, stdout, stderr } = await outcome(check);
      const written = `${stdout}${stderr}`;
      expect(code, written).toBe(check.code ?? 0);
      if (check.says !== undefined) expect(written).toMatch(check.says);
      if (check.keep === undefined) return;
      const found = check.keep.from.exec(stdout)?.[1];
      expect(found, written).toBeDefined();
      kept.set(check.keep.name, found ?? '');
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
