import { durationParser, type ProgramContext } from '@octotrain/command-line';
import { buildCommand } from '@stricli/core';
import { parseGitAddress, parseKubeconfigFor, parsePort, parseSpeed } from '../parsers.ts';
import type { ServeFlags } from './serve-flags.ts';

/** `octopus serve`, and `octopus` alone: serves until it is interrupted. */
export const serve = buildCommand<ServeFlags, [], ProgramContext>({
  docs: {
    brief: 'Run the embedded Octopus server',
    fullDescription: [
      'Runs an Octopus server for rehearsals on this machine, reachable from it only. Started empty it has one default space.',
      'The first two lines on stdout are OCTOPUS_URL=… and OCTOPUS_API_KEY=…, the key of an administrator; everything else goes to stderr. Ctrl-C stops it.',
      'In the data folder: keys.json (user name → key, for every user made) and kubeconfig (the simulated clusters).',
      "With --executor shell charts are upgraded by helm, manifests applied by kubectl and scripts run by bash, on the clusters that --kubeconfig-for names: by the name of a target, or of the cluster behind the first dot of an agent's polling address. Whoever may change a process then runs programs on this machine, as this user.",
    ].join('\n\n'),
  },
  loader: async () => (await import('./serve.handler.ts')).serve,
  parameters: {
    flags: {
      port: {
        kind: 'parsed',
        parse: parsePort,
        optional: true,
        placeholder: 'N',
        brief: 'Port to listen on (any free one)',
      },
      data: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'DIR',
        brief: 'Keep everything in this folder: what was answered survives a crash (nothing is kept)',
      },
      speed: {
        kind: 'parsed',
        parse: parseSpeed,
        optional: true,
        placeholder: 'N',
        brief: 'Do simulated work N times faster (1)',
      },
      automaticWithin: {
        kind: 'parsed',
        parse: durationParser,
        optional: true,
        placeholder: 'DURATION',
        brief: 'Deploy to automatic phases after this long at the most (30s)',
      },
      clock: {
        kind: 'enum',
        values: ['wall', 'virtual'],
        optional: true,
        brief: 'A virtual clock moves only when it is told to: POST /emulator/clock/advance (wall)',
      },
      openPage: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief: 'Show the page at / without a key (an administrator gives a key there)',
      },
      faults: {
        kind: 'parsed',
        parse: String,
        optional: true,
        placeholder: 'FILE',
        brief: 'YAML list of faults: match { route | step | workload, environment, tenant }, do, times, chance, seed',
      },
      git: {
        kind: 'parsed',
        parse: parseGitAddress,
        variadic: true,
        optional: true,
        placeholder: 'ADDRESS=DIR',
        brief: "Read a git address from a local clone; repeatable (FinPay's deploy repository)",
      },
      executor: {
        kind: 'enum',
        values: ['simulated', 'shell'],
        optional: true,
        brief: 'Run steps for real with helm, kubectl and bash of this machine: shell (simulated)',
      },
      kubeconfigFor: {
        kind: 'parsed',
        parse: parseKubeconfigFor,
        variadic: true,
        optional: true,
        placeholder: 'NAME=FILE[#CONTEXT]',
        brief: 'How a target, or a cluster of Kubernetes agents, is reached by steps that run for real; repeatable',
      },
      asAgents: {
        kind: 'boolean',
        optional: true,
        withNegated: false,
        brief:
          "Steps on a Kubernetes agent work as its scripts' account, so that the cluster refuses what it may not do",
      },
    },
  },
});
