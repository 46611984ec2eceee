/** A Deployment of pods that answer at port 80. */
export function deploymentOf(options: { namespace: string; name: string; replicas: number; image: string }): object {
  const { namespace, name, replicas, image } = options;
  const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } };
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'api', image, ports: [{ containerPort: 80 }], resources }] },
      },
    },
  };
}

export function serviceOf({ namespace, name }: { namespace: string; name: string }): object {
  const spec = { selector: { app: name }, ports: [{ port: 80 }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name }, spec };
}

export function namespaceOf(name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: name } } };
}
