/** A kwok object, and where it is applied. */
export interface KwokObject {
  readonly path: string;
  readonly object: object;
}

/**
 * What kwok has to know so that it can be led: under one name commands are run, under others connections are passed to
 * a port each. No pod has these names, so that nobody reaches them past the process that stands before kwok.
 */
export function kwokObjects(options: {
  exec: { name: string; workFolder: string };
  forwards: readonly { name: string; port: number }[];
}): readonly KwokObject[] {
  const { exec, forwards } = options;
  // Options of node in kwok's own environment are not the program's.
  const envs = [{ name: 'NODE_OPTIONS', value: '' }];
  return [
    kwokObject('ClusterExec', 'octotrain-exec', {
      selector: { matchNames: [exec.name] },
      execs: [{ local: { workDir: exec.workFolder, envs } }],
    }),
    ...forwards.map(({ name, port }, at) =>
      kwokObject('ClusterPortForward', `octotrain-forward-${at}`, {
        selector: { matchNames: [name] },
        forwards: [{ target: { address: '127.0.0.1', port } }],
      }),
    ),
  ];
}

function kwokObject(kind: 'ClusterExec' | 'ClusterPortForward', name: string, spec: object): KwokObject {
  return {
    path: `/apis/kwok.x-k8s.io/v1alpha1/${kind.toLowerCase()}s/${name}`,
    object: { apiVersion: 'kwok.x-k8s.io/v1alpha1', kind, metadata: { name }, spec },
  };
}
