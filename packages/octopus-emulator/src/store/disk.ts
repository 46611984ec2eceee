import { readSync } from 'node:fs';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { insist, readIfThere, syncFolder, writeWhole } from '@octotrain/durable-files';

/** The files of one folder, by their names. */
export interface Disk {
  names(): Promise<readonly string[]>;
  /** The text of a file; undefined where there is none. */
  text(name: string): Promise<string | undefined>;
  bytes(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Writes or replaces a file as a whole: durable, and never seen in part. */
  replace(name: string, text: string): Promise<void>;
  /** Makes an empty file, which is there after a crash too. */
  create(name: string): Promise<GrowingFile>;
  open(name: string): Promise<OpenFile>;
  remove(name: string): Promise<void>;
}

/** A file that grows at its end; what was written is durable after `sync`. */
export interface GrowingFile {
  append(data: string | Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A file that is read here and there. */
export interface OpenFile {
  read(start: number, end: number): Uint8Array;
  readLater(start: number, end: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The files of a real folder; nobody but their owner may read them. */
export function folderDisk(folder: string): Disk {
  const at = (name: string) => join(folder, name);
  return {
    names: () => readdir(folder),
    text: (name) => readIfThere(at(name)),
    async bytes(name) {
      // A copy, so that columns begin where the processor wants them.
      return new Uint8Array(await readFile(at(name)));
    },
    replace: (name, text) => writeWhole(at(name), text, { ownerOnly: true }),
    async create(name) {
      const file = await open(at(name), 'wx', 0o600);
      await syncFolder(folder);
      return {
        append: (data) => file.appendFile(data),
        sync: () => file.datasync(),
        close: () => file.close(),
      };
    },
    async open(name) {
      const file = await open(at(name), 'r');
      return {
        read(start, end) {
          const bytes = Buffer.allocUnsafe(end - start);
          for (let done = 0; done < bytes.length; ) {
            const count = readSync(file.fd, bytes, done, bytes.length - done, start + done);
            if (count === 0) throw new Error(`${at(name)} ends before byte ${end}`);
            done += count;
          }
          return bytes;
        },
        async readLater(start, end) {
          const bytes = Buffer.allocUnsafe(end - start);
          for (let done = 0; done < bytes.length; ) {
            const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
            if (bytesRead === 0) throw new Error(`${at(name)} ends before byte ${end}`);
            done += bytesRead;
          }
          return bytes;
        },
        close: () => file.close(),
      };
    },
    remove: (name) => insist(() => rm(at(name), { force: true })),
  };
}
