import { type Abortable, type Api, objectPath } from '../connect/api.ts';
import { listField, numberField, textField } from '../json.ts';
import type { KubeResult } from '../result.ts';

/**
 * The port of a Service that has one. The API server's proxy takes a question without a port for one about a port
 * without a name, and most charts name theirs; so the number has to be looked up and said.
 */
export async function onlyPortOf(
  api: Api,
  { namespace, service, signal, timeoutMs }: { namespace: string; service: string } & Abortable,
): Promise<KubeResult<number | undefined>> {
  const what = `the service ${namespace}/${service}`;
  const path = objectPath({ apiVersion: 'v1', plural: 'services', namespace, name: service });
  const found = await api.get({ path, what, signal, timeoutMs });
  if (!found.ok) return found;
  const ports = listField(found.value, 'spec', 'ports');
  if (ports.length > 1) {
    const names = ports.map((port) => textField(port, 'name') || String(numberField(port, 'port')));
    const message = `${what} has ${ports.length} ports: ${names.join(', ')}`;
    return { ok: false, problem: { code: 'invalid-request', message, hint: 'say which one is meant' } };
  }
  return { ok: true, value: numberField(ports[0], 'port') };
}
