import { closest } from '@octotrain/checked-yaml';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import type { TrainContext } from '../connect/edges.ts';
import { findTrainRecord } from '../record/find-record.ts';
import { haltKey, type KeyState, unhaltKey } from '../record/key-state.ts';
import type { KeyStore } from '../record/key-store.ts';
import { haltedWords, holderWords } from '../record/key-words.ts';
import { ask } from '../server/asking.ts';
import { resumeCommand, unhaltCommand } from '../view/commands.ts';
import { type Desk, desk } from './desk.ts';
import { hasServer, withServer } from './with-server.ts';

export interface HaltFlags {
  readonly notes: string;
  readonly state?: string;
}

export interface UnhaltFlags {
  readonly state?: string;
}

/** `halt KEY`: keeps every train of the key from its next write, on whichever machine it is driven. */
export async function halt(this: TrainContext, flags: HaltFlags, key: string): Promise<void> {
  const at = desk(this, flags);
  this.setExitCode(
    await withKeys(at, async ({ client }, keys) => {
      const { data: me } = await ask(() => client.api.GET('/api/users/me'));
      const known = await keys.readAll();
      const state = await keys.change<KeyState>(key, (before, now) => {
        const halted = { by: me.DisplayName, at: new Date(now).toISOString(), why: flags.notes };
        const write = haltKey(before, halted);
        return { write, answer: write };
      });
      tellHalted(at, key, state, [...known.keys()]);
      return exitCodes.done;
    }),
  );
}

/** `unhalt KEY`: lets the trains of the key go again. */
export async function unhalt(this: TrainContext, flags: UnhaltFlags, key: string): Promise<void> {
  const at = desk(this, flags);
  this.setExitCode(
    await withKeys(at, async (_, keys) => {
      const before = await keys.change<KeyState | null>(key, (state) => ({
        write: state?.halted ? unhaltKey(state) : null,
        answer: state,
      }));
      if (!before?.halted) {
        at.say(`train ${key} is not halted${suggestion(key, [...(await keys.readAll()).keys()])}`);
        return exitCodes.done;
      }
      at.print(`train ${key} may go again; it was halted because: ${before.halted.why}`);
      if (before.run) at.say(`resume     ${resumeCommand(at.look(), before.run)}`);
      return exitCodes.done;
    }),
  );
}

function tellHalted(at: Desk, key: string, state: KeyState, known: readonly string[]): void {
  if (state.halted) at.print(haltedWords(key, state.halted));
  if (state.holder) at.print(`${holderWords(state.holder)} stops before its next write`);
  else if (state.run) at.print(`its open run ${state.run} is driven by nobody now`);
  else if (!known.includes(key)) at.say(`no train ${key} was seen on this server yet${suggestion(key, known)}`);
  at.print('what is under way on the server goes on: cancel it there if it must not');
  at.say(`let it go again:  ${unhaltCommand(at.look(), key)}`);
}

function suggestion(key: string, known: readonly string[]): string {
  const meant = closest(
    key,
    known.filter((each) => each !== key),
  );
  return meant === undefined ? '' : `: did you mean \`${meant}\`?`;
}

/** Works with the keys of the connected server; where it keeps none, that is told. */
async function withKeys(
  at: Desk,
  work: (connection: Connection, keys: KeyStore) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (!hasServer(at)) {
    at.say('there is no server to tell: set OCTOPUS_URL and OCTOPUS_API_KEY');
    return exitCodes.usage;
  }
  return withServer(at, { fresh: false }, async (connection) => {
    const { api } = connection.client;
    const record = await findTrainRecord(api);
    if (record) return work(connection, connection.keys(record));
    at.say(`there is no project \`Release Trains\` on this server that this account can see: trains know of no halt`);
    at.say('set it up:  pnpm train init --space SPACE');
    return exitCodes.failed;
  });
}
