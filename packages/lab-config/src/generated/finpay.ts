// Made by tools/src/finpay from packages/lab-config/finpay: change the files there, then run pnpm spec:generate.

/** Every file under finpay/, by its path there. */
export const finpayFiles: Readonly<Record<string, string>> = {
  "deploy/README.md": `# FinPay's deployment repository, commit by commit

Each folder is one commit of the repository, oldest first, and the tag it gets: it holds only the files that the commit
adds or replaces. \`makeDeployRepository\` makes the real git repository of them.
`,
  "deploy/v1.0.0/.gitattributes": `* text=auto eol=lf
`,
  "deploy/v1.0.0/README.md": `# finpay-deploy

What FinPay runs on Kubernetes: a Helm chart per service, and plain manifests for kyc-service. A release of a service is
a commit of this repository; the tags \`v1.0.0\` and \`v1.1.0\` say which.

| service         | folder                   | deployed by                                |
| --------------- | ------------------------ | ------------------------------------------ |
| payments-api    | \`charts/payments-api\`    | Helm                                       |
| fraud-detector  | \`charts/fraud-detector\`  | Helm                                       |
| merchant-portal | \`charts/merchant-portal\` | Helm, once per merchant                    |
| kyc-service     | \`manifests/kyc-service\`  | plain YAML, \`#{…}\` filled in at deployment |

The workload of every service is nginx. Its image tag is what tells two releases apart.
`,
  "deploy/v1.0.0/charts/fraud-detector/Chart.yaml": `apiVersion: v2
name: fraud-detector
description: Tells honest transactions from others
type: application
version: 1.0.0
appVersion: 1.0.0
`,
  "deploy/v1.0.0/charts/fraud-detector/templates/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: fraud-detector
  labels:
    app: fraud-detector
    app.kubernetes.io/instance: {{ .Release.Name }}
    app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  selector:
    matchLabels:
      app: fraud-detector
      app.kubernetes.io/instance: {{ .Release.Name }}
  template:
    metadata:
      labels:
        app: fraud-detector
        app.kubernetes.io/instance: {{ .Release.Name }}
        app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
    spec:
      containers:
        - name: fraud-detector
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          ports:
            - name: http
              containerPort: 80
          env:
            {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          readinessProbe:
            httpGet:
              path: {{ .Values.probes.path }}
              port: http
            periodSeconds: {{ .Values.probes.readinessPeriodSeconds }}
          livenessProbe:
            httpGet:
              path: {{ .Values.probes.path }}
              port: http
            periodSeconds: {{ .Values.probes.livenessPeriodSeconds }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`,
  "deploy/v1.0.0/charts/fraud-detector/templates/hpa.yaml": `{{- if .Values.autoscaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: fraud-detector
  labels:
    app: fraud-detector
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: fraud-detector
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .Values.autoscaling.targetCPUUtilizationPercentage }}
{{- end }}
`,
  "deploy/v1.0.0/charts/fraud-detector/templates/pdb.yaml": `{{- if .Values.podDisruptionBudget.enabled }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: fraud-detector
  labels:
    app: fraud-detector
spec:
  minAvailable: {{ .Values.podDisruptionBudget.minAvailable }}
  selector:
    matchLabels:
      app: fraud-detector
      app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`,
  "deploy/v1.0.0/charts/fraud-detector/templates/service.yaml": `apiVersion: v1
kind: Service
metadata:
  name: fraud-detector
  labels:
    app: fraud-detector
    app.kubernetes.io/instance: {{ .Release.Name }}
spec:
  type: ClusterIP
  selector:
    app: fraud-detector
    app.kubernetes.io/instance: {{ .Release.Name }}
  ports:
    - name: http
      port: 80
      targetPort: http
`,
  "deploy/v1.0.0/charts/fraud-detector/values-development.yaml": `replicaCount: 1

env:
  LOG_LEVEL: debug
  MODEL_BUCKET: s3://finpay-dev-fraud-models
`,
  "deploy/v1.0.0/charts/fraud-detector/values-production.yaml": `replicaCount: 2

env:
  LOG_LEVEL: warn
  MODEL_BUCKET: s3://finpay-prod-fraud-models

resources:
  requests: { cpu: 50m, memory: 64Mi }
  limits: { memory: 128Mi }

autoscaling:
  enabled: true
  minReplicas: 2
  maxReplicas: 5

podDisruptionBudget:
  enabled: true
`,
  "deploy/v1.0.0/charts/fraud-detector/values-staging.yaml": `replicaCount: 2

env:
  LOG_LEVEL: info
  MODEL_BUCKET: s3://finpay-staging-fraud-models

podDisruptionBudget:
  enabled: true
`,
  "deploy/v1.0.0/charts/fraud-detector/values.yaml": `replicaCount: 1

image:
  repository: nginx
  tag: 1.25-alpine
  pullPolicy: IfNotPresent

env:
  LOG_LEVEL: info
  SCORE_THRESHOLD: "0.50"

probes:
  path: /
  readinessPeriodSeconds: 5
  livenessPeriodSeconds: 20

resources:
  requests: { cpu: 25m, memory: 32Mi }
  limits: { memory: 64Mi }

autoscaling:
  enabled: false
  minReplicas: 2
  maxReplicas: 4
  targetCPUUtilizationPercentage: 75

podDisruptionBudget:
  enabled: false
  minAvailable: 1
`,
  "deploy/v1.0.0/charts/merchant-portal/Chart.yaml": `apiVersion: v2
name: merchant-portal
description: The portal, once for each merchant that has its own
type: application
version: 1.0.0
appVersion: 1.0.0
`,
  "deploy/v1.0.0/charts/merchant-portal/templates/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: merchant-portal
  labels:
    app: merchant-portal
    app.kubernetes.io/instance: {{ .Release.Name }}
    app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  selector:
    matchLabels:
      app: merchant-portal
      app.kubernetes.io/instance: {{ .Release.Name }}
  template:
    metadata:
      labels:
        app: merchant-portal
        app.kubernetes.io/instance: {{ .Release.Name }}
        app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
    spec:
      containers:
        - name: merchant-portal
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          ports:
            - name: http
              containerPort: 80
          env:
            {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
            - name: BRAND_COLOR
              value: {{ .Values.brandColor | quote }}
            - name: DATA_REGION
              value: {{ .Values.dataRegion | quote }}
          readinessProbe:
            httpGet:
              path: {{ .Values.probes.path }}
              port: http
            periodSeconds: {{ .Values.probes.readinessPeriodSeconds }}
          livenessProbe:
            httpGet:
              path: {{ .Values.probes.path }}
              port: http
            periodSeconds: {{ .Values.probes.livenessPeriodSeconds }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`,
  "deploy/v1.0.0/charts/merchant-portal/templates/hpa.yaml": `{{- if .Values.autoscaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: merchant-portal
  labels:
    app: merchant-portal
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: merchant-portal
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .Values.autoscaling.targetCPUUtilizationPercentage }}
{{- end }}
`,
  "deploy/v1.0.0/charts/merchant-portal/templates/pdb.yaml": `{{- if .Values.podDisruptionBudget.enabled }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: merchant-portal
  labels:
    app: merchant-portal
spec:
  minAvailable: {{ .Values.podDisruptionBudget.minAvailable }}
  selector:
    matchLabels:
      app: merchant-portal
      app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`,
  "deploy/v1.0.0/charts/merchant-portal/templates/service.yaml": `apiVersion: v1
kind: Service
metadata:
  name: merchant-portal
  labels:
    app: merchant-portal
    app.kubernetes.io/instance: {{ .Release.Name }}
spec:
  type: ClusterIP
  selector:
    app: merchant-portal
    app.kubernetes.io/instance: {{ .Release.Name }}
  ports:
    - name: http
      port: 80
      targetPort: http
`,
  "deploy/v1.0.0/charts/merchant-portal/values-development.yaml": `replicaCount: 1

env:
  LOG_LEVEL: debug
  API_URL: https://merchant-api.dev.finpay.internal
`,
  "deploy/v1.0.0/charts/merchant-portal/values-production.yaml": `replicaCount: 2

env:
  LOG_LEVEL: warn
  API_URL: https://merchant-api.prod.finpay.internal

resources:
  requests: { cpu: 50m, memory: 64Mi }
  limits: { memory: 128Mi }

autoscaling:
  enabled: true
  minReplicas: 2
  maxReplicas: 4

podDisruptionBudget:
  enabled: true
`,
  "deploy/v1.0.0/charts/merchant-portal/values-staging.yaml": `replicaCount: 2

env:
  LOG_LEVEL: info
  API_URL: https://merchant-api.staging.finpay.internal

podDisruptionBudget:
  enabled: true
`,
  "deploy/v1.0.0/charts/merchant-portal/values.yaml": `replicaCount: 1

image:
  repository: nginx
  tag: 1.25-alpine
  pullPolicy: IfNotPresent

# A deployment for a merchant brings its own colour and region.
brandColor: "#334155"
dataRegion: us-east-1

env:
  LOG_LEVEL: info

probes:
  path: /
  readinessPeriodSeconds: 5
  livenessPeriodSeconds: 20

resources:
  requests: { cpu: 25m, memory: 32Mi }
  limits: { memory: 64Mi }

autoscaling:
  enabled: false
  minReplicas: 2
  maxReplicas: 4
  targetCPUUtilizationPercentage: 75

podDisruptionBudget:
  enabled: false
  minAvailable: 1
`,
  "deploy/v1.0.0/charts/payments-api/Chart.yaml": `apiVersion: v2
name: payments-api
description: Takes payments and gives refunds
type: application
version: 1.0.0
appVersion: 1.0.0
`,
  "deploy/v1.0.0/charts/payments-api/templates/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments-api
  labels:
    app: payments-api
    app.kubernetes.io/instance: {{ .Release.Name }}
    app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  selector:
    matchLabels:
      app: payments-api
      app.kubernetes.io/instance: {{ .Release.Name }}
  template:
    metadata:
      labels:
        app: payments-api
        app.kubernetes.io/instance: {{ .Release.Name }}
        app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
    spec:
      containers:
        - name: payments-api
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          ports:
            - name: http
              containerPort: 80
          env:
            {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
            {{- end }}
          readinessProbe:
            httpGet:
              path: {{ .Values.probes.path }}
              port: http
            periodSeconds: {{ .Values.probes.readinessPeriodSeconds }}
          livenessProbe:
            httpGet:
              path: {{ .Values.probes.path }}
              port: http
            periodSeconds: {{ .Values.probes.livenessPeriodSeconds }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`,
  "deploy/v1.0.0/charts/payments-api/templates/hpa.yaml": `{{- if .Values.autoscaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: payments-api
  labels:
    app: payments-api
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: payments-api
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .Values.autoscaling.targetCPUUtilizationPercentage }}
{{- end }}
`,
  "deploy/v1.0.0/charts/payments-api/templates/pdb.yaml": `{{- if .Values.podDisruptionBudget.enabled }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: payments-api
  labels:
    app: payments-api
spec:
  minAvailable: {{ .Values.podDisruptionBudget.minAvailable }}
  selector:
    matchLabels:
      app: payments-api
      app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`,
  "deploy/v1.0.0/charts/payments-api/templates/service.yaml": `apiVersion: v1
kind: Service
metadata:
  name: payments-api
  labels:
    app: payments-api
    app.kubernetes.io/instance: {{ .Release.Name }}
spec:
  type: ClusterIP
  selector:
    app: payments-api
    app.kubernetes.io/instance: {{ .Release.Name }}
  ports:
    - name: http
      port: 80
      targetPort: http
`,
  "deploy/v1.0.0/charts/payments-api/values-development.yaml": `replicaCount: 1

env:
  LOG_LEVEL: debug
  DATABASE_HOST: payments-db.dev.finpay.internal
`,
  "deploy/v1.0.0/charts/payments-api/values-production.yaml": `replicaCount: 3

env:
  LOG_LEVEL: warn
  DATABASE_HOST: payments-db.prod.finpay.internal

resources:
  requests: { cpu: 50m, memory: 64Mi }
  limits: { memory: 128Mi }

autoscaling:
  enabled: true
  minReplicas: 3
  maxReplicas: 6

podDisruptionBudget:
  enabled: true
`,
  "deploy/v1.0.0/charts/payments-api/values-staging.yaml": `replicaCount: 2

env:
  LOG_LEVEL: info
  DATABASE_HOST: payments-db.staging.finpay.internal

podDisruptionBudget:
  enabled: true
`,
  "deploy/v1.0.0/charts/payments-api/values.yaml": `replicaCount: 1

image:
  repository: nginx
  tag: 1.25-alpine
  pullPolicy: IfNotPresent

env:
  LOG_LEVEL: info
  REFUNDS_ENABLED: "false"

probes:
  path: /
  readinessPeriodSeconds: 5
  livenessPeriodSeconds: 20

resources:
  requests: { cpu: 25m, memory: 32Mi }
  limits: { memory: 64Mi }

autoscaling:
  enabled: false
  minReplicas: 2
  maxReplicas: 4
  targetCPUUtilizationPercentage: 75

podDisruptionBudget:
  enabled: false
  minAvailable: 1
`,
  "deploy/v1.0.0/manifests/kyc-service/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: kyc-service
  namespace: "#{Namespace}"
  labels:
    app: kyc-service
    compliance: pii-handler
spec:
  replicas: #{Replicas}
  selector:
    matchLabels:
      app: kyc-service
  template:
    metadata:
      labels:
        app: kyc-service
        compliance: pii-handler
    spec:
      containers:
        - name: kyc-service
          image: nginx:1.25-alpine
          ports:
            - name: http
              containerPort: 80
          env:
            - name: LOG_LEVEL
              value: "#{LogLevel}"
            - name: DOCUMENT_STORAGE_URL
              value: "#{DocumentStorageUrl}"
          readinessProbe:
            httpGet: { path: /, port: http }
            periodSeconds: 5
          livenessProbe:
            httpGet: { path: /, port: http }
            periodSeconds: 20
          resources:
            requests: { cpu: 25m, memory: 32Mi }
            limits: { memory: 64Mi }
---
apiVersion: v1
kind: Service
metadata:
  name: kyc-service
  namespace: "#{Namespace}"
  labels:
    app: kyc-service
    compliance: pii-handler
spec:
  type: ClusterIP
  selector:
    app: kyc-service
  ports:
    - name: http
      port: 80
      targetPort: http
`,
  "deploy/v1.1.0/charts/fraud-detector/Chart.yaml": `apiVersion: v2
name: fraud-detector
description: Tells honest transactions from others
type: application
version: 1.1.0
appVersion: 1.1.0
`,
  "deploy/v1.1.0/charts/fraud-detector/values.yaml": `replicaCount: 1

image:
  repository: nginx
  tag: 1.27-alpine
  pullPolicy: IfNotPresent

env:
  LOG_LEVEL: info
  SCORE_THRESHOLD: "0.80"

probes:
  path: /
  readinessPeriodSeconds: 5
  livenessPeriodSeconds: 20

resources:
  requests: { cpu: 25m, memory: 32Mi }
  limits: { memory: 64Mi }

autoscaling:
  enabled: false
  minReplicas: 2
  maxReplicas: 4
  targetCPUUtilizationPercentage: 75

podDisruptionBudget:
  enabled: false
  minAvailable: 1
`,
  "deploy/v1.1.0/charts/merchant-portal/Chart.yaml": `apiVersion: v2
name: merchant-portal
description: The portal, once for each merchant that has its own
type: application
version: 1.1.0
appVersion: 1.1.0
`,
  "deploy/v1.1.0/charts/merchant-portal/values.yaml": `replicaCount: 1

image:
  repository: nginx
  tag: 1.27-alpine
  pullPolicy: IfNotPresent

# A deployment for a merchant brings its own colour and region.
brandColor: "#334155"
dataRegion: us-east-1

env:
  LOG_LEVEL: info

probes:
  path: /
  readinessPeriodSeconds: 5
  livenessPeriodSeconds: 20

resources:
  requests: { cpu: 25m, memory: 32Mi }
  limits: { memory: 64Mi }

autoscaling:
  enabled: false
  minReplicas: 2
  maxReplicas: 4
  targetCPUUtilizationPercentage: 75

podDisruptionBudget:
  enabled: false
  minAvailable: 1
`,
  "deploy/v1.1.0/charts/payments-api/Chart.yaml": `apiVersion: v2
name: payments-api
description: Takes payments and gives refunds
type: application
version: 1.1.0
appVersion: 1.1.0
`,
  "deploy/v1.1.0/charts/payments-api/values.yaml": `replicaCount: 1

image:
  repository: nginx
  tag: 1.27-alpine
  pullPolicy: IfNotPresent

env:
  LOG_LEVEL: info
  REFUNDS_ENABLED: "true"

probes:
  path: /
  readinessPeriodSeconds: 5
  livenessPeriodSeconds: 20

resources:
  requests: { cpu: 25m, memory: 32Mi }
  limits: { memory: 64Mi }

autoscaling:
  enabled: false
  minReplicas: 2
  maxReplicas: 4
  targetCPUUtilizationPercentage: 75

podDisruptionBudget:
  enabled: false
  minAvailable: 1
`,
  "lab.yaml": `# yaml-language-server: $schema=../schema/lab.schema.json
version: 1
lab: FinPay
description: Payments for online merchants in the US and Europe.

clusters: # Development and Staging share one, kept apart by namespaces; Production has its own
  finpay-dev: { suffix: dev, context: kind-finpay-dev, environments: [Development, Staging] }
  finpay-prod: { suffix: prod, context: kind-finpay-prod, environments: [Production] }

shared:
  environments:
    - { name: Development, short: dev, description: Where every release lands first. }
    - { name: Staging, short: staging, description: Where QA looks at it. }
    - { name: Production, short: prod, description: Where merchants are. }

  lifecycles:
    Standard:
      description: Development by itself, then Staging and Production when somebody says so.
      phases:
        - { name: Development, automatic: [Development] }
        - { name: Staging, manual: [Staging] }
        - { name: Production, manual: [Production] }
    Hotfix:
      description: Straight to Staging, then Production.
      phases:
        - { name: Staging, manual: [Staging] }
        - { name: Production, manual: [Production] }

  gitCredentials:
    GitHub:
      description: Reads the deployment repository.
      username: finpay
      # A token with the scope \`repo\`. A rehearsal reads its own copy of the repository and does well without.
      password: { env: GITHUB_TOKEN, optional: true }

  repositories:
    finpay-deploy: { url: https://github.com/finpay/finpay-deploy.git, credential: GitHub }

  feeds:
    FinPay Registry:
      spaces: [Payments, Merchants]
      url: https://finpay.azurecr.io
      apiVersion: v2
      username: finpay-octopus
      password: { env: REGISTRY_PASSWORD, optional: true }

  tagSets:
    Hosting:
      description: Where a merchant's portal runs.
      spaces: [Merchants]
      tags:
        Shared-K8s: { description: On the clusters that all merchants share., color: "#3156B3" }

  variableSets:
    Common Config:
      description: What every service of the company needs to know.
      variables:
        DockerRegistry: finpay.azurecr.io
        KafkaBrokers:
          Development, Staging: kafka.finpay.internal:9092
          Production: kafka-1.finpay.internal:9092,kafka-2.finpay.internal:9092
    Tenant Config:
      description: What is the same about a merchant wherever it is served.
      spaces: [Merchants]
      templates:
        BrandColor: { label: Brand colour, help: "The merchant's colour, such as #1A2B3C." }
        DataRegion: { label: Data region, help: Where the merchant's data must stay. }

projectDefaults: { lifecycle: Standard }

steps:
  helm service:
    kind: helm
    name: Deploy {project}
    targetTag: "{agents.tag}"
    git: finpay-deploy
    chart: charts/{project}
    values:
      - charts/{project}/values.yaml
      - "charts/{project}/values-#{Octopus.Environment.Name | ToLower}.yaml"
    release: "{project}"
    namespace: "#{Namespace}"
  cluster script:
    kind: script
    targetTag: "{agents.tag}"

policies:
  pii:
    description: Personal data goes nowhere near people before somebody has looked at how it is handled.
    approval: [Staging, Production]

spaces:
  Platform:
    description: Clusters, observability and shared infrastructure.
    default: true
    agents: { targetTags: [platform-k8s] }
    projects:
      cluster-ops:
        description: Looks after the clusters.
        variables:
          # Asked for by its runbook only: without the scope everything would ask for it.
          NewNamespace:
            description: The namespace that is made.
            scope: { runbook: Provision Namespace }
            prompt: { label: Namespace, description: For example merchant-nordic-dev, required: true }
        runbooks:
          Health Check:
            description: Shows nodes, troubled pods, warnings and volumes of a cluster.
            process: [{ use: cluster script, name: Cluster Health Check, script: { file: scripts/health-check.sh } }]
          Provision Namespace:
            description: Makes a namespace on the cluster of an environment; one that is there already is left alone.
            process: [{ use: cluster script, name: Make Namespace, script: { file: scripts/provision-namespace.sh } }]

  Payments:
    description: PCI-scoped services under strict control.
    agents: { targetTags: [payments-k8s] }
    projects:
      payments-api:
        description: Takes payments and gives refunds.
        variableSets: [Common Config]
        variables:
          Namespace: { pattern: "payments-{environment.short}" }
          MigrationName:
            description: The migration that the runbook runs.
            scope: { runbook: Run DB Migration }
            prompt: { label: Migration name, description: "For example V1.2__add_refund_column", required: true }
        channels:
          Hotfix:
            description: Repairs of what is in Production. Only versions that say so.
            lifecycle: Hotfix
            rules: [{ versions: "[1.0.0,2.0.0)", preRelease: ^hotfix }]
        process:
          - name: Risk Team Approval
            kind: manual
            environments: [Production]
            responsibleTeams: [Risk Team]
            instructions: |
              May payments-api #{Octopus.Release.Number} go to #{Octopus.Environment.Name}?
              Check that the tests in Staging passed and that the risk assessment is complete.
          - use: helm service
          - { use: cluster script, name: Smoke Test, script: { file: scripts/smoke-test.sh } }
        runbooks:
          Run DB Migration:
            description: Runs one migration of the database of payments-api and looks whether the service survived it.
            process:
              - name: Approve Migration
                kind: manual
                environments: [Staging, Production]
                instructions: |
                  Migration #{MigrationName} is about to run in #{Octopus.Environment.Name}.
                  Confirm that it was tried in the environment before.
              - { use: cluster script, name: Execute Migration, script: { file: scripts/run-migration.sh } }
              - { use: cluster script, name: Verify Migration, script: { file: scripts/smoke-test.sh } }

      fraud-detector:
        description: Tells honest transactions from others.
        variables:
          Namespace: { pattern: "fraud-{environment.short}" }
        process: [{ use: helm service }]
        runbooks:
          Restart Service:
            description: Restarts fraud-detector for people without access to the cluster.
            process: [{ use: cluster script, name: Restart, script: { file: scripts/restart.sh } }]

  Merchants:
    description: What customers see, some of it once per customer.
    agents: { targetTags: [merchants-k8s], multiTenancy: tenantedOrUntenanted, tenantTags: [Hosting/Shared-K8s] }
    projects:
      kyc-service:
        description: Checks identity documents of new merchants.
        handles: [pii]
        variables:
          Namespace: { pattern: "kyc-{environment.short}" }
          Replicas: { Development: 1, Staging: 2, Production: 2 }
          LogLevel: { Development: debug, Staging: info, Production: warn }
          DocumentStorageUrl: { pattern: "s3://finpay-{environment.short}-kyc-docs" }
        process:
          - name: Compliance Sign-Off
            kind: manual
            required: true
            environments: [Staging, Production]
            responsibleTeams: [Everyone]
            instructions: |
              kyc-service works with personal data.
              Confirm that the review of data handling for #{Octopus.Environment.Name} is complete.
          - name: Deploy kyc-service
            kind: kubernetesYaml
            targetTag: merchants-k8s
            git: finpay-deploy
            paths: [manifests/kyc-service/deployment.yaml]
            namespace: "#{Namespace}"

      merchant-portal:
        description: The portal, once for each merchant that has its own and once for all others.
        multiTenancy: tenantedOrUntenanted
        variableSets: [Tenant Config]
        variables:
          Namespace: { pattern: "merchant-{environment.short}" }
          ReleaseName: merchant-portal
        # What a tenant says beats the project's own values above.
        templates:
          Namespace: { help: Where its portal runs., pattern: "merchant-{tenant.short}-{environment.short}" }
          ReleaseName:
            label: Helm release name
            help: Must differ between merchants, for two portals would collide under one name.
            pattern: 'merchant-portal-#{Octopus.Deployment.Tenant.Name | ToLower | Replace " " "-"}'
        process:
          - use: helm service
            release: "#{ReleaseName}"
            # Without a tenant there is neither; the chart's own values stand then.
            inlineValues: |
              #{if BrandColor}brandColor: "#{BrandColor}"#{/if}
              #{if DataRegion}dataRegion: "#{DataRegion}"#{/if}
    tenantDefaults: { projects: [merchant-portal], tags: [Hosting/Shared-K8s] }
    tenants:
      Acme Corp:
        description: Large merchant in the US; the first with a portal of its own.
        short: acme
        values: { BrandColor: "#FF6600", DataRegion: us-east-1 }
      EuroShop:
        description: European merchant; GDPR applies, data stays in the EU.
        short: euro
        values: { BrandColor: "#003399", DataRegion: eu-west-1 }

people:
  users:
    sarah.chen: { displayName: Sarah Chen, email: sarah.chen@finpay.example }
    marcus.webb: { displayName: Marcus Webb, email: marcus.webb@finpay.example }
    priya.sharma: { displayName: Priya Sharma, email: priya.sharma@finpay.example }
    alex.rivera: { displayName: Alex Rivera, email: alex.rivera@finpay.example }
    nina.okafor: { displayName: Nina Okafor, email: nina.okafor@finpay.example }
  serviceAccounts:
    friday-train: { displayName: Friday Train }

teams:
  Platform Engineering:
    description: Owns clusters, delivery and observability, and administers the server.
    members: [Sarah Chen]
    roles:
      - { role: System Administrator, in: system }
      - { role: Space Manager, in: all }
  Payments Leads:
    description: Everything about the payment services; elsewhere they look.
    members: [Marcus Webb]
    roles:
      - { role: Space Manager, in: [Payments] }
      - { role: Observer, in: [Platform, Merchants] }
  Payments Developers:
    description: Deploy up to Staging and run runbooks there, without access to the cluster. They change nothing.
    members: [Alex Rivera]
    roles:
      - { role: Deployment Creator, in: [Payments], environments: [Development, Staging] }
      - { role: Runbook Consumer, in: [Payments], environments: [Development, Staging] }
      - { role: Observer, in: [Payments] }
  Merchant Leads:
    description: Everything about the merchant services, and signs off kyc-service; elsewhere they look.
    members: [Priya Sharma]
    roles:
      - { role: Space Manager, in: [Merchants] }
      - { role: Observer, in: [Platform, Payments] }
  Risk Team:
    description: Signs off what goes to Production.
    members: [Marcus Webb, Nina Okafor]
    roles:
      - { role: Release Approver, in: all }
  Train Crew:
    description: The account that trains run under. It can ask for approvals and cannot give them.
    members: [friday-train]
    roles:
      - { role: Train Runner, in: all }
      - { role: Train Runner, in: system }
      - { role: Train Record Keeper, in: [Platform], projects: [Release Trains] }

roles:
  Observer:
    description: Sees everything that matters for a decision, and changes nothing.
    spacePermissions: >-
      ArtifactView DeploymentView EnvironmentView EventView InterruptionView LibraryVariableSetView LifecycleView
      MachineView ProcessView ProjectGroupView ProjectView ReleaseView RunbookRunView RunbookView TaskView TeamView
      TenantView
  Release Approver:
    description: Sees what an observer sees, and answers where its team is responsible.
    extends: [Observer]
    spacePermissions: [InterruptionViewSubmitResponsible]
  Train Runner:
    description: Creates releases, deploys, runs runbooks, and looks. Answers nothing.
    extends: [Observer]
    spacePermissions:
      [ReleaseCreate, DeploymentCreate, RunbookRunCreate, TaskCancel, DefectReport, VariableView, VariableViewUnscoped]
    systemPermissions: [TeamView, UserView]
  Train Record Keeper:
    description: Writes the variables of the project that keeps the record of trains.
    spacePermissions: [VariableEdit, VariableEditUnscoped]

trains: { space: Platform, approvers: [Risk Team] }
`,
  "scripts/health-check.sh": `line="============================================"
echo "\${line}"
echo "  CLUSTER HEALTH CHECK"
echo "  Environment: #{Octopus.Environment.Name}"
echo "  Checked by:  #{Octopus.Deployment.CreatedBy.DisplayName}"
echo "  Time:        $(date -u '+%Y-%m-%d %H:%M:%S UTC')"
echo "\${line}"

echo
echo "--- Nodes ---"
kubectl get nodes -o wide

echo
echo "--- Pods Not Running (across all namespaces) ---"
selector="status.phase!=Running,status.phase!=Succeeded"
troubled=$(kubectl get pods -A --field-selector="\${selector}" --no-headers 2>/dev/null | wc -l)
if [ "\${troubled}" -gt 0 ]; then
  echo "⚠️  \${troubled} pods are in trouble:"
  kubectl get pods -A --field-selector="\${selector}"
else
  echo "✅ Every pod is healthy"
fi

echo
echo "--- Recent Warnings ---"
kubectl get events -A --field-selector type=Warning --sort-by=.lastTimestamp | tail -10

echo
echo "--- PVCs ---"
kubectl get pvc -A
`,
  "scripts/provision-namespace.sh": `name="#{NewNamespace}"
echo "Namespace \${name} in #{Octopus.Environment.Name}"
if kubectl get namespace "\${name}" 2>/dev/null; then
  echo "It is there already"
else
  kubectl create namespace "\${name}"
fi
kubectl label namespace "\${name}" app.kubernetes.io/managed-by=octopus --overwrite
`,
  "scripts/restart.sh": `echo "Restarting fraud-detector in #{Octopus.Environment.Name}..."
kubectl rollout restart deployment/fraud-detector -n #{Namespace}
kubectl rollout status deployment/fraud-detector -n #{Namespace} --timeout=120s
echo
echo "Pods after the restart:"
kubectl get pods -n #{Namespace} -l app=fraud-detector
`,
  "scripts/run-migration.sh": `line="============================================"
echo "\${line}"
echo "  DATABASE MIGRATION"
echo "  Service:     payments-api"
echo "  Environment: #{Octopus.Environment.Name}"
echo "  Migration:   #{MigrationName}"
echo "  Run by:      #{Octopus.Deployment.CreatedBy.DisplayName}"
echo "  Time:        $(date -u '+%Y-%m-%d %H:%M:%S UTC')"
echo "\${line}"
echo

# A real one would start a pod of the service's image in #{Namespace} that runs the migration.
echo "(Simulated) Running migration #{MigrationName}..."
sleep 2
echo "Migration complete. Rows affected: 42,387. Duration: 12.3s."
`,
  "scripts/smoke-test.sh": `echo "Smoke test of payments-api in #{Octopus.Environment.Name}"
namespace="#{Namespace}"
kubectl rollout status deployment/payments-api -n "\${namespace}" --timeout=120s

pod=$(kubectl get pod -n "\${namespace}" -l app=payments-api -o jsonpath='{.items[0].metadata.name}')
code=$(kubectl exec -n "\${namespace}" "\${pod}" -- \\
  curl -s -o /dev/null -w '%{http_code}' http://localhost:80/ 2>/dev/null)
if [ "\${code}" = "200" ]; then
  echo "✅ payments-api is healthy (HTTP \${code})"
else
  echo "❌ payments-api is not healthy (HTTP \${code})"
  exit 1
fi
`,
};
