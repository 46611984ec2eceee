import type { GitAddress, KubeconfigFor } from '../parsers.ts';

/** What `octopus` is told. */
export interface ServeFlags {
  readonly port?: number;
  readonly data?: string;
  readonly speed?: number;
  /** In milliseconds. */
  readonly automaticWithin?: number;
  readonly clock?: 'wall' | 'virtual';
  readonly openPage?: boolean;
  readonly faults?: string;
  readonly git?: readonly GitAddress[];
  readonly executor?: 'simulated' | 'shell';
  readonly kubeconfigFor?: readonly KubeconfigFor[];
  readonly asAgents?: boolean;
}
