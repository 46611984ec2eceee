import { z } from 'zod';
import { choice, flag, text } from '../http/fields.ts';
import { sensitiveSchema } from '../http/sensitive.ts';

/** How machines are reached. */
export const styles = [
  'None',
  'TentaclePassive',
  'TentacleActive',
  'Ssh',
  'OfflineDrop',
  'AzureWebApp',
  'AzureCloudService',
  'AzureServiceFabricCluster',
  'AwsEcsCluster',
  'Kubernetes',
  'KubernetesTentacle',
  'Ftp',
  'StepPackage',
] as const;
export type Style = (typeof styles)[number];

const tentacleSchema = z.object({
  CommunicationMode: choice(['Polling', 'Listening'], 'Polling'),
  Thumbprint: text(),
  Uri: text(),
  CertificateSignatureAlgorithm: text(),
  ProxyId: text(),
});

const containerSchema = z.object({ FeedId: text(), Image: text() });

const authenticationTypes = [
  'KubernetesStandard',
  'KubernetesCertificate',
  'KubernetesAws',
  'KubernetesAzure',
  'KubernetesGoogleCloud',
  'KubernetesPodServiceAccount',
  'None',
] as const;

const authenticationSchema = z.object({
  AuthenticationType: choice(authenticationTypes, 'None'),
  AccountId: text(),
  ClientCertificate: text(),
  TokenPath: text(),
  ClusterName: text(),
  ClusterResourceGroup: text(),
  Project: text(),
  Zone: text(),
  Region: text(),
  UseInstanceRole: flag(false),
});

const dropSchema = z.object({
  DestinationType: choice(['Artifact', 'FileSystem'], 'Artifact'),
  DropFolderPath: text(),
});

/** A truth as the text that the server keeps it as. [guess that it is text] */
const spelled = z
  .union([z.boolean(), z.string()])
  .nullish()
  .transform((value) => (typeof value === 'boolean' ? (value ? 'True' : 'False') : value || null));

const port = z
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? null);

function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

const secret = optional(sensitiveSchema);

/** Every field of any style. */
export const endpointFields = {
  TentacleEndpointConfiguration: optional(tentacleSchema),
  UpgradeLocked: flag(false),
  DefaultNamespace: text(),
  Uri: text(),
  Thumbprint: text(),
  ProxyId: text(),
  ClusterUrl: text(),
  Namespace: text(),
  SkipTlsVerification: spelled,
  ClusterCertificate: text(),
  ClusterCertificatePath: text(),
  DefaultWorkerPoolId: text(),
  RunningInContainer: flag(false),
  Container: optional(containerSchema),
  ContainerOptions: text(),
  Authentication: optional(authenticationSchema),
  AccountId: text(),
  Host: text(),
  Port: port,
  Fingerprint: text(),
  HostKeyAlgorithm: text(),
  DotNetCorePlatform: text(),
  ApplicationsDirectory: text(),
  OctopusWorkingDirectory: text(),
  Destination: optional(dropSchema),
  SensitiveVariablesEncryptionPassword: secret,
  ResourceGroupName: text(),
  WebAppName: text(),
  WebAppSlotName: text(),
  CloudServiceName: text(),
  StorageAccountName: text(),
  Slot: text(),
  SwapIfPossible: flag(false),
  UseCurrentInstanceCount: flag(false),
  ConnectionEndpoint: text(),
  SecurityMode: text(),
  ServerCertThumbprint: text(),
  ClientCertVariable: text(),
  CertificateStoreLocation: text(),
  CertificateStoreName: text(),
  AadCredentialType: text(),
  AadClientCredentialSecret: text(),
  AadUserCredentialUsername: text(),
  AadUserCredentialPassword: secret,
  StepPackageId: text(),
  StepPackageVersion: text(),
  DeploymentTargetType: text(),
  DeploymentTargetTypeId: text(),
  Inputs: optional(z.unknown()),
} as const;

type Field = keyof typeof endpointFields;

const stepPackage = [
  'StepPackageId',
  'StepPackageVersion',
  'DeploymentTargetType',
  'DeploymentTargetTypeId',
  'Inputs',
  'DefaultWorkerPoolId',
] as const satisfies readonly Field[];

/** The fields that a style has; others are dropped. [client] */
export const fieldsOfStyle: Readonly<Record<Style, readonly Field[]>> = {
  None: ['DefaultWorkerPoolId'],
  TentaclePassive: ['Uri', 'Thumbprint', 'ProxyId'],
  TentacleActive: ['Uri', 'Thumbprint'],
  Ssh: ['AccountId', 'Host', 'Port', 'Fingerprint', 'HostKeyAlgorithm', 'ProxyId', 'DotNetCorePlatform'],
  OfflineDrop: [
    'ApplicationsDirectory',
    'OctopusWorkingDirectory',
    'Destination',
    'SensitiveVariablesEncryptionPassword',
  ],
  AzureWebApp: ['AccountId', 'ResourceGroupName', 'WebAppName', 'WebAppSlotName', 'DefaultWorkerPoolId'],
  AzureCloudService: [
    'AccountId',
    'CloudServiceName',
    'StorageAccountName',
    'Slot',
    'SwapIfPossible',
    'UseCurrentInstanceCount',
    'DefaultWorkerPoolId',
  ],
  AzureServiceFabricCluster: [
    'ConnectionEndpoint',
    'SecurityMode',
    'ServerCertThumbprint',
    'ClientCertVariable',
    'CertificateStoreLocation',
    'CertificateStoreName',
    'AadCredentialType',
    'AadClientCredentialSecret',
    'AadUserCredentialUsername',
    'AadUserCredentialPassword',
    'DefaultWorkerPoolId',
  ],
  AwsEcsCluster: stepPackage,
  Kubernetes: [
    'ClusterUrl',
    'Namespace',
    'SkipTlsVerification',
    'ClusterCertificate',
    'ClusterCertificatePath',
    'DefaultWorkerPoolId',
    'ProxyId',
    'RunningInContainer',
    'Container',
    'ContainerOptions',
    'Authentication',
  ],
  KubernetesTentacle: ['TentacleEndpointConfiguration', 'UpgradeLocked', 'DefaultNamespace'],
  Ftp: ['Host', 'Port'],
  StepPackage: stepPackage,
};
