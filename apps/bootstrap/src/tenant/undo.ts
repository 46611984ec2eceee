import { readFile } from 'node:fs/promises';
import { exitCodes } from '@octotrain/command-line';
import { findTenant, removeTenantFromServer } from '@octotrain/lab-apply';
import { removeTenant } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import type { Outcome } from '../server/outcome.ts';
import { type LabText, writeLabText } from './lab-text.ts';
import { problemLines } from './problem-text.ts';

/** What a run has done so far for a tenant that was not there before. */
export interface SoFar {
  readonly client: OctopusClient;
  /** The file as it was before. */
  readonly lab: LabText;
  readonly space: string;
  readonly name: string;
  /** The text that was written, if it was. */
  readonly wrote: string | undefined;
  /** The tenant was on the server before: it stays. */
  readonly wasOnServer: boolean;
}

/**
 * Takes back what a run has done: off the server first, then out of the file. The file gets its bytes of before, or loses
 * only the tenant where somebody has changed it since.
 */
export async function undoTenant({ client, lab, space, name, wrote, wasOnServer }: SoFar): Promise<Outcome<undefined>> {
  if (!wasOnServer) {
    const found = await findTenant({ client, space, name });
    if (found !== undefined && found.activeTasks.length > 0) {
      const text = `not undone: ${found.activeTasks.join(', ')} still run for ${name}; cancel them or wait, then remove it`;
      return { ok: false, text, exit: exitCodes.failed };
    }
    if (found !== undefined) await removeTenantFromServer(client, found);
  }
  if (wrote === undefined) return { ok: true, value: undefined };
  const text = await readFile(lab.path, 'utf8');
  const since = { ...lab, source: { ...lab.source, text } };
  if (text === wrote) return writeLabText(since, lab.source.text);
  const edited = removeTenant({ ...since.source, space, name });
  if (edited.ok) return writeLabText(since, edited.text);
  return {
    ok: false,
    text: `${lab.source.file} was left as it is:\n${problemLines(edited.problems)}`,
    exit: exitCodes.failed,
  };
}
