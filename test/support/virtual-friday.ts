import { finpayDeployAddress } from '@octotrain/lab-config';
import { type FaultPlan, type GitSource, noFaults, programGit } from '@octotrain/octopus-emulator';
import { type SimServer, startSimServer } from '../sim/sim-server.ts';
import { fridayMorning } from './friday-world.ts';

const startMs = Date.parse('2026-11-27T15:00:00Z');

/** FinPay on Friday morning, under a clock that moves only when nothing else does; each opened server is another. */
export interface VirtualFriday {
  /** Its faults are there from the start. */
  open(faults?: FaultPlan): Promise<SimServer>;
}

export async function virtualFriday(seed: string): Promise<VirtualFriday> {
  const { state, repository } = await fridayMorning();
  const git = remembering(programGit({ [finpayDeployAddress]: repository }));
  const keys = new Map<string, string>();
  const keyOf = (username: string) => keys.get(username) ?? '';
  async function start(faults: FaultPlan): Promise<SimServer> {
    return startSimServer({ state, git, startMs, keyOf, seed, faults });
  }
  for (const { Username, Key } of (await start(noFaults)).store().all('MintedKeys')) keys.set(Username, Key);
  return {
    async open(faults = noFaults) {
      const server = await start(faults);
      server.arm();
      return server;
    },
  };
}

/** What a branch stands for is asked of git once: nobody commits meanwhile. */
function remembering(source: GitSource): GitSource {
  const known = new Map<string, ReturnType<NonNullable<ReturnType<GitSource['repository']>>['resolve']>>();
  return {
    repository(address) {
      const repository = source.repository(address);
      if (!repository) return undefined;
      return {
        ...repository,
        resolve(ref) {
          const key = `${address} ${ref}`;
          const answer = known.get(key) ?? repository.resolve(ref);
          known.set(key, answer);
          return answer;
        },
      };
    },
  };
}
