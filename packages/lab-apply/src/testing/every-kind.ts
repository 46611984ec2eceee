import { type Lab, loadLab } from '@octotrain/lab-config';
import type { State } from '@octotrain/octopus-emulator';
import { registerAgents } from '../agents/register-agents.ts';
import { applyLab } from '../apply/apply-lab.ts';
import { type LabServer, startLabServer } from './lab-server.ts';

/** A lab with at least one thing of every kind that lab files know. */
export const everyKindFile = `version: 1
lab: Every Kind
clusters:
  dev: { context: kind-dev, environments: [Development] }
shared:
  environments:
    - { name: Development, description: First }
    - { name: Production, description: Last }
  lifecycles:
    Standard:
      description: One after another
      phases:
        - { name: Development, manual: [Development] }
        - { name: Production, manual: [Production] }
  gitCredentials:
    GitHub: { username: small, password: { env: TOKEN, optional: true } }
  feeds:
    Images: { type: docker, url: "https://images.example.com" }
  tagSets:
    Size: { description: How large a merchant is, tags: { Large: {}, Small: {} } }
  variableSets:
    Common:
      description: For all
      variables: { Registry: example.com, Region: eu }
spaces:
  Shop:
    description: What customers see
    default: true
    agents: { targetTags: [shop-k8s] }
    projectGroups: { Web: { description: Pages } }
    projects:
      web:
        description: The shop
        group: Web
        lifecycle: Standard
        multiTenancy: tenantedOrUntenanted
        variableSets: [Common]
        variables: { Replicas: { Development: 1, Production: 3 } }
        templates: { Colour: { label: Colour } }
        channels: { Hotfix: { description: Quick } }
        process:
          - { name: Approve, kind: manual, instructions: "May it go?", environments: [Production] }
          - { name: Smoke, kind: script, targetTag: shop-k8s, script: echo }
        runbooks:
          Restart:
            description: Again
            process:
              - { name: Restart, kind: script, targetTag: shop-k8s, script: echo }
    tenants:
      Acme: { description: A merchant, projects: [web], values: { web: { Colour: red } } }
  Back Office:
    description: What customers do not see
people:
  users:
    sam: { displayName: Sam Reed, email: sam@example.com }
    ann: { displayName: Ann Lee, email: ann@example.com }
teams:
  Risk Team:
    description: Signs off
    members: [Ann Lee]
    roles:
      - { role: Approver, in: [Shop], environments: [Production] }
roles:
  Approver: { description: Answers, spacePermissions: [InterruptionView, ProjectView] }
`;

/** The lab of {@link everyKindFile}. */
export function everyKind(): Lab {
  const loaded = loadLab({ text: everyKindFile, file: 'lab.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

/** A server that matches a lab, applied as the program does; Sam is an administrator beside the one who applied. */
export async function appliedServer(lab: Lab): Promise<State> {
  const server = await startLabServer();
  await applyLab({ client: server.applier(), lab });
  await registerAgents({ client: server.applier(), lab, simulated: true });
  const { api, users } = server.client;
  const { data } = await api.GET('/api/teams');
  const team = data.Items.find(({ Name }) => Name === 'Octopus Administrators');
  if (team === undefined) throw new Error('no administrators');
  const sam = await users.get('sam');
  const body = { ...team, MemberUserIds: [...team.MemberUserIds, sam.Id] };
  await api.PUT('/api/teams/{id}', { params: { path: { id: team.Id } }, body });
  return server.emulator.snapshot();
}

/** A client of one of the lab's people. */
export function clientOf(server: LabServer, username: string) {
  const key = server.emulator.keyOf(username);
  if (key === undefined) throw new Error(`no key of ${username}`);
  return server.connect(key);
}
