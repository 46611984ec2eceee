import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { loadLab } from '../load/load-lab.ts';
import { deployHistory } from './deploy-history.ts';
import { finpayLab } from './finpay-lab.ts';

const charts = ['payments-api', 'fraud-detector', 'merchant-portal'];
const environments = ['development', 'staging', 'production'];

/** The files of a tag: those of its commit over those of the commits before it. */
function filesAt(tag: string): Readonly<Record<string, string>> {
  const last = deployHistory.findIndex((commit) => commit.tag === tag);
  return Object.assign({}, ...deployHistory.slice(0, last + 1).map((commit) => commit.files));
}

function textAt(tag: string, path: string): string {
  const text = filesAt(tag)[path];
  if (text === undefined) throw new Error(`${tag} has no ${path}`);
  return text;
}

type Values = { [key: string]: Values } & { image: { tag: string }; replicaCount: number; env: Record<string, string> };

describe.each(['v1.0.0', 'v1.1.0'])('at %s', (tag) => {
  test.each(charts)('%s is a chart whose version is the tag’s', (chart) => {
    const about: unknown = parse(textAt(tag, `charts/${chart}/Chart.yaml`));

    expect(about).toMatchObject({ apiVersion: 'v2', name: chart, version: tag.slice(1), appVersion: tag.slice(1) });
  });

  test.each(charts)('every value that a template of %s reads is in its values', (chart) => {
    const values: unknown = parse(textAt(tag, `charts/${chart}/values.yaml`));
    const templates = Object.entries(filesAt(tag)).filter(([path]) => path.startsWith(`charts/${chart}/templates/`));
    const read = templates.flatMap(([, text]) =>
      [...text.matchAll(/\.Values\.([\w.]+)/g)].map((match) => match[1] ?? ''),
    );

    expect(templates).toHaveLength(4);
    expect(read.length).toBeGreaterThan(10);
    for (const path of read) expect(values).toHaveProperty(path);
  });

  test.each(charts)('every template of %s closes what it opens', (chart) => {
    const templates = Object.entries(filesAt(tag)).filter(([path]) => path.startsWith(`charts/${chart}/templates/`));

    for (const [path, text] of templates) {
      const opened = text.match(/\{\{-? (if|range|with) /g)?.length ?? 0;
      expect(text.match(/\{\{-? end /g)?.length ?? 0, path).toBe(opened);
      expect(text.match(/\{\{/g)?.length, path).toBe(text.match(/\}\}/g)?.length);
    }
  });

  test.each(charts)('%s grows with its environment, and Production is guarded', (chart) => {
    const [development, staging, production] = environments.map(
      (name): Values => parse(textAt(tag, `charts/${chart}/values-${name}.yaml`)), // our own files, of this shape
    );

    expect(development?.replicaCount).toBe(1);
    expect(staging?.replicaCount).toBe(2);
    expect(production?.replicaCount).toBeGreaterThanOrEqual(2);
    expect(production).toMatchObject({ autoscaling: { enabled: true }, podDisruptionBudget: { enabled: true } });
    expect([development, staging, production].map((one) => one?.env.LOG_LEVEL)).toEqual(['debug', 'info', 'warn']);
  });
});

test('every path that a step of the lab reads is in the repository', () => {
  const loaded = loadLab(finpayLab);
  const projects = loaded.ok ? loaded.lab.spaces.flatMap((space) => space.projects) : [];
  const paths = projects
    .flatMap((project) => project.process)
    .flatMap((step) => {
      if (step.kind === 'kubernetesYaml') return step.paths;
      return step.kind === 'helm' ? [`${step.chart}/Chart.yaml`, ...step.valuesFiles] : [];
    })
    .flatMap((path) => environments.map((name) => path.replace('#{Octopus.Environment.Name | ToLower}', name)));

  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) expect(filesAt('v1.0.0')).toHaveProperty([path]);
});

test('kyc-service is marked as a handler of personal data, on every object and pod', () => {
  const text = textAt('v1.0.0', 'manifests/kyc-service/deployment.yaml').replace(/#\{Replicas\}/, '2');
  const objects = parseAllDocuments(text).map((document) => document.toJS() as { kind: string }); // not empty: tested next

  expect(objects.map((object) => object.kind)).toEqual(['Deployment', 'Service']);
  for (const object of objects) expect(object).toMatchObject({ metadata: { labels: { compliance: 'pii-handler' } } });
  expect(objects[0]).toMatchObject({
    spec: { replicas: 2, template: { metadata: { labels: { compliance: 'pii-handler' } } } },
  });
});

test('kyc-service takes from Octopus exactly what its project has variables for', () => {
  const loaded = loadLab(finpayLab);
  const projects = loaded.ok ? loaded.lab.spaces.flatMap((space) => space.projects) : [];
  const variables = projects.find((project) => project.name === 'kyc-service')?.variables.map(({ name }) => name);
  const used = textAt('v1.0.0', 'manifests/kyc-service/deployment.yaml').match(/(?<=#\{)\w+/g);

  expect(new Set(used)).toEqual(new Set(variables));
});

test('merchant-portal shows its merchant’s colour and region', () => {
  const template = textAt('v1.1.0', 'charts/merchant-portal/templates/deployment.yaml');

  expect(template).toContain('value: {{ .Values.brandColor | quote }}');
  expect(template).toContain('value: {{ .Values.dataRegion | quote }}');
});
