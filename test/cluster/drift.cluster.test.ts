import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { opened } from './support/opened-cluster.ts';
import { describeOnCluster } from './support/test-cluster.ts';

const charts = fileURLToPath(new URL('../../packages/lab-config/finpay/deploy/v1.0.0/charts', import.meta.url));

const everything = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: shop}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: shop, namespace: shop}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  mode: live
  "on": "yes"
  text: |
    two
    lines
---
apiVersion: v1
kind: Secret
metadata: {name: keys, namespace: shop}
stringData: {token: open-sesame}
data: {other: b3RoZXI=}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec: {accessModes: [ReadWriteOnce], storageClassName: none, resources: {requests: {storage: 1024Mi}}}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: much, namespace: shop}
spec: {hard: {requests.cpu: 4000m, pods: 50}}
---
apiVersion: v1
kind: LimitRange
metadata: {name: usual, namespace: shop}
spec: {limits: [{type: Container, defaultRequest: {cpu: 0.1, memory: 0.5Gi}, max: {cpu: 2000m}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: NodePort, clusterIP: "", selector: {app: web}, ports: [{name: http, port: 80, targetPort: http, nodePort: 0}, {name: dns, port: 80, protocol: UDP}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, creationTimestamp: null}
spec:
  replicas: 2
  minReadySeconds: 0
  paused: false
  selector: {matchLabels: {app: web}}
  strategy: {rollingUpdate: {maxSurge: 25%}}
  template:
    metadata: {labels: {app: web}, creationTimestamp: null}
    spec:
      serviceAccountName: shop
      tolerations: [{key: a, operator: Exists}]
      securityContext: {}
      initContainers: [{name: first, image: first:1, resources: {}}]
      containers:
      - name: web
        image: web:1
        imagePullPolicy: ""
        args: ["--port", "8080"]
        ports: [{name: http, containerPort: 8080, hostPort: 0}]
        env:
        - {name: EMPTY, value: ""}
        - {name: NUMBER, value: "1"}
        - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
        - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1000m}}}
        resources: {requests: {cpu: 0.5, memory: 1024Mi}, limits: {cpu: 1000m, memory: 1.5Gi}}
        readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 0}
        volumeMounts: [{name: settings, mountPath: /settings}, {name: temp, mountPath: /tmp}]
      volumes:
      - {name: settings, configMap: {name: settings, defaultMode: 0440}}
      - {name: temp, emptyDir: {sizeLimit: 1024Ki}}
status: {}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store, namespace: shop}
spec:
  replicas: 0
  serviceName: store
  selector: {matchLabels: {app: store}}
  template: {metadata: {labels: {app: store}}, spec: {terminationGracePeriodSeconds: 0, containers: [{name: store, image: "store:1"}]}}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2048Mi}}}}]
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: shop}
spec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: job, image: "job:1", command: [run]}]}}}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: store, namespace: shop}
spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: store}, metrics: [{type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 1024Mi}}}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: shop}
spec: {minAvailable: 50%, selector: {matchLabels: {app: web}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {rules: [{host: shop.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}]}}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: shop}}}], ports: [{port: 8080}]}]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: shop, namespace: shop}
rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: shop, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: shop}
subjects: [{kind: ServiceAccount, name: shop}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: shop-all}
aggregationRule: {clusterRoleSelectors: [{matchLabels: {rbac.authorization.k8s.io/aggregate-to-view: "true"}}]}
rules: []
`;

/** Two pods at least for its autoscaler, and one for whoever wrote it. */
const scaled = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: scaled, namespace: default}
spec:
  replicas: 1
  selector: {matchLabels: {app: scaled}}
  template:
    metadata: {labels: {app: scaled}}
    spec: {containers: [{name: web, image: "web:1"}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: scaled, namespace: default}
spec: {minReplicas: 2, maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: scaled}}
`;

