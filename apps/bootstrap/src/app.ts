import { programConfiguration } from '@octotrain/command-line';
import { buildApplication, buildRouteMap } from '@stricli/core';
import packageJson from '../package.json' with { type: 'json' };
import { agentsInstall } from './commands/agents-install.ts';
import { registerAgents } from './commands/agents-register.ts';
import { agentsRemove } from './commands/agents-remove.ts';
import { agentsRights } from './commands/agents-rights.ts';
import { agentsStatus } from './commands/agents-status.ts';
import { apply } from './commands/apply.ts';
import { clustersDown } from './commands/clusters-down.ts';
import { clustersDrift } from './commands/clusters-drift.ts';
import { clustersFootprint } from './commands/clusters-footprint.ts';
import { clustersStatus } from './commands/clusters-status.ts';
import { clustersUp } from './commands/clusters-up.ts';
import { destroy } from './commands/destroy.ts';
import { doctor } from './commands/doctor.ts';
import { graph } from './commands/graph.ts';
import { lint } from './commands/lint.ts';
import { plan } from './commands/plan.ts';
import { pods } from './commands/pods.ts';
import { pull } from './commands/pull.ts';
import { tally } from './commands/tally.ts';
import { tenantAdd } from './commands/tenant-add.ts';
import { tenantList } from './commands/tenant-list.ts';
import { tenantRemove } from './commands/tenant-remove.ts';
import { verify } from './commands/verify.ts';
import type { BootstrapContext } from './context.ts';

const agents = buildRouteMap({
  routes: {
    install: agentsInstall,
    status: agentsStatus,
    rights: agentsRights,
    remove: agentsRemove,
    register: registerAgents,
  },
  docs: { brief: 'Kubernetes agents of the lab' },
});

const clusters = buildRouteMap({
  routes: {
    up: clustersUp,
    status: clustersStatus,
    footprint: clustersFootprint,
    drift: clustersDrift,
    down: clustersDown,
  },
  docs: { brief: 'Kubernetes clusters of the lab, on this machine' },
});

const tenant = buildRouteMap({
  routes: { add: tenantAdd, remove: tenantRemove, list: tenantList },
  docs: { brief: 'Tenants of the lab, one by one' },
});

/** The program `bootstrap`. */
export const app = buildApplication<BootstrapContext>(
  buildRouteMap({
    routes: { doctor, plan, apply, verify, pull, destroy, clusters, agents, tenant, graph, tally, lint, pods },
    docs: {
      // Started by what brings clusters up, not by people.
      hideRoute: { pods: true },
      brief: 'Make an Octopus server match a lab file',
      fullDescription:
        'Makes an Octopus server match a lab file: spaces, environments, lifecycles, projects, runbooks, tenants, people. The server is OCTOPUS_URL, the key OCTOPUS_API_KEY.',
    },
  }),
  programConfiguration({ name: 'bootstrap', version: packageJson.version }),
);
