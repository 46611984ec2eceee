import type { ContainerEngine } from '../kind/kind.ts';
import type { ProgramVersion } from '../process/program-version.ts';
import type { KubeResult } from '../result.ts';

/** A program that was asked for its version. */
export type ProgramFact =
  | { readonly state: 'found'; readonly version: ProgramVersion }
  | { readonly state: 'missing' }
  /** It is there, and cannot be used. */
  | { readonly state: 'broken'; readonly why: string };

/** Docker or podman: the program, and what it speaks to. */
export type EngineFact =
  | { readonly state: 'running'; readonly version: string; readonly memoryBytes?: number }
  | { readonly state: 'missing' }
  | { readonly state: 'down'; readonly why: string };

/** The programs of the path that a lab may need. */
export const pathPrograms = ['kind', 'kubectl', 'helm', 'go'] as const;
export type PathProgram = (typeof pathPrograms)[number];

/** What is so on a machine. */
export interface PreflightFacts {
  readonly platform: NodeJS.Platform;
  /** Such as `v20.19.0`. */
  readonly node: string;
  readonly memory: { readonly availableBytes: number; readonly totalBytes: number };
  /** Free where clusters' data goes; undefined where the system does not say. */
  readonly disk?: { readonly folder: string; readonly freeBytes: number };
  /** Linux: how many files a user may watch, and by how many watchers. */
  readonly inotify?: { readonly watches: number; readonly instances: number };
  readonly engines: Readonly<Record<ContainerEngine, EngineFact>>;
  /** The one that the environment tells kind to use. */
  readonly chosenEngine?: ContainerEngine;
  readonly programs: Readonly<Record<PathProgram, ProgramFact>>;
  /** The programs of local clusters: versions, and where helm and kubectl are. */
  readonly built: KubeResult<BuiltPrograms>;
  /** Whether a program can listen on this machine at all. */
  readonly loopback: boolean;
  readonly ports: readonly { readonly port: number; readonly isFree: boolean }[];
  readonly kubeconfig: { readonly path: string; readonly contexts: KubeResult<readonly string[]> };
  /** What the clusters of contexts said that a lab names, as far as they were asked. */
  readonly servers: Readonly<Record<string, KubeResult<ProgramVersion>>>;
}

/** What is built of the cluster programs. */
export interface BuiltPrograms {
  readonly kubernetes: ProgramVersion | undefined;
  readonly helm: ProgramVersion | undefined;
  readonly folder: string;
}

/** A cluster that a lab wants. */
export interface ClusterNeed {
  readonly name: string;
  /** Its context in the kubeconfig. */
  readonly context: string;
  readonly provider: 'kind' | 'kwok' | 'existing';
}

/** What a lab needs of a machine. */
export interface PreflightNeeds {
  readonly clusters: readonly ClusterNeed[];
  /** Ports of this machine that are meant to be used. */
  readonly ports: readonly number[];
}
