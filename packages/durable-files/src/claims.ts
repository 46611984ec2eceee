import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { hasCode } from './error-code.ts';
import { insist } from './insist.ts';
import { isRunning, ownMark, type ProcessMark } from './running.ts';

/** Who holds a lock, for the words of a refusal. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  /** What it is doing. */
  readonly what: string;
}

/** A claim that somebody else has laid; no holder where its file could not be read. */
export interface Claim {
  readonly id: string;
  readonly path: string;
  readonly holder: Holder | null;
}

/** The claims to one lock: files of one folder, each named by one taker alone and never used again, so that removing one cannot hit another. */
export interface Claims {
  /** Lays a claim; it appears complete. */
  lay(own: { since: string; what: string }): Promise<string>;
  withdraw(id: string): Promise<void>;
  /** The claims of others who may be alive, in the order of their ids. Those of the dead are removed. */
  ofOthers(id?: string): Promise<readonly Claim[]>;
}

/** A draft is there for a moment. Its writer, should it sleep that long and wake up, writes another. */
const oldDraftMs = 60_000;
const layings = 3;

export function claimsOf(options: {
  folder: string;
  name: string;
  running?: (process: ProcessMark) => boolean | Promise<boolean>;
}): Claims {
  const { folder, name, running = isRunning } = options;
  const pathOf = (id: string, ending: string) => join(folder, `${name}.${id}.${ending}`);

  async function judged(id: string): Promise<readonly Claim[]> {
    const path = pathOf(id, 'lock');
    let text: string;
    try {
      text = await insist(() => readFile(path, 'utf8'));
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return [];
      return [{ id, path, holder: null }];
    }
    const laid = parseClaim(text);
    const alive = laid && (laid.holder.host !== hostname() || (await running(laid)));
    if (alive) return [{ id, path, holder: laid.holder }];
    await insist(() => rm(path, { force: true }));
    return [];
  }

  return {
    async lay(own) {
      await mkdir(folder, { recursive: true });
      const text = JSON.stringify({ ...(await ownMark()), host: hostname(), ...own });
      for (let attempt = 1; ; attempt++) {
        const id = randomUUID();
        const draft = pathOf(id, 'draft');
        try {
          await writeFile(draft, text, { flag: 'wx', mode: 0o600 });
          await insist(() => rename(draft, pathOf(id, 'lock')));
          return id;
        } catch (error) {
          // ENOENT: the draft was taken for an old one, or the folder was removed.
          if (!hasCode(error, 'ENOENT') || attempt === layings) throw error;
          await mkdir(folder, { recursive: true });
        }
      }
    },
    withdraw: (id) => insist(() => rm(pathOf(id, 'lock'), { force: true })),
    async ofOthers(id) {
      const files = await readdir(folder).catch((error: unknown) => {
        if (hasCode(error, 'ENOENT')) return [];
        throw error;
      });
      const idsOf = (ending: string) => files.flatMap((file) => idIn(file, name, ending));
      await Promise.all(idsOf('draft').map((draft) => removeIfOld(pathOf(draft, 'draft'))));
      const others = idsOf('lock').filter((other) => other !== id);
      return (await Promise.all(others.sort().map(judged))).flat();
    },
  };
}

function idIn(file: string, name: string, ending: string): readonly string[] {
  if (!file.startsWith(`${name}.`) || !file.endsWith(`.${ending}`)) return [];
  const id = file.slice(name.length + 1, -ending.length - 1);
  // With a dot in it, it belongs to a longer name.
  return id === '' || id.includes('.') ? [] : [id];
}

async function removeIfOld(path: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > oldDraftMs) await rm(path, { force: true });
  } catch {
    // Gone meanwhile, or in use: it does no harm.
  }
}

/** Undefined for what nobody laid: claims appear complete, so these are words that a power failure swallowed. */
function parseClaim(text: string): (ProcessMark & { holder: Holder }) | undefined {
  try {
    const { pid, started, host, since, what } = JSON.parse(text) as Partial<Holder & ProcessMark>; // checked below
    if (typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return { pid, started: started ?? null, holder: { pid, host, since: since ?? '', what: what ?? '' } };
  } catch {
    return undefined;
  }
}
