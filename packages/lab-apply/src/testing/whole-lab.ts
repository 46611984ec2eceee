import { type Lab, loadLab, type SecretSource } from '@octotrain/lab-config';

/** A small lab that has something of every kind that a file may speak of. */
const text = `version: 1
lab: Whole
clusters:
  dev: { context: kind-dev, environments: [Development] }
  prod: { context: kind-prod, environments: [Staging, Production] }
shared:
  environments:
    - { name: Development, description: First }
    - { name: Staging }
    - { name: Production, description: Last }
  lifecycles:
    Standard:
      description: The usual way
      phases:
        - { name: Early, automatic: [Development], manual: [Staging], minimum: 1, optional: true }
        - { name: Production, manual: [Production] }
    Hotfix:
      phases:
        - { name: Production, manual: [Production] }
  gitCredentials:
    GitHub: { description: Reads, username: small, password: { env: GITHUB_TOKEN } }
  repositories:
    deploy: { url: https://example.com/deploy.git, credential: GitHub }
  variableSets:
    Common:
      description: For all
      variables:
        Registry: { Development: dev.example.com, Production: example.com }
        Password: { value: { env: REGISTRY_TOKEN }, sensitive: true, description: Of the registry }
    Tenant Config:
      spaces: [Shop]
      description: What every tenant says
      templates:
        Region: { label: Region, help: Its data, default: eu-1, control: select, options: { eu-1: Europe, us-1: America } }
        ApiKey: { label: Key, control: sensitive }
spaces:
  Hub:
    default: true
    description: Where it began
    projects:
      ops:
        runbooks:
          Check:
            process:
              - { name: Look, kind: script, script: echo looking }
  Shop:
    description: Where things are sold
    agents: { targetTags: [shop-k8s], multiTenancy: tenantedOrUntenanted, tenantTags: [Hosting/Shared, Region/EU] }
    feeds:
      Images:
        url: https://registry.example.com
        apiVersion: v2
        registryPath: shop
        username: reader
        password: { env: REGISTRY_TOKEN }
      Charts: { type: helm, url: https://charts.example.com }
    tagSets:
      Hosting:
        description: Where a tenant's pods run
        tags:
          Shared: { description: With others, color: "#3156B3" }
          Alone: {}
      Region:
        tags: { EU: {}, US: {} }
    projectGroups:
      Services: { description: What runs }
    projects:
      web:
        description: The shop
        group: Services
        lifecycle: Standard
        multiTenancy: tenantedOrUntenanted
        variableSets: [Tenant Config, Common]
        variables:
          Namespace: { Development: web-dev, Staging: web-staging, Production: web-prod }
          Token: { value: { env: WEB_TOKEN }, sensitive: true }
          Level:
            - { value: info, scope: { steps: [Deploy], targetTags: [shop-k8s] } }
            - { value: debug, scope: { environments: [Development, Staging], channels: [Hotfix] } }
            - { value: warn, description: Otherwise }
        templates:
          Colour: { label: Colour, help: Of the shop }
          Secret: { label: Secret, control: sensitive }
        channels:
          Default: { default: true, description: The usual one }
          Hotfix:
            lifecycle: Hotfix
            tenantTags: [Region/EU, Hosting/Shared]
            rules:
              - { versions: "[1.0,2.0)", preRelease: ^$, packages: [Deploy/web, Deploy/side] }
              - { versions: "[3.0,)", packages: [Tool/tool] }
        process:
          - name: Approve
            kind: manual
            environments: [Production, Staging]
            responsibleTeams: [Risk Team, Everyone]
            instructions: May it go?
          - name: Deploy
            kind: helm
            targetTag: shop-k8s
            git: deploy
            packages: { web: { feed: Images, id: shop/web }, side: { feed: Images } }
            chart: charts/web
            values: [charts/web/a.yaml, charts/web/b.yaml]
            inlineValues: "x: 1"
            release: web
            namespace: "#{Namespace}"
          - name: Tool
            kind: script
            channels: [Hotfix]
            packages: { tool: { feed: Charts, acquired: target } }
            syntax: python
            script: print(1)
          - name: Tell
            kind: script
            runIf: "#{Octopus.Deployment.Error}"
            script: echo told
      worker:
        lifecycle: Standard
        variables:
          Queue: orders
          Reason: { scope: { runbooks: [Restart, Drain] }, prompt: { label: Why, required: true, control: select, options: { a: A, b: B } } }
        process:
          - name: Apply
            kind: kubernetesYaml
            targetTag: shop-k8s
            git: deploy
            paths: [worker.yaml, more.yaml]
        runbooks:
          Restart:
            description: Starts it anew
            environments: [Staging, Development]
            multiTenancy: tenantedOrUntenanted
            process:
              - { name: Restart, kind: script, targetTag: shop-k8s, script: echo again }
          Drain:
            environments: lifecycle
            process:
              - { name: Drain, kind: script, script: echo empty }
    tenants:
      Acme:
        description: The first
        projects: { web: [Production, Development] }
        tags: [Region/EU, Hosting/Shared]
        values:
          web: { Colour: { Development: red, Production: blue }, Secret: { env: ACME_KEY } }
          Tenant Config: { Region: us-1, ApiKey: { env: ACME_KEY } }
      Bolt:
        projects: [web]
        tags: [Hosting/Alone]
        values: { Colour: green, Secret: { env: BOLT_SECRET }, ApiKey: { env: BOLT_KEY } }
people:
  users:
    ann: { displayName: Ann Lee, email: ann@example.com }
    bob: { displayName: Bob Ray, email: bob@example.com }
  serviceAccounts:
    robot: { displayName: Robot }
teams:
  Risk Team:
    description: Signs off
    members: [Ann Lee, Bob Ray]
    roles:
      - { role: Approver, in: all, environments: [Staging, Production] }
      - { role: Approver, in: [Shop], projects: [worker, web], environments: [Development] }
      - { role: Watcher, in: system }
  Robots:
    members: [robot]
    roles:
      - { role: Project Deployer, in: [Shop], projectGroups: [Services], tenants: [Bolt, Acme] }
roles:
  Approver: { description: Answers, spacePermissions: [InterruptionView, InterruptionSubmit] }
  Watcher: { systemPermissions: [UserView, TeamView] }
`;

/** That lab with some of its text replaced; each piece must be there exactly once. */
export function wholeLab(...changes: readonly (readonly [right: string, wrong: string])[]): Lab {
  const changed = changes.reduce((before, [right, wrong]) => {
    if (before.split(right).length !== 2) throw new Error(`not exactly once in the lab: ${right}`);
    return before.replace(right, () => wrong);
  }, text);
  const loaded = loadLab({ text: changed, file: 'whole.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.lab;
}

/** Every secret is set, each to a text of its own. */
export const someSecrets: SecretSource = { env: (name) => `value-of-${name}`, file: () => undefined };
