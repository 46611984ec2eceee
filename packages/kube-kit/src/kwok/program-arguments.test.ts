import { describe, expect, it } from 'vitest';
import { layoutOf } from './layout.ts';
import { nodesOf, usualNodes } from './nodes.ts';
import {
  apiServerArguments,
  controllerManagerArguments,
  egressConfiguration,
  etcdArguments,
  kwokArguments,
  schedulerArguments,
} from './program-arguments.ts';

const layout = layoutOf({ folder: '/lab/dev' });
const ports = { api: 20001, kwok: 20002 };
const all: readonly (readonly [string, readonly string[]])[] = [
  ['etcd', etcdArguments(layout)],
  ['kube-apiserver', apiServerArguments(layout, { ports, egress: true })],
  ['kube-controller-manager', controllerManagerArguments(layout)],
  ['kube-scheduler', schedulerArguments(layout)],
  ['kwok', kwokArguments(layout, ports)],
];

/** The value that follows a flag. */
function after(args: readonly string[], flag: string): string | undefined {
  return args[args.indexOf(flag) + 1];
}

describe.each(all)('%s', (_name, args) => {
  it('listens on loopback or on sockets, whatever it listens for', () => {
    const listening = args.filter((_, at) => /address|listen-.*urls/.test(args[at - 1] ?? ''));
    for (const place of listening) expect(place).toMatch(/^(unix:|127\.0\.0\.1|InternalIP)/);
  });
});

it('serves no port but the two of the cluster', () => {
  const numbers = all.flatMap(([, args]) => args.flatMap((arg) => arg.match(/\b2000\d\b/g) ?? []));
  expect(new Set(numbers)).toEqual(new Set(['20001', '20002']));
  for (const args of [controllerManagerArguments(layout), schedulerArguments(layout)])
    expect(after(args, '--secure-port')).toBe('0');
});

it('sends connections into the cluster to a socket only where somebody answers there', () => {
  expect(apiServerArguments(layout, { ports, egress: false }).join(' ')).not.toContain('egress');
  expect(egressConfiguration(layout)).toContain('udsName: "/lab/dev/egress.sock"');
});

it('puts sockets elsewhere when told to, and all else into the folder', () => {
  const apart = layoutOf({ folder: '/lab/dev', sockets: '/tmp/x' });
  expect(apart.egressSocket).toBe('/tmp/x/egress.sock');
  expect(etcdArguments(apart).join(' ')).toContain('unix:///tmp/x/etcd.sock');
  expect(apart.kubeconfig).toBe('/lab/dev/kubeconfig');
});

it('leaves nodes alone that have a kubelet of their own', () => {
  expect(after(kwokArguments(layout, ports), '--manage-nodes-with-annotation-selector')).toBe(
    'kwok.x-k8s.io/node=fake',
  );
  const [node] = nodesOf('dev', { ...usualNodes, count: 1 });
  expect(node).toMatchObject({ metadata: { annotations: { 'kwok.x-k8s.io/node': 'fake' } } });
});
