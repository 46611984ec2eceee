import { memoryGit } from '../git/memory-git.ts';

export const deployRepository = 'https://git.example/finpay/finpay-deploy.git';
export const firstCommit = 'a'.repeat(40);
export const secondCommit = 'b'.repeat(40);

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels:
        app: ${name}
        app.kubernetes.io/instance: {{ .Release.Name }}
    spec:
      containers:
        - name: ${name}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          ports:
            - containerPort: 80
          env:
            {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
`;

const service = (name: string) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
`;

function chart(name: string, tag: string): Record<string, string> {
  const folder = `charts/${name}`;
  return {
    [`${folder}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nappVersion: "${tag}"\n`,
    [`${folder}/values.yaml`]: `replicaCount: 1\nimage: { repository: nginx, tag: "${tag}" }\nautoscaling: { enabled: false }\nenv: { LOG_LEVEL: info }\n`,
    [`${folder}/values-development.yaml`]: 'env: { LOG_LEVEL: debug }\n',
    [`${folder}/values-staging.yaml`]: 'replicaCount: 2\n',
    [`${folder}/values-production.yaml`]: 'replicaCount: 3\nenv: { LOG_LEVEL: warn }\n',
    [`${folder}/templates/deployment.yaml`]: deployment(name),
    [`${folder}/templates/service.yaml`]: service(name),
  };
}

const kyc = (tag: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: kyc-service
  namespace: "#{Namespace}"
spec:
  replicas: #{Replicas}
  selector:
    matchLabels: { app: kyc-service }
  template:
    metadata:
      labels: { app: kyc-service, compliance: pii-handler }
    spec:
      containers:
        - name: kyc-service
          image: nginx:${tag}
          env:
            - name: LOG_LEVEL
              value: "#{LogLevel}"
---
${service('kyc-service')}`;

function commit(tag: string): Record<string, string> {
  return {
    ...chart('payments-api', tag),
    ...chart('merchant-portal', tag),
    'manifests/kyc-service/deployment.yaml': kyc(tag),
  };
}

/** The deployment repository with two commits; `main` names the second. */
export const finpayGit = memoryGit({
  [deployRepository]: {
    refs: { main: secondCommit, 'v1.0.0': firstCommit, 'v1.1.0': secondCommit },
    commits: { [firstCommit]: commit('1.25-alpine'), [secondCommit]: commit('1.27-alpine') },
  },
});
