import { join } from 'node:path';

/** Where everything of one local cluster lies. */
export interface ClusterLayout {
  /** Of the cluster alone; holds all else but perhaps the sockets. */
  readonly folder: string;
  /** What is known of the cluster: ports, processes, versions. */
  readonly record: string;
  /** For people and programs that use the cluster. */
  readonly kubeconfig: string;
  /** Keys, certificates and tokens; nobody else may read them. */
  readonly pki: string;
  readonly serverCertificate: string;
  readonly serverKey: string;
  readonly accountKey: string;
  readonly accountPublicKey: string;
  readonly tokens: string;
  readonly egressConfiguration: string;
  /** How kwok's pods and nodes come and go. */
  readonly stages: string;
  readonly etcd: string;
  /** One file for each process. */
  readonly logs: string;
  /** An empty folder that programs stand in. */
  readonly work: string;
  /** Short, since the path of a socket may be no longer than about a hundred characters. */
  readonly sockets: string;
  readonly etcdSocket: string;
  readonly etcdPeerSocket: string;
  readonly egressSocket: string;
  /** Of what answers for the pods. */
  readonly pods: string;
}

/** Lays out a cluster in a folder of its own, with its sockets in another when that one is too deep for them. */
export function layoutOf({ folder, sockets = folder }: { folder: string; sockets?: string }): ClusterLayout {
  const pki = join(folder, 'pki');
  return {
    folder,
    record: join(folder, 'cluster.json'),
    kubeconfig: join(folder, 'kubeconfig'),
    pki,
    serverCertificate: join(pki, 'apiserver.crt'),
    serverKey: join(pki, 'apiserver.key'),
    accountKey: join(pki, 'sa.key'),
    accountPublicKey: join(pki, 'sa.pub'),
    tokens: join(pki, 'tokens.csv'),
    egressConfiguration: join(folder, 'egress.yaml'),
    stages: join(folder, 'stages.yaml'),
    etcd: join(folder, 'etcd'),
    logs: join(folder, 'logs'),
    work: join(folder, 'work'),
    sockets,
    etcdSocket: join(sockets, 'etcd.sock'),
    etcdPeerSocket: join(sockets, 'etcd-peer.sock'),
    egressSocket: join(sockets, 'egress.sock'),
    pods: join(sockets, 'pods'),
  };
}

/** Whether sockets fit into a folder: macOS ends a socket's path at 104 bytes, Linux at 108. */
export function holdsSockets(folder: string): boolean {
  return Buffer.byteLength(join(folder, 'etcd-peer.sock')) < 100;
}

/** The kubeconfig of one of the cluster's own programs. */
export function programKubeconfig(layout: ClusterLayout, user: string): string {
  return join(layout.pki, `${user}.kubeconfig`);
}
