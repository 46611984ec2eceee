import { closest } from '@octotrain/checked-yaml';
import { exitCodes } from '@octotrain/command-line';
import type { Lab } from '@octotrain/lab-config';
import type { BootstrapContext } from '../context.ts';
import { readLab } from '../file/read-lab.ts';
import { mermaidText } from '../graph/flowchart.ts';
import { labGraph } from '../graph/lab-graph.ts';
import { type LabPart, labParts } from '../graph/parts.ts';
import { refuse } from './desk.ts';

/** What `graph` is told. */
export interface GraphFlags {
  readonly part: LabPart;
  readonly only?: readonly string[];
  readonly markdown: boolean;
}

/** Draws the lab. */
export async function graph(this: BootstrapContext, flags: GraphFlags, file?: string): Promise<void> {
  const read = await readLab({ file, cwd: this.cwd });
  if (!read.ok) {
    this.setExitCode(refuse(this, read));
    return;
  }
  const { lab } = read.value;
  const { part, only = [] } = flags;
  const unknown = only.flatMap((name) => unknownSpace(lab, name));
  if (unknown.length > 0) {
    this.setExitCode(refuse(this, { text: unknown.join('\n'), exit: exitCodes.usage }));
    return;
  }
  const drawn = (one: LabPart) => mermaidText(labGraph(lab, { part: one, only }));
  this.stdout.write(flags.markdown ? page(lab, part, drawn) : `${drawn(part)}\n`);
  this.setExitCode(exitCodes.done);
}

function unknownSpace(lab: Lab, name: string): readonly string[] {
  const names = lab.spaces.map((space) => space.name);
  if (names.some((one) => one.toLowerCase() === name.toLowerCase())) return [];
  const near = closest(name, names);
  const hint = near === undefined ? `it has ${names.join(', ')}` : `did you mean "${near}"?`;
  return [`the lab has no space "${name}": ${hint}`];
}

const headings: Readonly<Record<LabPart, string>> = {
  all: 'Everything',
  spaces: 'Spaces',
  lifecycles: 'Lifecycles',
  clusters: 'Clusters and agents',
  people: 'Teams and their roles',
};

/** A picture for each side of the lab, each under its heading. */
function page(lab: Lab, part: LabPart, drawn: (part: LabPart) => string): string {
  const parts = part === 'all' ? labParts.filter((one) => one !== 'all') : [part];
  const sections = parts.map((one) => `## ${headings[one]}\n\n\`\`\`mermaid\n${drawn(one)}\n\`\`\`\n`);
  return [`# ${lab.name}\n`, ...(lab.description === '' ? [] : [`${lab.description}\n`]), ...sections].join('\n');
}
