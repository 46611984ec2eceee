/** Which modules of `tools/k8s/go.mod` the programs' versions are. */
const moduleOf = {
  etcd: 'go.etcd.io/etcd/server/v3',
  helm: 'helm.sh/helm/v3',
  kubernetes: 'k8s.io/kubernetes',
  kwok: 'sigs.k8s.io/kwok',
} as const;

export type PinnedVersions = Readonly<Record<keyof typeof moduleOf, string>>;

/** Reads the pinned versions, such as `v1.37.2`, out of a go.mod. Throws when one is missing. */
export function pinnedVersions(goMod: string): PinnedVersions {
  const entries = Object.entries(moduleOf).map(([name, module]) => {
    const line = goMod.split('\n').find((one) => one.trim().startsWith(`${module} v`));
    const version = line?.trim().split(/\s+/)[1];
    if (version === undefined) throw new Error(`tools/k8s/go.mod pins no version of ${module}`);
    return [name, version] as const;
  });
  // One entry for each of the names.
  return Object.fromEntries(entries) as PinnedVersions;
}

/**
 * What the linker writes into the programs: without it Kubernetes calls itself v0.0.0, which charts would read, and helm
 * and kwok do not know their versions either.
 */
export function linkerFlags({ helm, kubernetes, kwok }: PinnedVersions): string {
  const [major = '', minor = ''] = kubernetes.replace(/^v/, '').split('.');
  const variables: Readonly<Record<string, string>> = {
    'k8s.io/component-base/version.gitVersion': kubernetes,
    'k8s.io/component-base/version.gitMajor': major,
    'k8s.io/component-base/version.gitMinor': minor,
    'k8s.io/client-go/pkg/version.gitVersion': kubernetes,
    'helm.sh/helm/v3/internal/version.version': helm,
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': major,
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': minor,
    'sigs.k8s.io/kwok/pkg/consts.Version': kwok,
  };
  return ['-s', '-w', ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(' ');
}
