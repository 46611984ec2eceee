import { durationParser } from '@octotrain/command-line';
import { clusterFlags } from './clusters-flags.ts';
import { jsonFlag } from './parameters.ts';

function text(placeholder: string, brief: string) {
  return { kind: 'parsed', parse: String, optional: true, placeholder, brief } as const;
}

/** For every command about agents in clusters. */
export const agentFlags = {
  ...clusterFlags,
  agentChart: text('CHART', "Chart of the agent: a folder, a packed chart or an oci:// address; Octopus' own"),
  agentChartVersion: text('VERSION', 'Its version, or a range; 3.*.* of its own'),
  driverChart: text(
    'CHART',
    "Chart of the NFS driver: a folder, a packed chart, or a name in its repository; the driver's own",
  ),
  driverRepository: text('URL', "Repository of the driver's chart"),
  driverChartVersion: text('VERSION', 'Its version, or a range'),
  driverValues: text('FILE', "Values for the driver's chart, a JSON file"),
  standIn: {
    kind: 'boolean',
    optional: true,
    withNegated: false,
    brief:
      'Have charts of the same footprint stand in, and register agents on their behalf: for a server that agents cannot poll, such as the embedded one. Always so where pods run nothing (kwok)',
  },
  comms: text('URL', 'Where agents poll the server; its host at port 10943 when left out'),
  timeout: {
    kind: 'parsed',
    parse: durationParser,
    optional: true,
    placeholder: 'TIME',
    brief: 'How long one agent may take; 5m when left out',
  },
  json: jsonFlag,
} as const;
