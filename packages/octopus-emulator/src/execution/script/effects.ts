/** What a script wants from its surroundings. Everything else it does is computed. */
export type ScriptEffect =
  | {
      readonly kind: 'log';
      readonly level: 'Info' | 'Verbose' | 'Highlight' | 'Warning' | 'Error';
      readonly text: string;
    }
  /** An output variable of the step. */
  | { readonly kind: 'output'; readonly name: string; readonly value: string; readonly sensitive: boolean }
  /** The value of a variable of the run, as one line; code 1 where there is none. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'now' }
  | { readonly kind: 'rolloutStatus'; readonly namespace: string; readonly name: string; readonly timeoutMs: number }
  | { readonly kind: 'rolloutRestart'; readonly namespace: string; readonly name: string }
  | {
      readonly kind: 'get';
      readonly resource: 'pods' | 'deployments' | 'services' | 'namespaces';
      /** Undefined: all namespaces. */
      readonly namespace: string | undefined;
      readonly name: string | undefined;
      readonly selector: string | undefined;
    }
  /** A GET of a pod (`pods`), of a workload (`deployments`) or of a Service, inside the cluster. */
  | {
      readonly kind: 'http';
      readonly via: 'pods' | 'deployments' | 'services';
      readonly namespace: string;
      readonly name: string;
      readonly port: number;
      readonly path: string;
    };

/** The answer to an effect. `code` is an exit code; `lines` one per object found; `status` that of a response. */
export interface EffectAnswer {
  readonly code: number;
  readonly lines: readonly string[];
  readonly status?: number;
}

/** A piece of a script that asks for effects and ends with a value. */
export type Asking<T> = Generator<ScriptEffect, T, EffectAnswer>;
