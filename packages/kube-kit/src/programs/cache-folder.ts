import { posix, win32 } from 'node:path';

/** What decides where a user's cache is. */
export interface CachePlace {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
}

/** The folder of the user's cache that holds built cluster programs; `OCTOTRAIN_K8S_TOOLS` beats the system's custom. */
export function clusterProgramsFolder({ platform, env, home }: CachePlace): string {
  if (env.OCTOTRAIN_K8S_TOOLS) return env.OCTOTRAIN_K8S_TOOLS;
  if (platform === 'win32')
    return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'octotrain', 'k8s');
  const caches =
    platform === 'darwin' ? posix.join(home, 'Library', 'Caches') : (env.XDG_CACHE_HOME ?? posix.join(home, '.cache'));
  return posix.join(caches, 'octotrain', 'k8s');
}
