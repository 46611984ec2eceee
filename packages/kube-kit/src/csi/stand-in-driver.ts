function container(name: string, limit: string): string {
  return `        - name: ${name}
          image: registry.k8s.io/sig-storage/${name}:played
          resources: { limits: { memory: ${limit} }, requests: { cpu: 10m, memory: 20Mi } }
`;
}

/**
 * What the chart of the NFS CSI driver leaves in a cluster by default, where pods run nothing: the driver's object, its
 * controller and a pod on each node, with the same requests and limits. [client]
 */
export const standInDriver = {
  'Chart.yaml': `apiVersion: v2
name: csi-driver-nfs-stand-in
description: Carries the footprint of the NFS CSI driver where pods run nothing
type: application
version: 1.0.0
appVersion: "4"
`,
  'templates/driver.yaml': `apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: { name: nfs.csi.k8s.io }
spec:
  attachRequired: false
  volumeLifecycleModes: [Persistent]
  fsGroupPolicy: File
`,
  'templates/controller.yaml': `apiVersion: v1
kind: ServiceAccount
metadata: { name: csi-nfs-controller-sa }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: csi-nfs-controller, labels: { app: csi-nfs-controller } }
spec:
  replicas: 1
  strategy: { type: Recreate }
  selector: { matchLabels: { app: csi-nfs-controller } }
  template:
    metadata: { labels: { app: csi-nfs-controller } }
    spec:
      serviceAccountName: csi-nfs-controller-sa
      containers:
${[
  ['csi-provisioner', '400Mi'],
  ['csi-resizer', '400Mi'],
  ['csi-snapshotter', '200Mi'],
  ['livenessprobe', '100Mi'],
  ['nfsplugin', '200Mi'],
]
  .map(([name = '', limit = '']) => container(name, limit))
  .join('')}`,
  'templates/node.yaml': `apiVersion: v1
kind: ServiceAccount
metadata: { name: csi-nfs-node-sa }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: csi-nfs-node, labels: { app: csi-nfs-node } }
spec:
  selector: { matchLabels: { app: csi-nfs-node } }
  template:
    metadata: { labels: { app: csi-nfs-node } }
    spec:
      serviceAccountName: csi-nfs-node-sa
      containers:
${[
  ['livenessprobe', '100Mi'],
  ['csi-node-driver-registrar', '100Mi'],
  ['nfsplugin', '300Mi'],
]
  .map(([name = '', limit = '']) => container(name, limit))
  .join('')}`,
} as const;
