import { parse } from 'yaml';
import { remember } from '../remember.ts';
import { parseTemplate } from './parse-template.ts';
import { definedIn, renderNodes } from './render-template.ts';
import { type Node, TemplateProblem } from './template-syntax.ts';
import { isValues, type Value, type Values } from './values.ts';

/** A chart with what it is rendered for. */
export interface ChartQuestion {
  /** Texts by path below the chart's folder: `Chart.yaml`, `templates/…`. */
  readonly files: ReadonlyMap<string, string>;
  readonly values: Values;
  readonly release: { readonly name: string; readonly namespace: string };
}

const REMEMBERED = 500;

const parseOnce = remember<readonly Node[]>(REMEMBERED, parseTemplate);

/** Renders the templates of a chart into one text of manifests, or says which file cannot be rendered and why. */
export function renderChart(question: ChartQuestion): { readonly text: string } | { readonly problem: string } {
  const templates = [...question.files].filter(([path]) => /^templates\/.*\.(ya?ml|tpl)$/.test(path));
  const defined = new Map<string, readonly Node[]>();
  const nodesOf = new Map<string, readonly Node[]>();
  for (const [path, text] of templates) {
    try {
      const nodes = parseOnce(text);
      nodesOf.set(path, nodes);
      for (const [name, body] of definedIn(nodes)) defined.set(name, body);
    } catch (error) {
      return { problem: problemOf(path, error) };
    }
  }
  const root = rootOf(question);
  const texts: string[] = [];
  for (const [path, nodes] of nodesOf) {
    if (!/\.ya?ml$/.test(path)) continue;
    try {
      const text = renderNodes(nodes, { root, defined });
      if (text.trim() !== '') texts.push(text);
    } catch (error) {
      return { problem: problemOf(path, error) };
    }
  }
  return { text: texts.join('\n---\n') };
}

function problemOf(path: string, error: unknown): string {
  if (!(error instanceof TemplateProblem)) throw error;
  return `${path}: ${error.message}`;
}

function rootOf({ files, values, release }: ChartQuestion): Values {
  const chart = readValues(files.get('Chart.yaml') ?? '');
  return {
    Values: values,
    Release: {
      Name: release.name,
      Namespace: release.namespace,
      Service: 'Helm',
      IsInstall: true,
      IsUpgrade: false,
      Revision: 1,
    },
    Chart: {
      Name: chart.name ?? '',
      Version: chart.version ?? '',
      AppVersion: chart.appVersion ?? '',
      Description: chart.description ?? '',
    },
    Capabilities: { KubeVersion: { Version: 'v1.30.0', Major: '1', Minor: '30' } },
  };
}

/** The map that a YAML text holds; an empty one when it holds none. Throws when it is not YAML. */
export const readValues = remember(REMEMBERED, (text: string): Values => {
  // YAML's core schema gives exactly what `Value` can hold.
  const value = parse(text) as Value | undefined;
  return isValues(value) ? value : {};
});
