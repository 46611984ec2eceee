import { programConfiguration } from '@octotrain/command-line';
import { buildApplication, buildRouteMap } from '@stricli/core';
import packageJson from '../package.json' with { type: 'json' };
import type { LabContext } from './context.ts';
import { down } from './down/down.ts';
import { status } from './status/status.ts';
import { up } from './up/up.ts';

/** The program `lab`. */
export const app = buildApplication<LabContext>(
  buildRouteMap({
    routes: { up, status, down },
    docs: { brief: "FinPay's whole lab on this machine: two clusters, an Octopus server, its agents, Friday morning" },
  }),
  programConfiguration({ name: 'lab', version: packageJson.version }),
);
