/** A small lab with two tenants: an API and a web shop for each, with a manual step before Production. */
export const shopLab = `version: 1
lab: Shops
clusters:
  dev: { context: kind-dev, environments: [Development, Staging] }
  prod: { context: kind-prod, environments: [Production] }
shared:
  environments:
    - { name: Development, short: dev }
    - { name: Staging, short: staging }
    - { name: Production, short: prod }
  lifecycles:
    Standard:
      phases:
        - { name: Development, automatic: [Development] }
        - { name: Staging, manual: [Staging] }
        - { name: Production, manual: [Production] }
spaces:
  Shops:
    default: true
    agents: { targetTags: [shops], multiTenancy: tenantedOrUntenanted }
    projects:
      web:
        lifecycle: Standard
        multiTenancy: tenanted
        templates:
          Namespace: { pattern: 'web-{tenant}-{environment}' }
          DataRegion: { label: Data region, help: Where its data stays. }
          BrandColor: { label: Brand colour, default: white }
        process:
          - name: Look
            kind: manual
            environments: [Production]
            responsibleTeams: [Everyone]
            instructions: May it go?
          - name: Deploy
            kind: script
            targetTag: shops
            script: |
              echo "#{Namespace} in #{DataRegion}"
              if [ "#{DataRegion}" = "nowhere" ]; then
                exit 1
              fi
    # Merchants, one line each.
    tenants:
      Acme Corp: { short: acme, projects: [web], values: { web: { DataRegion: us-east-1 } } }
      EuroShop: { short: euro, projects: [web], values: { web: { DataRegion: eu-west-1 } } } # GDPR
    # The end of the merchants.
teams: {}
`;
