import { z } from 'zod';
import { choice, flag, ids, nameField, text } from '../http/fields.ts';
import { tenantModes } from '../projects/state.ts';

const styles = [
  'None',
  'TentaclePassive',
  'TentacleActive',
  'Ssh',
  'OfflineDrop',
  'AzureWebApp',
  'AzureServiceFabricCluster',
  'AwsEcsCluster',
  'Kubernetes',
  'KubernetesTentacle',
  'StepPackage',
] as const;

const tentacleSchema = z.object({
  CommunicationMode: choice(['Polling', 'Listening'], 'Polling'),
  Thumbprint: text(),
  Uri: text(),
  CertificateSignatureAlgorithm: text(),
  ProxyId: text(),
});

const endpointSchema = z.object({
  CommunicationStyle: choice(styles, 'None'),
  Uri: text(),
  Thumbprint: text(),
  DefaultNamespace: text(),
  UpgradeLocked: flag(false),
  TentacleEndpointConfiguration: tentacleSchema.nullish().transform((value) => value ?? null),
});

export const machineSchema = z.object({
  Name: nameField(),
  EnvironmentIds: ids(),
  Roles: ids(),
  TenantIds: ids(),
  TenantTags: ids(),
  TenantedDeploymentParticipation: choice(tenantModes, 'Untenanted'),
  MachinePolicyId: text(),
  Endpoint: endpointSchema,
  IsDisabled: flag(false),
});

interface AgentDetails {
  readonly AgentVersion: string;
  readonly TentacleVersion: string;
  readonly UpgradeStatus: 'NoUpgrades';
  readonly HelmReleaseName: string;
  readonly KubernetesNamespace: string;
}

/** Where steps run: a deployment target. */
export interface MachineDocument
  extends Readonly<Omit<z.output<typeof machineSchema>, 'MachinePolicyId' | 'Endpoint'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly MachinePolicyId: string;
  readonly Endpoint: Readonly<z.output<typeof endpointSchema>> & {
    readonly KubernetesAgentDetails: AgentDetails | null;
  };
  readonly HealthStatus: 'Healthy' | 'HasWarnings' | 'Unhealthy' | 'Unavailable' | 'Unknown';
  readonly StatusSummary: string;
}
