import { exitCodes } from '@octotrain/command-line';
import { type Held, heldByLab, heldByServer, placesOf, tallyOf } from '@octotrain/lab-apply';
import { findWritten } from '@octotrain/lab-config';
import type { BootstrapContext } from '../context.ts';
import { type LabOnDisk, readLab } from '../file/read-lab.ts';
import { requestsText } from '../server/request-count.ts';
import { placesText, tallyText } from '../tally/tally-text.ts';
import { atDesk, refuse } from './desk.ts';

/** What `tally` is told. */
export interface TallyFlags {
  readonly value?: string;
  readonly variable?: string;
  readonly offline: boolean;
  readonly json: boolean;
}

/** Counts what spaces hold alike. */
export async function tally(this: BootstrapContext, flags: TallyFlags, file?: string): Promise<void> {
  if (flags.value === '' || flags.variable === '') {
    this.setExitCode(
      refuse(this, { text: '--value and --variable want something to look for', exit: exitCodes.usage }),
    );
    return;
  }
  if (!flags.offline) {
    await atDesk(this, file, async (desk) => {
      desk.live.hint('reading the server');
      const held = await heldByServer({ client: desk.client, signal: this.signal });
      desk.live.clear();
      tell(this, flags, { ...desk, held });
      this.stderr.write(`\n${requestsText(desk.requests())}\n`);
      return exitCodes.done;
    });
    return;
  }
  const read = await readLab({ file, cwd: this.cwd });
  if (read.ok) tell(this, flags, { ...read.value, held: heldByLab(read.value.lab) });
  this.setExitCode(read.ok ? exitCodes.done : refuse(this, read));
}

function tell(context: BootstrapContext, flags: TallyFlags, found: LabOnDisk & { held: Held }): void {
  const { lab, source, held } = found;
  const { value, variable, offline } = flags;
  const written = findWritten(source);
  const wanted = { ...(value === undefined ? {} : { value }), ...(variable === undefined ? {} : { variable }) };
  const page = { isOffline: offline, ...source, width: context.stdout.columns ?? 80 };
  const heading = { schema: 1, lab: lab.name, heldBy: offline ? 'file' : 'server', spaces: held.spaces };
  if (value === undefined && variable === undefined) {
    const counted = tallyOf(held, written);
    show({ ...heading, ...counted }, tallyText(counted, page));
  } else {
    const places = placesOf(wanted, held, written);
    show({ ...heading, wanted, ...places }, placesText(places, page));
  }

  function show(document: object, text: string): void {
    context.stdout.write(`${flags.json ? JSON.stringify(document, null, 2) : text}\n`);
  }
}
