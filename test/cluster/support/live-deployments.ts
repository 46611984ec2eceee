import type { LabFolder } from './lab-folder.ts';

interface Live {
  readonly items: readonly {
    readonly metadata: {
      readonly namespace: string;
      readonly name: string;
      readonly labels?: Readonly<Record<string, string>>;
    };
    readonly spec: {
      readonly replicas: number;
      readonly template: {
        readonly spec: {
          readonly containers: readonly {
            readonly image: string;
            readonly env?: readonly { readonly name: string; readonly value?: string }[];
          }[];
        };
      };
    };
    readonly status: { readonly readyReplicas?: number };
  }[];
}

/** The deployments of a cluster that Octopus has made, a line each: where, image, pods, and what their environment says of tenants and logs. */
export async function deploymentRows(lab: LabFolder, context: string): Promise<readonly string[]> {
  // What kubectl answers to `get deployments`.
  const live = JSON.parse(await lab.kubectl(context, 'get', 'deployments', '-A', '-o', 'json')) as Live;
  return live.items
    .filter(({ metadata }) => !/^(octopus-agent|kube-system|local-path-storage)/.test(metadata.namespace))
    .map(rowOf);
}

function rowOf({ metadata, spec, status }: Live['items'][number]): string {
  const [container] = spec.template.spec.containers;
  const told = (container?.env ?? []).filter(({ name }) => ['LOG_LEVEL', 'BRAND_COLOR', 'DATA_REGION'].includes(name));
  const env = told.map(({ name, value }) => `${name}=${value}`).join(' ');
  const { namespace, name } = metadata;
  return `${namespace}/${name} ${container?.image} ${status.readyReplicas ?? 0}/${spec.replicas} ${env}`;
}