describeOnCluster('what was applied to a real control plane', { name: 'drift' }, (on) => {
  it.each([['--server-side', '--force-conflicts'], ['--server-side=false']])(
    'has not drifted, however it was applied: %s',
    async (...how) => {
      await on.kubectl(['apply', ...how, '-f', '-'], everything);
      // Pods start, the controllers write what they write.
      await on.kubectl(['rollout', 'status', '-n', 'shop', 'deployment/web', '--timeout=30s']);
      const cluster = await opened(on);

      const report = await cluster.drift({ desired: { namespace: 'default', manifest: everything } });

      const drifted = report.ok ? report.value.objects.filter(({ state }) => state !== 'same') : report;
      expect(drifted).toEqual([]);
      expect(report).toMatchObject({ ok: true, value: { same: true } });
    },
  );

  it('has not drifted where an autoscaler has scaled it, but where somebody then did', async () => {
    await on.kubectl(['apply', '--server-side', '-f', '-'], scaled);
    await expect
      .poll(() => on.kubectl(['get', 'deployment/scaled', '-o', 'jsonpath={.spec.replicas}']), { timeout: 60_000 })
      .toBe('2');
    const cluster = await opened(on);
    const desired = { namespace: 'default', manifest: scaled };
    const byAutoscaler = await cluster.drift({ desired });
    await on.kubectl(['scale', 'deployment/scaled', '--replicas=3']);
    const bySomebody = await cluster.drift({ desired });

    expect(byAutoscaler).toMatchObject({ ok: true, value: { same: true } });
    expect(bySomebody).toMatchObject({
      ok: true,
      value: {
        objects: [{ fields: [{ path: 'spec.replicas', live: 3, by: { manager: 'kubectl' } }] }, { state: 'same' }],
      },
    });
  });

  it('has drifted where somebody changed it, and it is said who', async () => {
    await on.kubectl(['scale', '-n', 'shop', 'deployment/web', '--replicas=5']);
    await on.kubectl(['set', 'image', '-n', 'shop', 'deployment/web', 'web=web:hot']);
    await on.kubectl(['delete', '-n', 'shop', 'poddisruptionbudget/web']);
    await on.kubectl(['patch', '-n', 'shop', 'secret/keys', '-p', '{"stringData":{"token":"changed"}}']);
    const cluster = await opened(on);

    const report = await cluster.drift({ desired: { namespace: 'default', manifest: everything } });

    const drifted = report.ok ? report.value.objects.filter(({ state }) => state !== 'same') : [];
    expect(drifted).toMatchObject([
      { kind: 'Secret', fields: [{ path: 'data.token', desired: '(secret)', by: { manager: 'kubectl-patch' } }] },
      {
        kind: 'Deployment',
        fields: [
          { path: 'spec.replicas', desired: 2, live: 5, by: { manager: 'kubectl', subresource: 'scale' } },
          {
            path: 'spec.template.spec.containers[name=web].image',
            live: 'web:hot',
            by: { manager: 'kubectl-set', owns: true, time: expect.stringMatching(/^20\d\d-/) },
          },
        ],
      },
      { kind: 'PodDisruptionBudget', state: 'missing' },
    ]);
  });

  it.each(['fraud-detector', 'payments-api', 'merchant-portal'])(
    'by helm from the chart %s has not drifted, until it is scaled by hand',
    async (chart) => {
      await on.helm(['upgrade', '--install', chart, `${charts}/${chart}`, '-n', chart, '--create-namespace']);
      await on.kubectl(['rollout', 'status', '-n', chart, 'deployment', '--timeout=30s']);
      const cluster = await opened(on);
      const question = { desired: { namespace: chart, release: chart } };
      const fresh = await cluster.drift(question);
      expect(fresh.ok ? fresh.value.objects.filter(({ state }) => state !== 'same') : fresh).toEqual([]);

      const deployment = (await on.kubectl(['get', 'deployment', '-n', chart, '-o', 'name'])).trim();
      await on.kubectl(['scale', '-n', chart, deployment, '--replicas=7']);

      expect(await cluster.drift(question)).toMatchObject({
        ok: true,
        value: {
          same: false,
          revision: 1,
          objects: expect.arrayContaining([
            expect.objectContaining({
              kind: 'Deployment',
              fields: [
                expect.objectContaining({
                  path: 'spec.replicas',
                  live: 7,
                  by: expect.objectContaining({ manager: 'kubectl', subresource: 'scale' }),
                }),
              ],
            }),
          ]),
        },
      });
    },
  );
});
