/** A Pod object as the API server gives it, ready unless said otherwise. */
export function podObject(said: {
  name: string;
  uid?: string;
  image?: string;
  ip?: string;
  ports?: readonly number[];
  ready?: boolean;
  phase?: string;
  leaving?: boolean;
  restarts?: number;
  state?: object;
  env?: readonly object[];
}): object {
  const { name, uid = `uid-of-${name}`, image = 'web:1.0.0', ip = '10.244.0.2', ports = [80], ready = true } = said;
  const { phase = 'Running', leaving = false, restarts = 0, env = [] } = said;
  const { state = { running: { startedAt: '2026-12-01T10:00:00Z' } } } = said;
  return {
    metadata: {
      ...{ name, namespace: 'pay', uid },
      ...(leaving ? { deletionTimestamp: '2026-12-01T11:00:00Z' } : {}),
    },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'web', image, env, ports: ports.map((containerPort) => ({ containerPort })) }],
    },
    status: {
      ...{ phase, podIP: ip, podIPs: [{ ip }] },
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [{ name: 'web', restartCount: restarts, state }],
    },
  };
}
