import { z } from 'zod';
import { choice } from '../http/fields.ts';
import { isSensitive, keepSecret } from '../http/sensitive.ts';
import { endpointFields, fieldsOfStyle, type Style, styles } from './endpoint-fields.ts';

/** What an agent said about itself. */
interface AgentDetails {
  readonly AgentVersion: string;
  readonly TentacleVersion: string;
  readonly UpgradeStatus: 'NoUpgrades';
  readonly HelmReleaseName: string;
  readonly KubernetesNamespace: string;
}

type Fields = { readonly [F in keyof typeof endpointFields]?: z.output<(typeof endpointFields)[F]> | null };

/** How a machine is reached: its style, and the fields of that style. */
export interface EndpointDocument extends Fields {
  readonly CommunicationStyle: Style;
  readonly KubernetesAgentDetails?: AgentDetails | null;
}

/** Reads an endpoint; what its style does not have is dropped. */
export const endpointSchema = z
  .object({ CommunicationStyle: choice(styles, 'None'), ...endpointFields })
  .transform((written): EndpointDocument => {
    const known = new Set<string>(fieldsOfStyle[written.CommunicationStyle]);
    const kept = Object.entries(written).filter(([name, value]) => known.has(name) && value !== undefined);
    // The entries are fields of the schema, of which the style has these.
    return { ...(Object.fromEntries(kept) as Fields), CommunicationStyle: written.CommunicationStyle };
  });

/** An endpoint as it is kept: secrets and what its agent said stay. */
export function keptEndpoint(written: EndpointDocument, stored: EndpointDocument | undefined): EndpointDocument {
  const old: Readonly<Record<string, unknown>> = { ...stored };
  const kept = Object.entries(written).map(([name, value]) => [
    name,
    isSensitive(value) ? keepSecret(value, old[name]) : value,
  ]);
  // The same fields as before, of the same types.
  const endpoint = Object.fromEntries(kept) as EndpointDocument;
  const details = stored?.CommunicationStyle === written.CommunicationStyle ? stored.KubernetesAgentDetails : undefined;
  return details ? { ...endpoint, KubernetesAgentDetails: details } : endpoint;
}

/** An endpoint as it goes out: parts that it lacks are left out, for they have no empty form. */
export function shownEndpoint(endpoint: EndpointDocument): object {
  const { KubernetesAgentDetails: details, TentacleEndpointConfiguration: tentacle, ...shown } = endpoint;
  return {
    ...shown,
    ...(tentacle ? { TentacleEndpointConfiguration: tentacle } : {}),
    ...(details ? { KubernetesAgentDetails: details } : {}),
    ...(endpoint.CommunicationStyle === 'Ssh' ? { Uri: `ssh://${endpoint.Host}:${endpoint.Port ?? 22}/` } : {}),
  };
}

/** The address of whatever listens at the other end, if anything does. */
export function addressOf(endpoint: EndpointDocument): string | null {
  return endpoint.Uri ?? endpoint.TentacleEndpointConfiguration?.Uri ?? endpoint.ClusterUrl ?? null;
}

/** The thumbprint of its certificate, if it has one. */
export function thumbprintOf(endpoint: EndpointDocument): string | null {
  return endpoint.Thumbprint ?? endpoint.TentacleEndpointConfiguration?.Thumbprint ?? null;
}
