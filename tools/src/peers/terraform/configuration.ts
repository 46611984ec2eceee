import { desired, type ItemKind } from '@octotrain/lab-apply';
import type { Lab, SecretReference } from '@octotrain/lab-config';
import { type Block, reference, renderBlocks } from './hcl.ts';
import { createLabels } from './labels.ts';
import { createReferences, resourceTypes } from './references.ts';
import { resourcesOf } from './resources.ts';

/** A lab as a configuration for Terraform and the official provider. */
export interface TerraformConfiguration {
  readonly text: string;
  readonly resources: number;
  /** The secrets of the lab by the names of the variables that must be set. */
  readonly secrets: ReadonlyMap<string, SecretReference>;
  /** How many things of which kinds the provider has no resource for. */
  readonly leftOut: ReadonlyMap<ItemKind, number>;
}

const beginning: readonly Block[] = [
  {
    head: ['terraform'],
    body: {},
    blocks: [{ head: ['required_providers'], body: { octopusdeploy: { source: 'OctopusDeploy/octopusdeploy' } } }],
  },
  { head: ['provider', 'octopusdeploy'], body: {} },
];

/** The default space is there already; Terraform takes it over by its id, which is the same on every server. [docs] */
const defaultSpaceId = 'Spaces-1';

/**
 * Writes what a lab asks of a server as resources, as those who use the provider have to: one for each value of a variable, each step, each connection
 * and each value of a tenant, each role of a team. References are the resources' own ids, so Terraform knows the order.
 */
export function terraformOf(lab: Lab): TerraformConfiguration {
  const items = desired(lab);
  const keyOf = (address: { kind: string; space?: string; name: string }) =>
    JSON.stringify([address.kind, address.space ?? '', address.name]).toLowerCase();
  const made = new Set(items.map(({ address }) => keyOf(address)));
  const labels = createLabels();
  const references = createReferences({ lab, labels, has: (address) => made.has(keyOf(address)) });

  const leftOut = new Map<ItemKind, number>();
  const resources = items.flatMap(({ address: { kind, space, name }, body }) => {
    const building = references.building(space);
    const thing = {
      name,
      space: space ?? '',
      spaceId: space === undefined ? '' : references.spaceId(space),
      labels,
      id: building.id,
      isDefaultSpace: kind === 'space' && lab.spaces.some((one) => one.isDefault && one.name === name),
      connected: connectionsOf(lab, kind, space, name).map((project) => building.id('project', project)),
    };
    const blocks = resourcesOf(kind, { ...thing, body: body(building) });
    if (blocks === undefined) leftOut.set(kind, (leftOut.get(kind) ?? 0) + 1);
    return blocks ?? [];
  });

  const secrets = references.secrets();
  const variables = [...secrets.keys()].map((name): Block => {
    return { head: ['variable', name], body: { type: reference('string'), sensitive: true } };
  });
  const imports = lab.spaces
    .filter(({ isDefault }) => isDefault)
    .map(({ name }): Block => {
      const to = `${resourceTypes.space}.${labels.of(resourceTypes.space, name)}`;
      return { head: ['import'], body: { to: reference(to), id: defaultSpaceId } };
    });
  const text = renderBlocks([...beginning, ...variables, ...imports, ...references.lookUps(), ...resources]);
  return { text, resources: resources.length, secrets, leftOut };
}

/** Projects that the tenant whose values these are is connected to. */
function connectionsOf(lab: Lab, kind: ItemKind, space: string | undefined, name: string): readonly string[] {
  if (kind !== 'tenant variables') return [];
  const tenant = lab.spaces.find((one) => one.name === space)?.tenants.find((one) => one.name === name);
  return tenant?.connections.map(({ project }) => project) ?? [];
}
