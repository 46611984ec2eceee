/** One substitution as the three languages write it. The values are the same; names of lists are Octopus'. */
export interface TemplateCase {
  readonly name: string;
  readonly octostache: string;
  readonly handlebars: string;
  readonly mustache: string;
}

const settings = Array.from({ length: 20 }, (_, at) => `Setting${at}`);
const lines = (line: (name: string) => string) =>
  settings.map((name) => `${name.toLowerCase()}: ${line(name)}\n`).join('');

export const cases: readonly TemplateCase[] = [
  {
    name: 'plain',
    octostache: lines((name) => `#{${name}}`),
    handlebars: lines((name) => `{{${name}}}`),
    mustache: lines((name) => `{{{${name}}}}`),
  },
  {
    name: 'conditions',
    octostache: lines((name) => `#{if Odd${name}}#{${name}}#{else}none#{/if}`),
    handlebars: lines((name) => `{{#if Odd${name}}}{{${name}}}{{else}}none{{/if}}`),
    mustache: lines((name) => `{{#Odd${name}}}{{{${name}}}}{{/Odd${name}}}{{^Odd${name}}}none{{/Odd${name}}}`),
  },
  {
    name: 'loop',
    octostache: '#{each host in Hosts}- #{host.Name} at #{host.Port}\n#{/each}',
    handlebars: '{{#each Hosts}}- {{Name}} at {{Port}}\n{{/each}}',
    mustache: '{{#Hosts}}- {{{Name}}} at {{{Port}}}\n{{/Hosts}}',
  },
];

const hosts = Array.from({ length: 50 }, (_, at) => ({ Name: `host-${at}.example.com`, Port: String(8000 + at) }));

/** For handlebars and mustache: lists are lists, and what is false is false. */
export const context: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(settings.map((name, at) => [name, `value <${at}> of ${name}`])),
  ...Object.fromEntries(settings.map((name, at) => [`Odd${name}`, at % 2 === 1])),
  Hosts: hosts,
};

/** For Octopus: all values are texts, and lists are in the names. */
export const variables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(settings.map((name, at) => [name, `value <${at}> of ${name}`])),
  ...Object.fromEntries(settings.map((name, at) => [`Odd${name}`, at % 2 === 1 ? 'True' : 'False'])),
  ...Object.fromEntries(
    hosts.flatMap(({ Name, Port }, at) => [
      [`Hosts[${at}].Name`, Name],
      [`Hosts[${at}].Port`, Port],
    ]),
  ),
};
