import { buildCommand } from '@stricli/core';
import type { BootstrapContext } from '../context.ts';
import { type LabPart, labParts } from '../graph/parts.ts';
import type { GraphFlags } from './graph.handler.ts';
import { fileArgument } from './parameters.ts';

/** `bootstrap graph [FILE]`. */
export const graph = buildCommand<GraphFlags, [file?: string], BootstrapContext>({
  docs: {
    brief: 'Draw the lab as a Mermaid flowchart; needs no server',
    fullDescription:
      'Draws what the lab file describes as a Mermaid flowchart: teams, lifecycles, spaces with their projects, variable sets and tenants, and the clusters that agents sit in. An arrow from a space to a cluster is an agent.',
  },
  loader: async () => (await import('./graph.handler.ts')).graph,
  parameters: {
    flags: {
      part: {
        kind: 'enum',
        values: labParts,
        default: 'all' satisfies LabPart,
        brief: 'Draw one side of the lab only',
      },
      only: {
        kind: 'parsed',
        parse: String,
        placeholder: 'SPACE',
        optional: true,
        variadic: true,
        brief: 'Draw this space only; may be given several times',
      },
      markdown: { kind: 'boolean', default: false, brief: 'A page in Markdown, with a picture for each side' },
    },
    positional: { kind: 'tuple', parameters: [fileArgument] },
  },
});
