import { type ClusterLayout, programKubeconfig } from './layout.ts';
import { playedMark } from './nodes.ts';

/** Ports of a cluster, all of them on loopback. */
export interface ClusterPorts {
  /** The API server, https. */
  readonly api: number;
  /** kwok as the kubelet of all nodes, https. */
  readonly kwok: number;
}

/** Where pods and Services of a local cluster have their addresses. */
const podAddresses = '10.244.0.1/16';
const serviceAddresses = '10.96.0.0/16';

/** The store; it listens on sockets in the cluster's folder, since on a port every user of the machine could ask it for secrets. */
export function etcdArguments(layout: ClusterLayout): readonly string[] {
  const client = `unix://${layout.etcdSocket}`;
  // A store of one member never calls its peer, so that nothing has to listen at that address.
  const peer = 'http://127.0.0.1:1';
  return [
    ...['--name', 'lab', '--data-dir', layout.etcd],
    ...['--listen-client-urls', client, '--advertise-client-urls', client],
    ...['--listen-peer-urls', `unix://${layout.etcdPeerSocket}`, '--initial-advertise-peer-urls', peer],
    ...['--initial-cluster', `lab=${peer}`, '--log-level', 'warn', '--unsafe-no-fsync'],
  ];
}

/** The API server; it makes its own certificate in the folder of keys at the first start. */
export function apiServerArguments(
  layout: ClusterLayout,
  { ports, egress }: { ports: ClusterPorts; egress: boolean },
): readonly string[] {
  return [
    ...['--etcd-servers', `unix://${layout.etcdSocket}`],
    ...['--bind-address', '127.0.0.1', '--advertise-address', '127.0.0.1', '--secure-port', String(ports.api)],
    ...['--cert-dir', layout.pki, '--token-auth-file', layout.tokens, '--authorization-mode', 'Node,RBAC'],
    ...['--service-cluster-ip-range', serviceAddresses, '--allow-privileged'],
    ...['--service-account-issuer', 'https://kubernetes.default.svc'],
    ...['--service-account-key-file', layout.accountPublicKey],
    ...['--service-account-signing-key-file', layout.accountKey],
    // The addresses of kwok's nodes are on loopback, which the keeper of endpoints would complain of without end.
    ...['--kubelet-preferred-address-types', 'InternalIP', '--endpoint-reconciler-type', 'none'],
    ...['--max-requests-inflight', '0', '--max-mutating-requests-inflight', '0'],
    '--enable-priority-and-fairness=false',
    ...(egress ? ['--egress-selector-config-file', layout.egressConfiguration] : []),
  ];
}

/** Leads what the API server sends into the cluster to a socket, for the addresses of pods lead nowhere here. */
export function egressConfiguration(layout: ClusterLayout): string {
  return `apiVersion: apiserver.k8s.io/v1beta1
kind: EgressSelectorConfiguration
egressSelections:
  - name: cluster
    connection:
      proxyProtocol: HTTPConnect
      transport:
        uds:
          udsName: ${JSON.stringify(layout.egressSocket)}
`;
}

/** The controllers; they listen nowhere. */
export function controllerManagerArguments(layout: ClusterLayout): readonly string[] {
  return [
    ...['--kubeconfig', programKubeconfig(layout, 'controller-manager'), '--secure-port', '0', '--leader-elect=false'],
    ...['--root-ca-file', layout.serverCertificate, '--service-account-private-key-file', layout.accountKey],
    '--use-service-account-credentials',
  ];
}

/** The scheduler; it listens nowhere. */
export function schedulerArguments(layout: ClusterLayout): readonly string[] {
  return ['--kubeconfig', programKubeconfig(layout, 'scheduler'), '--secure-port', '0', '--leader-elect=false'];
}

/** kwok's own kinds that what answers for the pods makes objects of. */
export const kwokKinds: readonly string[] = ['ClusterExec', 'ClusterPortForward'];

/**
 * kwok plays the kubelet of every node that is marked as played, and answers for it at its port; a node with a kubelet of
 * its own is left alone. It reads its stages from a file: from the API
 * server it may take half of them for all, and remember that until the server's next bookmark, about a minute later,
 * when it lists them while they are still being put into its store (0.8.0).
 */
export function kwokArguments(layout: ClusterLayout, ports: ClusterPorts): readonly string[] {
  return [
    ...['--kubeconfig', layout.kubeconfig, '--config', layout.stages],
    ...['--manage-all-nodes=false', '--manage-nodes-with-annotation-selector', `${playedMark[0]}=${playedMark[1]}`],
    ...['--cidr', podAddresses],
    ...['--node-ip', '127.0.0.1', '--node-port', String(ports.kwok), '--server-address', `127.0.0.1:${ports.kwok}`],
    ...['--tls-cert-file', layout.serverCertificate, '--tls-private-key-file', layout.serverKey],
    ...['--node-lease-duration-seconds', '40', '--enable-crds', kwokKinds.join(',')],
  ];
}
