import { describe, expect, it } from 'vitest';
import { readValues, renderChart } from './render-chart.ts';
import { overlay, setPath } from './values.ts';

/** Renders one template with values written as YAML. */
function render(template: string, values = '', more: Record<string, string> = {}): string {
  const files = new Map([
    ['Chart.yaml', 'name: shop\nversion: 1.2.3\nappVersion: "9.9"\n'],
    ['templates/all.yaml', template],
    ...Object.entries(more),
  ]);
  const release = { name: 'shop-acme', namespace: 'prod' };
  const rendered = renderChart({ files, values: readValues(values), release });
  return 'text' in rendered ? rendered.text : `problem: ${rendered.problem}`;
}

describe('a chart', () => {
  it.each([
    [
      'values, release and chart',
      '{{ .Values.a.b }} {{ .Release.Name }} {{ $.Release.Namespace }} {{ .Chart.AppVersion }}',
      'x shop-acme prod 9.9',
    ],
    ['quotes and defaults', '{{ .Values.missing | default "none" | quote }} {{ .Values.a.b | squote }}', `"none" 'x'`],
    ['if, else if, else', '{{ if .Values.off }}1{{ else if eq .Values.a.b "x" }}2{{ else }}3{{ end }}', '2'],
    ['not, and, or', '{{ if and (not .Values.off) (or .Values.off .Values.n) }}yes{{ end }}', 'yes'],
    ['a map in order of its keys', '{{ range $k, $v := .Values.env }}{{ $k }}={{ $v }};{{ end }}', 'A=1;B=2;'],
    ['a list by its dot', '{{ range .Values.list }}[{{ . }}]{{ else }}none{{ end }}', '[p][q]'],
    ['an empty list', '{{ range .Values.empty }}x{{ else }}none{{ end }}', 'none'],
    ['with', '{{ with .Values.a }}{{ .b }}{{ end }}', 'x'],
    ['variables', '{{- $name := .Values.a.b -}}{{ $name | upper }}', 'X'],
    ['trimmed blanks', 'a  {{- " b " -}}  c', 'a b c'],
    ['comments', 'a{{/* nothing */}}b', 'ab'],
    ['printf and trunc', '{{ printf "%s-%v" .Values.a.b .Values.n | trunc 3 }}', 'x-7'],
    ['nested yaml', 'r:\n  {{- toYaml .Values.a | nindent 2 }}', 'r:\n  b: x'],
    ['named templates', '{{ include "shop.name" . }}', 'SHOP'],
  ])('renders %s', (_, template, expected) => {
    const values = 'a: { b: x }\noff: false\nn: 7\nenv: { B: "2", A: "1" }\nlist: [p, q]\nempty: []\n';
    const helpers = { 'templates/_helpers.tpl': '{{- define "shop.name" -}}{{ .Chart.Name | upper }}{{- end -}}' };

    expect(render(template, values, helpers)).toBe(expected);
  });

  it('leaves out templates that come to nothing', () => {
    expect(render('{{ if .Values.off }}kind: X{{ end }}\n')).toBe('');
  });

  it.each([
    ['an unknown function', '{{ lookup "v1" }}', "templates/all.yaml: the function 'lookup' is not modelled"],
    ['a missing end', '{{ if .Values.a }}', "templates/all.yaml: the end of 'if' is missing"],
    ['an end of nothing', '{{ end }}', "templates/all.yaml: 'end' closes nothing"],
    ['a required value', '{{ required "say a tag" .Values.tag }}', 'templates/all.yaml: say a tag'],
    ['an unknown template', '{{ include "other" . }}', "templates/all.yaml: there is no template 'other'"],
  ])('says where it cannot be rendered: %s', (_, template, problem) => {
    expect(render(template)).toBe(`problem: ${problem}`);
  });
});

describe('values', () => {
  it('are laid over each other as helm does', () => {
    const base = { image: { tag: '1', name: 'n' }, list: [1, 2], gone: 'x' };

    expect(overlay(base, { image: { tag: '2' }, list: [3], gone: null })).toEqual({
      image: { tag: '2', name: 'n' },
      list: [3],
    });
    expect(base.image.tag).toBe('1');
  });

  it('are set by path', () => {
    expect(setPath({ image: { name: 'n' } }, 'image.tag', '2')).toEqual({ image: { name: 'n', tag: '2' } });
  });
});
