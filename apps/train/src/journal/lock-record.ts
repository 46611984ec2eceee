import type { Plan, Settings } from '@octotrain/train-engine';

/** The first line of a journal: what was agreed before anything moved. */
export interface RunLock {
  readonly run: string;
  readonly plan: Plan;
  readonly planHash: string;
  /** Hash of the train file's meaning and of who asked: the same file again goes on with the open run. */
  readonly fileHash: string;
  readonly file: string;
  readonly server: string;
  readonly rehearsal: boolean;
  readonly settings: Settings;
  /** Epoch ms. */
  readonly startedAt: number;
}

/** A stretch of a journal that one machine wrote, from what it knew when the stretch began. */
export interface Segment {
  /** Which machine, told from others by its state folder. */
  readonly machine: string;
  /** Its name, for people. */
  readonly host: string;
  /** What the machine knew: nothing yet, the lines before this one, or only what the server keeps of the run. */
  readonly from: 'start' | 'journal' | 'record';
  /** The number of the train's key then: what others sent before that number is looked for. 0 where the server keeps no key. */
  readonly fence: number;
}
