import { type Lab, loadLab, type SecretSource } from '@octotrain/lab-config';

/** A lab with something of every kind and with every kind of secret, so small that an apply is a few dozen requests. */
const text = `version: 1
lab: Shop
clusters:
  all: { context: kind-all, environments: [Development, Production] }
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
    Forge: { username: shop, password: { env: FORGE_TOKEN } }
  repositories:
    deploy: { url: https://forge.example/deploy.git, credential: Forge }
  feeds:
    Images: { url: https://images.example, username: shop, password: { env: IMAGES_TOKEN } }
  tagSets:
    Hosting: { tags: { Shared: {}, Own: {} } }
  variableSets:
    Common:
      variables:
        Registry: { Development: dev.images.example, Production: images.example }
        Registry.Token: { env: REGISTRY_TOKEN }
spaces:
  Office:
    default: true
  Shop:
    agents: { targetTags: [shop-k8s], multiTenancy: tenantedOrUntenanted }
    projects:
      web:
        group: Fronts
        lifecycle: Standard
        multiTenancy: tenantedOrUntenanted
        variableSets: [Common]
        variables:
          Namespace: { Development: web-dev, Production: web-prod }
          Token: { Development: { env: WEB_TOKEN_DEV }, Production: { env: WEB_TOKEN_PROD } }
          Level: { value: info, scope: { steps: [Deploy] } }
        templates:
          Colour: { label: Colour }
          Key: { label: Key, control: sensitive }
        channels:
          Default: { default: true }
          Hotfix: { lifecycle: Standard }
        process:
          - name: Approve
            kind: manual
            environments: [Production]
            responsibleTeams: [Owners]
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
        tags: [Hosting/Shared]
        projects: [web]
        values:
          web: { Colour: red, Key: { env: ACME_KEY } }
people:
  users:
    ann: { displayName: Ann Lee, email: ann@shop.example }
teams:
  Owners:
    members: [Ann Lee]
    roles:
      - { role: Approver, in: [Shop], environments: [Production], projects: [web] }
roles:
  Approver: { spacePermissions: [InterruptionView], systemPermissions: [UserView] }
`;

/** The lab of a shop: something of every kind. */
export function shopLab(): Lab {
  const loaded = loadLab({ text, file: 'shop.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.lab;
}

/** The shop's secrets, with some of them changed. */
export function shopSecrets(changed: Readonly<Record<string, string | undefined>> = {}): SecretSource {
  const secrets: Readonly<Record<string, string | undefined>> = {
    FORGE_TOKEN: 'forge-secret-1',
    IMAGES_TOKEN: 'images-secret-1',
    REGISTRY_TOKEN: 'registry-secret-1',
    WEB_TOKEN_DEV: 'web-secret-dev-1',
    WEB_TOKEN_PROD: 'web-secret-prod-1',
    ACME_KEY: 'acme-secret-1',
    ...changed,
  };
  return { env: (name) => secrets[name], file: () => undefined };
}
