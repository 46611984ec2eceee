import { finpayLab, growLab, type Lab, loadLab } from '@octotrain/lab-config';
import { expect, test } from 'vitest';
import { terraformOf } from './configuration.ts';

/** One of everything that a provider's users have to write down. */
const shop = `version: 1
lab: Shop
shared:
  environments:
    - { name: Development, description: First, short: dev }
    - { name: Production, short: prod }
  lifecycles:
    Standard:
      phases:
        - { name: Development, automatic: [Development] }
        - { name: Production, manual: [Production], minimum: 1 }
  gitCredentials:
    GitHub: { username: shop, password: { env: GITHUB_TOKEN } }
  repositories:
    deploy: { url: https://example.com/deploy.git, branch: main, credential: GitHub }
  variableSets:
    Common: { variables: { Registry: { Development: dev.example.com, Production: example.com } } }
spaces:
  Shop:
    default: true
    projects:
      web:
        lifecycle: Standard
        group: Customers
        multiTenancy: tenantedOrUntenanted
        variableSets: [Common]
        variables:
          Level: { value: info, scope: { steps: [Deploy] } }
          Token: { value: { env: WEB_TOKEN }, sensitive: true }
          Reason: { scope: { runbook: Restart }, prompt: { label: Why, required: true } }
        templates:
          Colour: { label: Colour, help: "Such as #FF0000" }
          Namespace: { pattern: "web-{tenant}-{environment}" }
        channels:
          Hotfix: { lifecycle: Standard }
        process:
          - name: Approve
            kind: manual
            environments: [Production]
            responsibleTeams: [Risk Team, Everyone]
            instructions: May it go?
          - { name: Deploy, kind: helm, targetTag: k8s, git: deploy, chart: charts/web, release: web, namespace: shop }
        runbooks:
          Restart:
            environments: [Development]
            process:
              - { name: Restart, kind: script, targetTag: k8s, script: 'echo "\${HOME}"' }
    tenants:
      Acme: { projects: { web: [Production] }, values: { web: { Colour: red } } }
  Back Office:
    projects:
      ledger: { process: [{ name: Say, kind: script, script: echo }] }
people:
  users:
    ann: { displayName: Ann Lee, email: ann@example.com }
  serviceAccounts:
    robot: { displayName: Robot }
teams:
  Risk Team:
    members: [Ann Lee]
    roles:
      - { role: Approver, in: [Shop], environments: [Production], projects: [web] }
      - { role: Project Deployer, in: [Back Office] }
roles:
  Approver: { spacePermissions: [InterruptionView] }
`;

function labOf(source: { text: string; file: string }): Lab {
  const loaded = loadLab(source);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

test('a lab is written as those write it who use the provider', async () => {
  const { text, secrets, leftOut } = terraformOf(labOf({ text: shop, file: 'shop.yaml' }));

  await expect(text).toMatchFileSnapshot('golden/shop.tf');
  expect([...secrets]).toEqual([
    ['github_token', { env: 'GITHUB_TOKEN', optional: false }],
    ['web_token', { env: 'WEB_TOKEN', optional: false }],
  ]);
  expect([...leftOut]).toEqual([['published runbook', 1]]);
});

test('FinPay has a resource for each value, and no two of the same address', () => {
  const { text, resources } = terraformOf(labOf(growLab(finpayLab, { spaces: 6, tenants: 5 })));

  const addresses = text.match(/^resource .*(?= \{)/gm) ?? [];
  expect(addresses).toHaveLength(resources);
  expect(new Set(addresses).size).toBe(resources);
  const referred = text.matchAll(/\b(octopusdeploy_\w+)\.(\w+)\.(?:id|action_id|template)\b/g);
  const declared = new Set(addresses.map((address) => address.replace(/resource "(\w+)" "(\w+)"/, '$1.$2')));
  const dangling = [...referred].map(([, type, label]) => `${type}.${label}`).filter((one) => !declared.has(one));
  expect(dangling).toEqual([]);
});
