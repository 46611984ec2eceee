const nfs = 'octopus-agent-nfs-{{ .Release.Name }}';

/**
 * A chart that leaves in a cluster what Octopus' chart of the agent does by default: the same names of accounts, roles
 * and volumes, the same requests; and no registration, which is done on the agent's behalf. [client] Where pods run
 * something, each of its containers runs `idle`, an image that does nothing, and has a volume that needs no NFS server.
 */
export function standInAgent({ idle = '' }: { idle?: string | undefined } = {}): Readonly<Record<string, string>> {
  return { ...files, 'values.yaml': `idle: ${JSON.stringify(idle)}\n${files['values.yaml']}` };
}

const files = {
  'Chart.yaml': `apiVersion: v2
name: kubernetes-agent-stand-in
description: Carries the footprint of the Octopus Kubernetes agent where none can run
type: application
version: 1.0.0
appVersion: "3"
`,
  'values.yaml': `agent:
  name: ""
  image: { repository: octopusdeploy/kubernetes-agent-tentacle, tag: played }
  resources: { requests: { cpu: 100m, memory: 150Mi } }
persistence:
  size: 10Gi
  accessModes: [ReadWriteMany]
  nfs:
    enabled: true
    image: { repository: octopusdeploy/nfs-server, tag: played }
scriptPods:
  serviceAccount:
    # Where scripts may work; everywhere when empty.
    targetNamespaces: []
    clusterRole:
      rules:
        - { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }
        - { nonResourceURLs: ["*"], verbs: ["*"] }
`,
  'templates/_labels.tpl': `{{- define "agent.labels" -}}
app.kubernetes.io/name: octopus-agent
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
octotrain/agent: {{ .Release.Name }}
{{- end }}
`,
  'templates/tentacle.yaml': `apiVersion: v1
kind: ServiceAccount
metadata:
  name: octopus-agent-tentacle
  labels: {{- include "agent.labels" . | nindent 4 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: octopus-agent-tentacle-role
  labels: {{- include "agent.labels" . | nindent 4 }}
rules:
  - { apiGroups: ["*"], resources: [pods, pods/log, configmaps, secrets, events], verbs: ["*"] }
  - { apiGroups: [apps], resources: [deployments], verbs: [get, list, watch] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: octopus-agent-tentacle-binding
  labels: {{- include "agent.labels" . | nindent 4 }}
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: octopus-agent-tentacle-role }
subjects:
  - { kind: ServiceAccount, name: octopus-agent-tentacle, namespace: {{ .Release.Namespace }} }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: octopus-agent-tentacle
  labels: {{- include "agent.labels" . | nindent 4 }}
spec:
  replicas: 1
  strategy: { type: Recreate }
  selector:
    matchLabels: { app.kubernetes.io/component: tentacle, app.kubernetes.io/instance: {{ .Release.Name }} }
  template:
    metadata:
      labels:
        app.kubernetes.io/component: tentacle
        {{- include "agent.labels" . | nindent 8 }}
    spec:
      serviceAccountName: octopus-agent-tentacle
      containers:
        - name: octopus-agent-tentacle
          image: "{{ .Values.idle | default (printf "%s:%s" .Values.agent.image.repository .Values.agent.image.tag) }}"
          resources: {{- toYaml .Values.agent.resources | nindent 12 }}
          volumeMounts:
            - { name: tentacle-home, mountPath: /octopus }
      volumes:
        - name: tentacle-home
          {{- if .Values.idle }}
          emptyDir: {}
          {{- else }}
          persistentVolumeClaim: { claimName: "${nfs}-pvc-{{ .Values.persistence.size | lower }}" }
          {{- end }}
`,
  'templates/storage.yaml': `apiVersion: v1
kind: PersistentVolume
metadata:
  name: "${nfs}-pv-{{ .Values.persistence.size | lower }}"
  labels: {{- include "agent.labels" . | nindent 4 }}
  annotations: { pv.kubernetes.io/provisioned-by: nfs.csi.k8s.io }
spec:
  capacity: { storage: {{ .Values.persistence.size }} }
  accessModes: {{- toYaml .Values.persistence.accessModes | nindent 4 }}
  persistentVolumeReclaimPolicy: Retain
  storageClassName: ${nfs}-csi
  mountOptions: [nfsvers=4.1, lookupcache=none, soft, timeo=50, retrans=4]
  csi:
    driver: nfs.csi.k8s.io
    volumeHandle: octopus-agent-nfs.{{ .Release.Namespace }}.svc.cluster.local/octopus##
    volumeAttributes: { server: octopus-agent-nfs.{{ .Release.Namespace }}.svc.cluster.local, share: / }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: "${nfs}-pvc-{{ .Values.persistence.size | lower }}"
  labels: {{- include "agent.labels" . | nindent 4 }}
spec:
  accessModes: {{- toYaml .Values.persistence.accessModes | nindent 4 }}
  storageClassName: ${nfs}-csi
  volumeName: "${nfs}-pv-{{ .Values.persistence.size | lower }}"
  resources: { requests: { storage: {{ .Values.persistence.size }} } }
{{- if .Values.persistence.nfs.enabled }}
---
apiVersion: v1
kind: Service
metadata:
  name: octopus-agent-nfs
  labels: {{- include "agent.labels" . | nindent 4 }}
spec:
  clusterIP: None
  selector: { app.kubernetes.io/component: nfs, app.kubernetes.io/instance: {{ .Release.Name }} }
  ports:
    - { name: nfs, port: 2049 }
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: octopus-agent-nfs
  labels: {{- include "agent.labels" . | nindent 4 }}
spec:
  replicas: 1
  serviceName: octopus-agent-nfs
  selector:
    matchLabels: { app.kubernetes.io/component: nfs, app.kubernetes.io/instance: {{ .Release.Name }} }
  template:
    metadata:
      labels:
        app.kubernetes.io/component: nfs
        {{- include "agent.labels" . | nindent 8 }}
    spec:
      containers:
        - name: octopus-agent-nfs
          image: "{{ .Values.idle | default (printf "%s:%s" .Values.persistence.nfs.image.repository .Values.persistence.nfs.image.tag) }}"
          resources: { requests: { cpu: 50m, memory: 50Mi } }
          ports:
            - containerPort: 2049
          volumeMounts:
            - { name: octopus-volume, mountPath: /octopus }
      volumes:
        - name: octopus-volume
          emptyDir: { sizeLimit: {{ .Values.persistence.size }} }
{{- end }}
`,
  'templates/scripts.yaml': `apiVersion: v1
kind: ServiceAccount
metadata:
  name: octopus-agent-scripts
  labels: {{- include "agent.labels" . | nindent 4 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: octopus-agent-scripts-{{ .Release.Name }}-role
  labels: {{- include "agent.labels" . | nindent 4 }}
rules: {{- toYaml .Values.scriptPods.serviceAccount.clusterRole.rules | nindent 2 }}
{{- range .Values.scriptPods.serviceAccount.targetNamespaces }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: octopus-agent-scripts-{{ $.Release.Name }}-binding
  namespace: {{ . }}
  labels: {{- include "agent.labels" $ | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: octopus-agent-scripts-{{ $.Release.Name }}-role
subjects:
  - { kind: ServiceAccount, name: octopus-agent-scripts, namespace: {{ $.Release.Namespace }} }
{{- else }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: octopus-agent-scripts-{{ .Release.Name }}-binding
  labels: {{- include "agent.labels" . | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: octopus-agent-scripts-{{ .Release.Name }}-role
subjects:
  - { kind: ServiceAccount, name: octopus-agent-scripts, namespace: {{ .Release.Namespace }} }
{{- end }}
`,
} as const;
