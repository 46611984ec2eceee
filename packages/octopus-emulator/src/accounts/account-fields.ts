import { z } from 'zod';
import { ids, mapOf, text } from '../http/fields.ts';
import { sensitiveSchema } from '../http/sensitive.ts';

/** Types of accounts. [client] */
export const accountTypes = [
  'UsernamePassword',
  'SshKeyPair',
  'Token',
  'AzureSubscription',
  'AzureServicePrincipal',
  'AzureOidc',
  'AmazonWebServicesAccount',
  'AmazonWebServicesOidcAccount',
  'AmazonWebServicesRoleAccount',
  'GoogleCloudAccount',
  'GenericOidcAccount',
] as const;
export type AccountType = (typeof accountTypes)[number];

const secret = sensitiveSchema.nullish().transform((value) => value ?? { HasValue: false, NewValue: null, Hint: null });

/** Every field of any type. */
export const accountFields = {
  Username: text(),
  Password: secret,
  PrivateKeyFile: secret,
  PrivateKeyPassphrase: secret,
  Token: secret,
  SubscriptionNumber: text(),
  ClientId: text(),
  TenantId: text(),
  AzureEnvironment: text(),
  ActiveDirectoryEndpointBaseUri: text(),
  ResourceManagementEndpointBaseUri: text(),
  ServiceManagementEndpointBaseUri: text(),
  ServiceManagementEndpointSuffix: text(),
  CertificateBytes: secret,
  CertificateThumbprint: text(),
  AccessKey: text(),
  SecretKey: secret,
  Region: text(),
  RoleArn: text(),
  SessionDuration: text(),
  JsonKey: secret,
  Audience: text(),
  DeploymentSubjectKeys: ids(),
  HealthCheckSubjectKeys: ids(),
  AccountTestSubjectKeys: ids(),
  CustomClaims: mapOf(z.string()),
} as const;
export type AccountField = keyof typeof accountFields;

const azure = ['SubscriptionNumber', 'AzureEnvironment'] as const;
const azureEndpoints = ['ActiveDirectoryEndpointBaseUri', 'ResourceManagementEndpointBaseUri'] as const;
const subjects = [
  'Audience',
  'DeploymentSubjectKeys',
  'HealthCheckSubjectKeys',
  'AccountTestSubjectKeys',
  'CustomClaims',
] as const;

interface TypeFields {
  readonly has: readonly AccountField[];
  readonly needs: readonly AccountField[];
}

/** The fields that a type has, and those that it cannot do without. [client] */
export const fieldsOfType: Readonly<Record<AccountType, TypeFields>> = {
  UsernamePassword: { has: ['Username', 'Password'], needs: [] },
  SshKeyPair: { has: ['Username', 'PrivateKeyFile', 'PrivateKeyPassphrase'], needs: ['Username', 'PrivateKeyFile'] },
  Token: { has: ['Token'], needs: ['Token'] },
  AzureSubscription: {
    has: [
      ...azure,
      'CertificateBytes',
      'CertificateThumbprint',
      'ServiceManagementEndpointBaseUri',
      'ServiceManagementEndpointSuffix',
    ],
    needs: ['SubscriptionNumber'],
  },
  AzureServicePrincipal: {
    has: [...azure, ...azureEndpoints, 'ClientId', 'TenantId', 'Password'],
    needs: ['SubscriptionNumber', 'ClientId', 'TenantId', 'Password'],
  },
  AzureOidc: {
    has: [...azure, ...azureEndpoints, 'ClientId', 'TenantId', ...subjects],
    needs: ['SubscriptionNumber', 'ClientId', 'TenantId'],
  },
  AmazonWebServicesAccount: { has: ['AccessKey', 'SecretKey', 'Region'], needs: ['AccessKey', 'SecretKey'] },
  AmazonWebServicesOidcAccount: { has: ['RoleArn', 'SessionDuration', 'Region', ...subjects], needs: ['RoleArn'] },
  AmazonWebServicesRoleAccount: { has: ['RoleArn', 'SessionDuration', 'Region'], needs: ['RoleArn'] },
  GoogleCloudAccount: { has: ['JsonKey'], needs: ['JsonKey'] },
  GenericOidcAccount: { has: ['Audience', 'DeploymentSubjectKeys', 'CustomClaims'], needs: [] },
};
