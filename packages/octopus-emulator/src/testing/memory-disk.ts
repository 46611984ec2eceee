import type { Disk } from '../store/disk.ts';

interface MemoryFile {
  bytes: Buffer;
  /** So much of it survives a crash. */
  durable: number;
}

/** A disk in memory that fails from a step on, as after a cut of the power. */
export interface MemoryDisk extends Disk {
  /** Steps taken: each creates, writes, syncs, replaces or removes. */
  readonly steps: number;
  /** What is on the disk after the cut: of what was not synced, this share is there. */
  afterCut(share: number): MemoryDisk;
}

export function memoryDisk(
  files: Map<string, MemoryFile> = new Map(),
  cutAt: number = Number.POSITIVE_INFINITY,
): MemoryDisk {
  let steps = 0;

  /** Some steps take longer than others: what is started later may be done earlier. */
  async function step(): Promise<void> {
    steps += 1;
    const turns = (steps * 7_919) % 31;
    for (let turn = 0; turn <= turns; turn += 1) await Promise.resolve();
    if (steps > cutAt) throw new Error('the disk is gone');
  }

  function fileOf(name: string): MemoryFile {
    const file = files.get(name);
    if (file === undefined) throw new Error(`there is no file ${name}`);
    return file;
  }

  return {
    get steps() {
      return steps;
    },
    afterCut: (share) =>
      memoryDisk(
        new Map(
          [...files].map(([name, { bytes, durable }]) => {
            const length = durable + Math.floor((bytes.length - durable) * share);
            return [name, { bytes: bytes.subarray(0, length), durable: length }];
          }),
        ),
      ),
    names: async () => [...files.keys()],
    text: async (name) => files.get(name)?.bytes.toString('utf8'),
    bytes: async (name) => new Uint8Array(fileOf(name).bytes),
    async replace(name, text) {
      await step();
      const bytes = Buffer.from(text);
      files.set(name, { bytes, durable: bytes.length });
    },
    async create(name) {
      await step();
      if (files.has(name)) throw new Error(`there is a file ${name}`);
      const file: MemoryFile = { bytes: Buffer.alloc(0), durable: 0 };
      files.set(name, file);
      return {
        async append(data) {
          await step();
          file.bytes = Buffer.concat([file.bytes, Buffer.from(data)]);
        },
        async sync() {
          await step();
          file.durable = file.bytes.length;
        },
        close: async () => undefined,
      };
    },
    async open(name) {
      const { bytes } = fileOf(name);
      return {
        read: (start, end) => bytes.subarray(start, end),
        readLater: async (start, end) => bytes.subarray(start, end),
        close: async () => undefined,
      };
    },
    async remove(name) {
      await step();
      files.delete(name);
    },
  };
}
