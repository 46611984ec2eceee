/** A lab that uses what labs may use and in which everything is right; tests spoil one place of it. */
export const fullLab = `version: 1
lab: Full
clusters:
  dev: { context: kind-dev, environments: [Development] }
  prod: { context: kind-prod, environments: [Production] }
shared:
  environments: [{ name: Development, short: dev }, { name: Production, short: prod }]
  lifecycles:
    Standard: { phases: [{ name: All, manual: [Development, Production] }] }
  gitCredentials: { GitHub: { username: full, password: { env: GITHUB_TOKEN } } }
  repositories: { deploy: { url: https://example.com/deploy.git, credential: GitHub } }
  feeds:
    Registry: { spaces: [Shop], url: https://example.com, username: full, password: { env: REGISTRY } }
    Charts: { type: helm, url: https://charts.example.com }
  tagSets: { Hosting: { tags: { Shared: {}, Own: {} } } }
  variableSets:
    Common:
      variables: { Broker: { "Development, Production": kafka } }
      templates: { Region: {}, Colour: { default: grey } }
projectDefaults: { lifecycle: Standard }
policies: { pii: { approval: [Production] } }
steps:
  service: { kind: helm, targetTag: shop-k8s, git: deploy, chart: "charts/{project}", release: "{project}", namespace: x }
spaces:
  Shop:
    agents: { targetTags: [shop-k8s], multiTenancy: tenantedOrUntenanted, tenantTags: [Hosting/Shared] }
    projects:
      web:
        multiTenancy: tenantedOrUntenanted
        variableSets: [Common]
        handles: [pii]
        variables: { Namespace: { pattern: "web-{environment.short}" } }
        channels:
          Hotfix: { rules: [{ versions: "[1.0,2.0)", preRelease: ^hotfix, packages: [Check] }], tenantTags: [Hosting/Own] }
        process:
          - { name: Sign-Off, kind: manual, required: true, environments: [Production], instructions: May it? }
          - { use: service, name: Deploy }
          - { name: Check, kind: script, script: { file: check.sh }, packages: { image: { feed: Registry } } }
    tenantDefaults: { projects: [web], tags: [Hosting/Shared] }
    tenants:
      Acme: { values: { Region: us } }
      Bolt: { tags: [Hosting/Own], values: { Common: { Region: eu, Colour: red } } }
people:
  users: { ann: { displayName: Ann, email: ann@example.com } }
teams:
  Owners: { members: [Ann], roles: [{ role: Watcher, in: all }] }
roles:
  Looker: { spacePermissions: ProjectView ReleaseView }
  Watcher: { extends: [Looker], spacePermissions: [TaskView] }
`;
