import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { WorkloadShape } from '../../clusters/rollouts.ts';
import { remember } from '../remember.ts';

/** A Deployment as a manifest asks for it. */
interface ManifestWorkload extends WorkloadShape {
  readonly namespace: string | undefined;
}

/** A Service as a manifest asks for it. */
interface ManifestService {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly Name: string | null; readonly Port: number }[];
}

/** What the simulated clusters take from manifests; other kinds are only counted. */
export interface Manifests {
  readonly workloads: readonly ManifestWorkload[];
  readonly services: readonly ManifestService[];
  /** `Kind/name` of the objects that are not modelled. */
  readonly others: readonly string[];
  /** Why the text cannot be applied; empty when it can. */
  readonly problems: readonly string[];
}

const texts = z
  .record(z.string(), z.coerce.string())
  .nullish()
  .transform((value) => value ?? {});
const metadata = z.object({ name: z.string(), namespace: z.string().nullish(), labels: texts });
const anyObject = z.object({ kind: z.string(), metadata: z.object({ name: z.string() }) });
const variable = z.object({ name: z.string(), value: z.coerce.string().optional() });
const deployment = z.object({
  metadata,
  spec: z.object({
    replicas: z.number().int().nonnegative().nullish(),
    template: z.object({
      metadata: z.object({ labels: texts }),
      spec: z.object({
        containers: z
          .array(
            z.object({
              image: z.string(),
              env: z.array(variable).nullish(),
              ports: z.array(z.object({ containerPort: z.number() })).nullish(),
            }),
          )
          .min(1),
      }),
    }),
  }),
});
const service = z.object({
  metadata,
  spec: z.object({
    selector: texts,
    ports: z.array(z.object({ name: z.string().nullish(), port: z.number() })).nullish(),
  }),
});

const REMEMBERED = 500;

const autoscaler = z.object({
  metadata,
  spec: z.object({ scaleTargetRef: z.object({ name: z.string() }), minReplicas: z.number().int().nullish() }),
});

/** Reads the documents of a YAML text, as `kubectl apply` does. */
export const readManifests = remember(REMEMBERED, readDocuments);

function readDocuments(text: string): Manifests {
  const found = {
    workloads: [] as ManifestWorkload[],
    services: [] as ManifestService[],
    others: [] as string[],
    problems: [] as string[],
    minimums: new Map<string, number>(),
  };
  for (const document of parseAllDocuments(text)) {
    const [error] = 'errors' in document ? document.errors : [];
    if (error !== undefined) {
      found.problems.push(error.message.split('\n')[0] ?? 'not YAML');
      continue;
    }
    // `parseAllDocuments` gives documents, or an empty stream without any.
    const value: unknown = 'toJS' in document ? document.toJS() : null;
    if (value !== null && value !== undefined) readObject(value, found);
  }
  const { minimums, ...manifests } = found;
  const workloads = found.workloads.map((workload) => {
    const minimum = minimums.get(`${workload.namespace ?? ''}/${workload.name}`) ?? 0;
    return { ...workload, replicas: Math.max(workload.replicas, minimum) };
  });
  return { ...manifests, workloads };
}

function readObject(
  value: unknown,
  found: {
    workloads: ManifestWorkload[];
    services: ManifestService[];
    others: string[];
    problems: string[];
    /** Least number of replicas that an autoscaler keeps, by namespace and name of its Deployment. */
    minimums: Map<string, number>;
  },
): void {
  const object = anyObject.safeParse(value);
  if (!object.success) {
    found.problems.push('an object has no kind or no name');
    return;
  }
  const what = `${object.data.kind}/${object.data.metadata.name}`;
  if (object.data.kind === 'Deployment') {
    const parsed = deployment.safeParse(value);
    if (parsed.success) found.workloads.push(workloadOf(parsed.data));
    else found.problems.push(problemOf(what, parsed.error));
  } else if (object.data.kind === 'Service') {
    const parsed = service.safeParse(value);
    if (parsed.success) found.services.push(serviceOf(parsed.data));
    else found.problems.push(problemOf(what, parsed.error));
  } else {
    found.others.push(what);
    const parsed = object.data.kind === 'HorizontalPodAutoscaler' ? autoscaler.safeParse(value) : undefined;
    if (!parsed?.success) return;
    const { metadata: meta, spec } = parsed.data;
    found.minimums.set(`${meta.namespace ?? ''}/${spec.scaleTargetRef.name}`, spec.minReplicas ?? 1);
  }
}

function problemOf(what: string, error: z.ZodError): string {
  const [issue] = error.issues;
  return `${what}: ${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`;
}

function workloadOf({ metadata: meta, spec }: z.output<typeof deployment>): ManifestWorkload {
  const [container] = spec.template.spec.containers;
  return {
    namespace: meta.namespace ?? undefined,
    name: meta.name,
    labels: spec.template.metadata.labels,
    replicas: spec.replicas ?? 1,
    image: container?.image ?? '',
    env: Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value ?? ''])),
    port: container?.ports?.[0]?.containerPort ?? 80,
  };
}

function serviceOf({ metadata: meta, spec }: z.output<typeof service>): ManifestService {
  return {
    namespace: meta.namespace ?? undefined,
    name: meta.name,
    selector: spec.selector,
    ports: (spec.ports ?? []).map(({ name, port }) => ({ Name: name ?? null, Port: port })),
  };
}
