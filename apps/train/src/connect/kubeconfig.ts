import { delimiter, isAbsolute, join } from 'node:path';
import type { Kubeconfig } from '@octotrain/kube-kit';

/** The kubeconfig that `KUBECONFIG` names, which may be a list of files; null without one. Nothing is read yet. */
export function kubeconfigOf(env: Readonly<Record<string, string | undefined>>, cwd: string): Kubeconfig | null {
  const paths = (env.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '');
  if (paths.length === 0) return null;
  return { path: paths.map((path) => (isAbsolute(path) ? path : join(cwd, path))).join(delimiter) };
}
