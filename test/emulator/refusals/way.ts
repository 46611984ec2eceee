import type fc from 'fast-check';
import type { Sent } from './asker.ts';
import type { Scene } from './scene.ts';

/** One way in which a good request is made bad. */
export interface Way {
  /** Whether the operation can be asked in this way. */
  readonly fits: (scene: Scene) => boolean;
  readonly requests: (scene: Scene) => fc.Arbitrary<Sent>;
  /** How it may be answered. */
  readonly statuses: readonly number[];
}

/** The request that would be granted, less what is said otherwise. */
export function sentAs(
  scene: Scene,
  other: {
    readonly key?: string;
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array<ArrayBuffer>;
  } = {},
): Sent {
  const body = other.body ?? (scene.body === undefined ? undefined : JSON.stringify(scene.body));
  return {
    method: scene.operation.method,
    path: other.path ?? scene.path,
    headers: {
      'x-octopus-apikey': other.key ?? scene.keys.administrator,
      'content-type': 'application/json',
      ...other.headers,
    },
    ...(body === undefined ? {} : { body }),
  };
}
