import type { JournalSink } from '../../apps/train/src/journal/journal.ts';
import { JournalTrouble } from '../../apps/train/src/journal/journal-trouble.ts';
import { parseJournal } from '../../apps/train/src/journal/read-journal.ts';
import type { JournalShelf } from '../../apps/train/src/journal/shelf.ts';
import type { SimFault } from './scenario.ts';
import type { Life, SimWorld } from './world.ts';

type Kill = Extract<SimFault, { kind: 'kill' }>;

/** The disk of a machine: one journal, of which what was not yet forced onto it goes with the power. */
export interface SimDisk {
  text(): string;
  /** What survives a power failure. */
  safe(): string;
  losePower(): void;
  /** The shelf as one process sees it. */
  shelf(options: { life: Life; run: () => string | null; die: (kill: Kill, where: string) => void }): JournalShelf;
}

export function makeDisk(world: SimWorld, machine: string, content: string): SimDisk {
  let text = content;
  let synced = text.length;

  function write(line: string): void {
    text += line;
  }

  function isFull(): boolean {
    const fault = world.scenario.faults.find((each) => each.kind === 'disk-full');
    if (fault?.kind !== 'disk-full' || machine !== 'train' || world.counts.journal < fault.n) return false;
    full ??= world.server.clock.now();
    return world.server.clock.now() < full + fault.ms;
  }
  let full: number | undefined;

  function requireRoom(): void {
    if (isFull()) throw new JournalTrouble({ code: 'unwritable', message: `the disk of ${machine} is full` });
  }

  return {
    text: () => text,
    safe: () => text.slice(0, synced),
    losePower() {
      text = text.slice(0, synced);
    },
    shelf({ life, run, die }) {
      function sink(): JournalSink {
        return {
          async write(line) {
            if (life.dead) return never();
            requireRoom();
            world.counts.journal += 1;
            const kill = world.scenario.faults.find(
              (each): each is Kill => each.kind === 'kill' && each.on === 'journal' && each.n === world.counts.journal,
            );
            if (!kill) return write(`${line}\n`);
            // Before: the line was torn in the middle; after: it is whole, and nothing came after it.
            write(kill.when === 'after' ? `${line}\n` : line.slice(0, world.counts.journal % line.length));
            die(kill, `at journal line ${world.counts.journal}`);
            return never();
          },
          async sync() {
            if (life.dead) return never();
            synced = text.length;
          },
          close: async () => {},
        };
      }
      return {
        runs: async () => [run() ?? []].flat(),
        read: async () => parseJournal(text, machine),
        ready: async () => requireRoom(),
        async begin() {
          requireRoom();
          text = '';
          synced = 0;
          return sink();
        },
        async goOn(_, read) {
          requireRoom();
          text = Buffer.from(text).subarray(0, read.wholeBytes).toString();
          synced = Math.min(synced, text.length);
          return sink();
        },
      };
    },
  };
}

/** For what a dead process waits for. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
