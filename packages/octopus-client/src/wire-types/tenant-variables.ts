import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** A value that a tenant gives to a template of a library set.[client] */
export type TenantCommonVariableValue = Schemas['TenantCommonVariableValue'];
/** What a caller sends for one value of a tenant for a template of a library set. */
export type TenantCommonVariableValueWrite = Schemas['TenantCommonVariableValueWrite'];
/** What a tenant gives to the templates of library sets.[client] */
export type TenantCommonVariableValues = Schemas['TenantCommonVariableValues'];
/** What a caller sends to replace what a tenant gives to the templates of library sets.[client] */
export type TenantCommonVariableValuesWrite = Schemas['TenantCommonVariableValuesWrite'];
/** A template of a library set that needs a value of a tenant.[client] */
export type TenantMissingCommonVariable = Schemas['TenantMissingCommonVariable'];
/** A template of a project that needs a value of a tenant.[client] */
export type TenantMissingProjectVariable = Schemas['TenantMissingProjectVariable'];
/** A value that a tenant gives to a template of a project.[client] */
export type TenantProjectVariableValue = Schemas['TenantProjectVariableValue'];
/** What a caller sends for one value of a tenant for a template of a project. */
export type TenantProjectVariableValueWrite = Schemas['TenantProjectVariableValueWrite'];
/** What a tenant gives to the templates of projects.[client] */
export type TenantProjectVariableValues = Schemas['TenantProjectVariableValues'];
/** What a caller sends to replace what a tenant gives to the templates of projects.[client] */
export type TenantProjectVariableValuesWrite = Schemas['TenantProjectVariableValuesWrite'];
/** Where a value of a tenant holds. */
export type TenantVariableScope = Schemas['TenantVariableScope'];
