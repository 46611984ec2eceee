/** Where the programs of a node keep their things. */
export interface NodePlace {
  /** Of the node alone. */
  readonly folder: string;
  /** With the plugins of the container network. */
  readonly plugins: string;
  /** The image that keeps a pod's network open. */
  readonly pause: string;
  /** The node's address. */
  readonly address: string;
}

/** containerd in a folder of its own; it would make another in /opt for programs that come in images. */
export function containerdConfiguration({ folder, plugins, pause }: NodePlace): string {
  return `version = 2
root = "${folder}/containerd"
state = "/run/containerd"
oom_score = 0
disabled_plugins = ["io.containerd.internal.v1.opt"]
[grpc]
  address = "${folder}/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pause}"
  restrict_oom_score_adj = true
  # A profile would be loaded into the machine's kernel, and stay there.
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${plugins}"
    conf_dir = "${folder}/net.d"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
`;
}

/** A bridge of the pods' own; no way leads out of it. */
export const networkConfiguration = JSON.stringify({
  ...{ cniVersion: '0.4.0', name: 'pods' },
  plugins: [
    {
      ...{ type: 'bridge', bridge: 'pods0', isGateway: true, ipMasq: false },
      ipam: {
        type: 'host-local',
        dataDir: '/run/pods',
        ranges: [[{ subnet: '10.88.0.0/24' }]],
        routes: [{ dst: '0.0.0.0/0' }],
      },
    },
  ],
});

/** The kubelet; in namespaces of its own it need not ask who calls. */
export function kubeletConfiguration({ folder, address }: NodePlace): string {
  const never = {
    'memory.available': '0%',
    'nodefs.available': '0%',
    'nodefs.inodesFree': '0%',
    'imagefs.available': '0%',
  };
  return JSON.stringify({
    ...{ apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' },
    ...{ address, port: 10250, readOnlyPort: 0, healthzPort: 0 },
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    containerRuntimeEndpoint: `unix://${folder}/containerd.sock`,
    // As a node of any machine, whatever its control groups are.
    ...{
      failCgroupV1: false,
      cgroupDriver: 'cgroupfs',
      cgroupsPerQOS: false,
      enforceNodeAllocatable: [],
      oomScoreAdj: 0,
    },
    ...{ failSwapOn: false, evictionHard: never, imageGCHighThresholdPercent: 100, resolvConf: '' },
    ...{ podLogsDir: `${folder}/pod-logs`, volumePluginDir: `${folder}/plugins`, registerNode: true },
    // Images are there or never will be: no pause of minutes.
    ...{ serializeImagePulls: false, syncFrequency: '2s' },
  });
}
