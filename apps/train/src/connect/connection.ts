import type { Kubeconfig } from '@octotrain/kube-kit';
import type { Settings } from '@octotrain/train-engine';
import type { LabPeople } from '../people/lab-people.ts';
import type { Clock } from '../run/clock.ts';
import type { Clients } from './clients.ts';
import type { Edges } from './edges.ts';

/** A server to work on, real or rehearsed: what a command needs to know of it. */
export interface Connection extends Clients {
  readonly url: string;
  /** Null: a server of the user's. Only labels, defaults and the rehearsed answers depend on it. */
  readonly rehearsal: RehearsalFacts | null;
  readonly settings: Settings;
  readonly kubeconfig: Kubeconfig | null;
  readonly clock: Clock;
  close(): Promise<void>;
}

interface RehearsalFacts {
  readonly folder: string;
  /** User name of the one who asks for trains when nobody is named. */
  readonly requester: string | null;
  readonly people: LabPeople;
}

/** A connection, or the sentence that says why there is none. */
export type Connecting =
  | { readonly ok: true; readonly connection: Connection }
  | {
      readonly ok: false;
      readonly exit: 'usage' | 'unreachable' | 'notPermitted' | 'heldByAnother';
      readonly message: string;
      readonly hint: string;
    };

/** Where a command stands, and how it speaks of what takes a while. */
export interface ConnectOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly edges: Edges;
  /** The state folder. */
  readonly state: string;
  readonly fresh: boolean;
  /** Ctrl-C: what takes a while is left. */
  readonly signal: AbortSignal;
  /** Progress, one line at a time. */
  readonly say: (text: string) => void;
}
