import { loadLab } from '../load/load-lab.ts';

/** A small lab in which everything is right; tests spoil one place of it. */
export const smallLab = `version: 1
lab: Small
clusters:
  dev: { context: kind-dev, environments: [Development] }
  prod: { context: kind-prod, environments: [Production] }
shared:
  environments:
    - name: Development
    - name: Production
  lifecycles:
    Standard:
      phases:
        - { name: Development, automatic: [Development] }
        - { name: Production, manual: [Production] }
  gitCredentials:
    GitHub: { username: small, password: { env: GITHUB_TOKEN } }
  repositories:
    deploy: { url: https://example.com/deploy.git, credential: GitHub }
  variableSets:
    Common:
      variables:
        Registry: { Development: dev.example.com, Production: example.com }
spaces:
  Shop:
    default: true
    agents: { targetTags: [shop-k8s], multiTenancy: tenantedOrUntenanted }
    projects:
      web:
        lifecycle: Standard
        multiTenancy: tenantedOrUntenanted
        variableSets: [Common]
        variables:
          Namespace: { Development: web-dev, Production: web-prod }
          Token: { value: { env: WEB_TOKEN }, sensitive: true }
          Level: { value: info, scope: { steps: [Deploy] } }
          Reason: { scope: { runbook: Restart }, prompt: { required: true } }
        templates:
          Colour: { label: Colour }
        channels:
          Default: { default: true }
          Hotfix: { lifecycle: Standard }
        process:
          - name: Approve
            kind: manual
            environments: [Production]
            responsibleTeams: [Risk Team]
            instructions: May it go?
          - name: Deploy
            kind: helm
            targetTag: shop-k8s
            git: deploy
            chart: charts/web
            release: web
            namespace: '#{Namespace}'
        runbooks:
          Restart:
            environments: [Development]
            process:
              - { name: Restart, kind: script, targetTag: shop-k8s, script: echo }
    tenants:
      Acme:
        projects: [web]
        values:
          web: { Colour: red }
people:
  users:
    ann: { displayName: Ann Lee, email: ann@example.com }
teams:
  Risk Team:
    members: [Ann Lee]
    roles:
      - { role: Approver, in: all, environments: [Production], projects: [web] }
roles:
  Approver: { spacePermissions: [InterruptionView], systemPermissions: [UserView] }
trains: { space: Shop, approvers: [Risk Team] }
`;

/** What is wrong with the small lab when one place of it is spoilt: `line:column message; hint`. */
export function problemsAfter(right: string, wrong: string): readonly string[] {
  if (smallLab.split(right).length !== 2) throw new Error(`not exactly once in the small lab: ${right}`);
  const loaded = loadLab({ text: smallLab.replace(right, () => wrong), file: 'small.yaml' });
  if (loaded.ok) return [];
  return loaded.problems.map(
    ({ line, column, message, hint }) => `${line}:${column} ${[message, hint].filter(Boolean).join('; ')}`,
  );
}
